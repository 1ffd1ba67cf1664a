import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generated } from '../../scripts/generate.js';

const ROOT = join(import.meta.dirname, '../..');

describe('generated files', () => {
  it.each([...generated()])('%s is fresh (npm run generate)', (path, text) => {
    const full = join(ROOT, path);
    expect(existsSync(full) ? readFileSync(full, 'utf8') : '(missing)').toBe(text);
  });
});
