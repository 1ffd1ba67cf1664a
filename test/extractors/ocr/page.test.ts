import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { blobsOf } from '../../../extractors/image/blobs.js';
import { turnQuarter } from '../../../extractors/image/raster.js';
import type { Engine } from '../../../extractors/pdf/engine.js';
import { pdfiumEngine } from '../../../extractors/pdf/pdfium.js';
import { readWith } from '../../../extractors/pdf/read.js';
import { loadModels } from '../../../pipeline/ocr-models.js';
import type { RawDocument } from '../../../schemas/index.js';
import { squeeze } from '../../../schemas/index.js';
import { line, paper, table } from '../pdf/paper.js';

const bytes = await paper((page) => {
  line(page, 80, 60, '甲县档案局收支情况表', 16);
  table(
    page,
    80,
    100,
    [120, 90, 90],
    [
      ['项目', '预算数', '决算数'],
      ['基本支出', '1,220.25', '1,218.09'],
      ['项目支出', '130.5', '—'],
      ['合计', '1,350.75', '96.37%'],
    ],
  );
  line(page, 80, 220, '全年支出一千二百余万元，完成预算的96.37%。', 12);
});

/** The same pages as pictures alone, turned clockwise. */
function scanner(turn: number): Engine {
  return {
    name: 'scanner',
    async open(data, password) {
      const document = await pdfiumEngine.open(data, password);
      return {
        ...document,
        async page(number) {
          const page = await document.page(number);
          const [width, height] = turn % 180 === 0 ? [page.width, page.height] : [page.height, page.width];
          return { width, height, rotation: 0, glyphs: [], rulings: [], imageCover: 1, imageDpi: 200 };
        },
        async picture(number, dpi) {
          return { ...turnQuarter(await document.picture!(number, dpi), turn), dpi };
        },
      };
    },
  };
}

const ocr = { mode: 'auto', models: loadModels } as const;
const gridOf = ({ blocks }: RawDocument) =>
  blocks.flatMap((block) => (block.kind === 'table' ? [block.cells.map(({ text }) => squeeze(text))] : []));
const wordsOf = ({ blocks }: RawDocument) =>
  blocks.flatMap((block) => (block.kind === 'table' ? [] : [squeeze(block.text).normalize('NFKC')]));

describe('a page read from its picture says what its text says', () => {
  it.each([0, 90, 180])('turned by %i°', async (turn) => {
    const digital = await extract(bytes.slice(), { limits: DEFAULT_LIMITS });
    const read = await readWith(scanner(turn), 'pdf', bytes.slice(), { limits: DEFAULT_LIMITS, ocr });
    expect(gridOf(read)).toEqual(gridOf(digital));
    expect(wordsOf(read)).toEqual(wordsOf(digital));
    expect(read.notices.map(({ code }) => code)).toEqual(['pages-recognized']);
  });

  it('gives each cell its place on the page as shown', async () => {
    const digital = await extract(bytes.slice(), { limits: DEFAULT_LIMITS });
    const read = await readWith(scanner(0), 'pdf', bytes.slice(), { limits: DEFAULT_LIMITS, ocr });
    const boxes = (document: RawDocument) =>
      document.blocks.flatMap((block) => (block.kind === 'table' ? block.cells.map(({ place }) => place.box!) : []));
    for (const [i, box] of boxes(digital).entries()) {
      for (const [side, at] of box.entries()) expect(Math.abs(boxes(read)[i]![side]! - at)).toBeLessThan(1.5);
    }
  });
});

it('leaves pictures alone where they are not to be read', async () => {
  const read = await readWith(scanner(0), 'pdf', bytes.slice(), { limits: DEFAULT_LIMITS });
  expect(read.blocks).toEqual([]);
  expect(read.notices.map(({ code }) => code)).toEqual(['needs-ocr']);
});

it('reads every page from its picture when asked to', async () => {
  const read = await extract(bytes.slice(), { limits: DEFAULT_LIMITS, ocr: { ...ocr, mode: 'always' } });
  expect(gridOf(read)).toHaveLength(1);
  expect(read.notices.map(({ code }) => code)).toEqual(['pages-recognized']);
});

it('finds no print on an empty page', () => {
  expect(blobsOf({ width: 10, height: 10, data: new Uint8Array(100).fill(255), dpi: 200 }, [])).toEqual([]);
});
