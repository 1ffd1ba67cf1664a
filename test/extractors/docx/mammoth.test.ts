import { load } from 'cheerio';
import fc from 'fast-check';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import type { RawTable } from '../../../schemas/index.js';
import { makeDocx, p, tbl, tc, tr } from './make-docx.js';

/**
 * mammoth as oracle: on what both understand (paragraphs, tables with honest spans), both must say the same. What it
 * does not understand is listed in docs/adr/0003-docx-raw-parts.md.
 */
type Cell = [text: string, rowSpan: number, colSpan: number];
interface Outline {
  prose: string[];
  tables: Cell[][];
}

async function byMammoth(bytes: Buffer): Promise<Outline> {
  const { value } = await mammoth.convertToHtml({ buffer: bytes });
  const $ = load(value);
  const text = (element: Parameters<typeof $>[0]): string =>
    $(element)
      .find('p')
      .addBack('p')
      .toArray()
      .map((one) => $(one).text())
      .filter((line) => line.trim() !== '')
      .join('\n');
  return {
    prose: $('body > p, body > h1')
      .toArray()
      .map((one) => $(one).text())
      .filter((line) => line.trim() !== ''),
    tables: $('body > table')
      .toArray()
      .map((table) =>
        $(table)
          .find('td, th')
          .toArray()
          .map((cell): Cell => [
            text(cell),
            Number($(cell).attr('rowspan') ?? 1),
            Number($(cell).attr('colspan') ?? 1),
          ]),
      ),
  };
}

async function byUs(bytes: Buffer): Promise<Outline> {
  const { blocks } = await extract(bytes, { limits: DEFAULT_LIMITS });
  return {
    prose: blocks.flatMap((block) => (block.kind === 'table' ? [] : [block.text])),
    tables: blocks
      .filter((block): block is RawTable => block.kind === 'table')
      .map((table) => table.cells.map(({ text, rowSpan, colSpan }): Cell => [text, rowSpan, colSpan])),
  };
}

/** A grid cut at random into rectangles: each row of blocks is `height` rows high, its widths add up to the grid. */
const band = fc.record({
  height: fc.integer({ min: 1, max: 3 }),
  cuts: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  words: fc.array(fc.constantFrom('收入', '12.50', '合计', '', 'A&B'), { minLength: 12, maxLength: 12 }),
});

function bandRows({ height, cuts, words }: typeof band extends fc.Arbitrary<infer T> ? T : never): string {
  const widths: number[] = [1];
  for (const cut of cuts) {
    if (cut) widths.push(1);
    else widths[widths.length - 1] = (widths.at(-1) ?? 0) + 1;
  }
  // The first block is as high as the band, the others are cells of one row.
  return Array.from({ length: height }, (_, row) =>
    tr(
      widths
        .map((width, column) => {
          const merge = column > 0 || height === 1 ? '' : row === 0 ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>';
          const text = column === 0 && row > 0 ? '' : (words[row * 4 + column] ?? '').replace('&', '&amp;');
          return tc(text, `<w:gridSpan w:val="${width}"/>${merge}`);
        })
        .join(''),
    ),
  ).join('');
}

describe('mammoth says the same', () => {
  it('on tables with merged cells', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(band, { minLength: 1, maxLength: 4 }), async (bands) => {
        // One row cut into all columns makes sure that no column of the grid is idle: mammoth keeps those.
        const table = tbl(
          [9, 9, 9, 9],
          tr(['甲', '乙', '丙', '丁'].map((name) => tc(name)).join('')) + bands.map(bandRows).join(''),
        );
        const bytes = makeDocx(p('表前') + table + p('表后'));
        expect(await byUs(bytes)).toEqual(await byMammoth(bytes));
      }),
      { numRuns: 40, seed: 20310401 },
    );
  });
});
