import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles, violations } from './imports.js';

const ROOT = join(import.meta.dirname, '../..');

describe('direction of imports', () => {
  it('holds in every layer', () => {
    expect(violations(sourceFiles(ROOT))).toEqual([]);
  });

  // The test proves itself: each planted violation must be seen.
  it.each([
    ['an upward import', 'extractors/text/lines.ts', `import { normalize } from '../../normalizers/index.js';`],
    ['schemas importing a reader', 'schemas/raw.ts', `export * from '../extractors/extractor.js';`],
    ['a plug importing its neighbour', 'extractors/formats/pdf.ts', `import { extractor } from './docx.js';`],
    ['a reader opening files', 'extractors/pdf/fonts.ts', `import { readFileSync } from 'node:fs';`],
    ['a check opening the database', 'reconcilers/checks/sum.ts', `import Database from 'better-sqlite3';`],
    ['a lazy upward import', 'normalizers/cell.ts', `const later = await import('../pipeline/store.js');`],
    ['a check reading the clock', 'reconcilers/checks/year.ts', `const now = Date.now();`],
    ['a reader reading the environment', 'extractors/text/charset.ts', `const lang = process.env['LANG'];`],
    ['an import from the tests', 'pipeline/store.ts', `import { art } from '../test/raw-art.js';`],
  ])('sees %s', (_name, path, text) => {
    expect(violations([{ path, text }])).toHaveLength(1);
  });

  it.each([
    ['a downward import', 'reconcilers/index.ts', `import type { Report } from '../schemas/index.js';`],
    ['the pipeline opening files', 'pipeline/files.ts', `import { readFile } from 'node:fs/promises';`],
    ['a generated index', 'extractors/formats/index.generated.ts', `import { extractor as pdf } from './pdf.js';`],
    ['the clock in a comment', 'schemas/report.ts', `// Date.now() is never read here`],
  ])('lets %s pass', (_name, path, text) => {
    expect(violations([{ path, text }])).toEqual([]);
  });
});
