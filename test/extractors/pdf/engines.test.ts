import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Edge } from '../../../extractors/grid/index.js';
import { mergeRulings } from '../../../extractors/grid/index.js';
import type { Engine, EnginePage } from '../../../extractors/pdf/engine.js';
import { isBlank } from '../../../extractors/pdf/lines.js';
import { pdfiumEngine } from '../../../extractors/pdf/pdfium.js';
import { pdfjsEngine } from '../../../extractors/pdf/pdfjs.js';
import { line, paper, table } from './paper.js';

/** All pages of a file as one engine sees them. */
async function pagesOf(engine: Engine, bytes: Uint8Array): Promise<EnginePage[]> {
  const document = await engine.open(bytes);
  const pages: EnginePage[] = [];
  for (let number = 1; number <= document.pageCount; number++) pages.push(await document.page(number));
  await document.close();
  return pages;
}

interface Mark {
  name: string;
  at: number[];
}

/** A page's print: characters by their left top corner (the right side may differ by an overhang), and lines. */
function marksOf(page: EnginePage): Mark[] {
  const { level, upright } = mergeRulings(page.rulings);
  const edge = (name: string) => (line: Edge) => ({ name, at: [line.at, line.from, line.to] });
  return [
    ...page.glyphs
      .filter((glyph) => !isBlank(glyph))
      .map(({ text, angle, trusted, x0, y0 }) => ({
        name: `${text.normalize('NFKC')} ${angle}${trusted ? '' : ' untrusted'}`,
        at: [x0, y0],
      })),
    ...level.map(edge('level')),
    ...upright.map(edge('upright')),
    { name: 'page', at: [page.width, page.height, page.rotation] },
  ];
}

/** Marks without a counterpart within a point. */
function missing(from: readonly Mark[], among: readonly Mark[]): Mark[] {
  const left = new Map<string, Mark[]>();
  for (const mark of among) left.set(mark.name, [...(left.get(mark.name) ?? []), mark]);
  return from.filter(({ name, at }) => {
    const candidates = left.get(name) ?? [];
    const found = candidates.findIndex((other) => other.at.every((value, i) => Math.abs(value - at[i]!) < 1));
    if (found >= 0) candidates.splice(found, 1);
    return found < 0;
  });
}

async function expectAgreement(bytes: Uint8Array): Promise<void> {
  const [ours, theirs] = [await pagesOf(pdfiumEngine, bytes), await pagesOf(pdfjsEngine, bytes)];
  expect(ours).toHaveLength(theirs.length);
  for (const [i, page] of ours.entries()) {
    const [a, b] = [marksOf(page), marksOf(theirs[i]!)];
    expect({ page: i + 1, pdfiumOnly: missing(a, b), pdfjsOnly: missing(b, a) }).toEqual({
      page: i + 1,
      pdfiumOnly: [],
      pdfjsOnly: [],
    });
  }
}

describe('pdfium and pdf.js see the same characters and lines', () => {
  it('in strokes, thin rectangles, shaded areas, forms, turned and crossed text', async () => {
    const bytes = await paper((page) => {
      table(
        page,
        80,
        90,
        [100, 80],
        [
          ['甲', '1.5'],
          ['乙', '<'],
        ],
      );
      table(
        page,
        80,
        190,
        [100, 80],
        [
          ['甲', '1.5'],
          ['乙', '<'],
        ],
        'thin',
      );
      page.rect(80, 300, 200, 40).fill('#dddddd').fillColor('black');
      page.rect(80, 350, 200, 40).fill('white').fillColor('black');
      page.save().rotate(90, { origin: [400, 300] });
      line(page, 400, 300, '竖排 text');
      page.restore();
      line(page, 80, 420, 'Total 12,345.67 % 合计', 14);
      page.addPage({ size: 'A4', layout: 'landscape', margin: 0 });
      (page.page.dictionary as unknown as { data: Record<string, unknown> }).data['Rotate'] = 270;
      line(page, 80, 90, '横页');
    });
    await expectAgreement(bytes);
  });

  const folder = 'fixtures/documents';
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('-clean.pdf')) : [];
  it.each(files)('in %s', async (name) => {
    await expectAgreement(new Uint8Array(readFileSync(`${folder}/${name}`)));
  });
});
