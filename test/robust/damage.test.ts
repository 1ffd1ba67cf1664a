import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeReport } from '../../fixtures/generate/make-report.js';
import { writeHtml } from '../../fixtures/generate/write-html.js';
import { DEFAULT_LIMITS, extract } from '../../extractors/index.js';
import { extractors } from '../../extractors/formats/index.generated.js';
import { assess } from '../../reconcilers/index.js';
import { normalize } from '../../normalizers/index.js';
import { UnreadableError } from '../../schemas/index.js';
import { survivesDamage } from '../extractors/damage.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures/documents');
const documents = new Map<string, Uint8Array>(
  readdirSync(FIXTURES)
    .filter((name) => /^(hubei|prose-only)-clean\.(docx|pdf|txt)$/.test(name))
    .map((name) => [name, new Uint8Array(readFileSync(join(FIXTURES, name)))]),
);
documents.set('page.html', new TextEncoder().encode(writeHtml(makeReport(71))));

test.each([...documents.keys()])('%s, cut off anywhere, is read as far as it goes or refused', async (name) => {
  const whole = documents.get(name)!;
  for (let part = 1; part < 8; part++) {
    const cut = whole.slice(0, Math.floor((whole.length * part) / 8));
    const code = await extract(cut, { limits: DEFAULT_LIMITS }).then(
      (raw) => (assess(normalize(raw)).notices, 'read'),
      (error: unknown) => (error instanceof UnreadableError ? error.code : String(error)),
    );
    expect(code, `${part}/8`).toMatch(/^(read|damaged|unsupported-format)$/);
  }
});

test.each([...documents.keys()].filter((name) => !name.startsWith('prose')))(
  '%s with any bytes changed is read or refused',
  async (name) => {
    const format = { docx: 'docx', pdf: 'pdf', txt: 'text', html: 'html' }[name.split('.').at(-1)!];
    await survivesDamage(
      extractors.find((one) => one.format === format)!,
      documents.get(name)!,
      12,
    );
  },
);
