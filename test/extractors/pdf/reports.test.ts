import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { squeeze } from '../../../schemas/index.js';
import type { RawDocument, RawTable } from '../../../schemas/index.js';
import { pdfiumEngine } from '../../../extractors/pdf/pdfium.js';
import { foldRadicals } from '../../../extractors/pdf/radicals.js';
import { read } from './paper.js';

interface Truth {
  tables: { cells: { r: number; c: number; rowspan: number; colspan: number; text: string }[] }[];
  paragraphs: string[];
}

/** How often each character stands in the document, wherever it was put. */
function printedIn({ blocks, furniture }: RawDocument): Record<string, number> {
  const texts = blocks.flatMap((block) =>
    block.kind === 'table' ? block.cells.map((cell) => cell.text) : [block.text],
  );
  return counts([...texts, ...furniture.map(({ text }) => text)].join(''));
}

/** How often the engine sees each character on all pages. */
async function printedOn(bytes: Uint8Array): Promise<Record<string, number>> {
  const document = await pdfiumEngine.open(bytes);
  let text = '';
  for (let number = 1; number <= document.pageCount; number++) {
    for (const glyph of (await document.page(number)).glyphs) text += foldRadicals(glyph.text);
  }
  await document.close();
  return counts(text);
}

function counts(text: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const character of text.replace(/\s/gu, '')) found[character] = (found[character] ?? 0) + 1;
  return found;
}

const folder = '../shared/truth';
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

describe.skipIf(names.length === 0)('real reports (skipped where ../shared is missing)', () => {
  it.each(names)('%s: every cell and every paragraph', async (name) => {
    const truth = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Truth;
    const bytes = new Uint8Array(readFileSync(`../shared/reports/${name.replace('.json', '.pdf')}`));
    const document = await read(bytes);
    const tables = document.blocks.filter((block): block is RawTable => block.kind === 'table');
    expect(
      tables.map(({ cells }) =>
        cells.map(({ row, column, rowSpan, colSpan, text }) =>
          [row, column, rowSpan, colSpan, squeeze(text)].join(' '),
        ),
      ),
    ).toEqual(
      truth.tables.map(({ cells }) =>
        cells.map(({ r, c, rowspan, colspan, text }) => [r, c, rowspan, colspan, squeeze(text)].join(' ')),
      ),
    );
    expect(printedIn(document)).toEqual(await printedOn(bytes));
    const prose = document.blocks.flatMap((block) => (block.kind === 'table' ? [] : [squeeze(block.text)]));
    expect(prose).toEqual(truth.paragraphs.map(squeeze).filter((text) => text !== ''));
  });
});
