/**
 * Reads scans twice, with the networks in native code and in WebAssembly, and compares the raw documents.
 *
 *     npx tsx scripts/compare-runtimes.ts scan.pdf …
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import type { RawDocument } from '../schemas/index.js';
import { loadModels } from '../pipeline/ocr-models.js';

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('usage: compare-runtimes.ts <scan> …\n');
  process.exit(2);
}

let same = true;
for (const file of files) {
  const bytes = new Uint8Array(await readFile(file));
  const [native, wasm] = [await read(bytes, 'native'), await read(bytes, 'wasm')];
  const [a, b] = [JSON.stringify(native.document), JSON.stringify(wasm.document)];
  const text = JSON.stringify(wordsOf(native.document)) === JSON.stringify(wordsOf(wasm.document));
  same &&= a === b;
  process.stdout.write(
    `${basename(file)}: ${a === b ? `identical, ${a.length} characters` : text ? 'same text, other confidences' : 'OTHER TEXT'}; ` +
      `${native.document.pages.length} pages, CPU seconds a page: native ${native.seconds}, WebAssembly ${wasm.seconds}\n`,
  );
  if (a !== b) process.stdout.write(`  first difference: ${difference(a, b)}\n`);
}
process.exitCode = same ? 0 : 1;

async function read(
  bytes: Uint8Array,
  runtime: 'native' | 'wasm',
): Promise<{ document: RawDocument; seconds: string }> {
  const before = process.cpuUsage();
  const models = async () => ({ ...(await loadModels()), runtime });
  const document = await extract(bytes.slice(), { limits: DEFAULT_LIMITS, ocr: { mode: 'auto', models } });
  const { user, system } = process.cpuUsage(before);
  return { document, seconds: ((user + system) / 1e6 / Math.max(1, document.pages.length)).toFixed(1) };
}

function wordsOf({ blocks }: RawDocument): string[] {
  return blocks.flatMap((block) => (block.kind === 'table' ? block.cells.map(({ text }) => text) : [block.text]));
}

function difference(a: string, b: string): string {
  let at = 0;
  while (a[at] === b[at]) at++;
  return `${a.slice(Math.max(0, at - 60), at + 30)} | ${b.slice(Math.max(0, at - 30), at + 30)}`;
}
