import { describe, expect, it } from 'vitest';
import type { Line } from '../../../extractors/pdf/lines.js';
import { lineOf } from '../../../extractors/pdf/lines.js';
import { piecesOf } from '../../../extractors/pdf/forms/pieces.js';
import { findRows } from '../../../extractors/pdf/forms/rows.js';
import { findSpans } from '../../../extractors/pdf/forms/spans.js';

const SIZE = 10;
const XS = [0, 80, 160, 240, 360, 440];

/** Print in the middle of the columns from `first` to `last`, its top at `y0`. */
function print(text: string, first: number, last: number, y0: number): Line {
  const x0 = (XS[first]! + XS[last + 1]! - text.length * SIZE) / 2;
  const glyphs = [...text].map((letter, i) => {
    const [from, to] = [x0 + i * SIZE, x0 + (i + 1) * SIZE];
    return { text: letter, x0: from, x1: to, y0, y1: y0 + SIZE, size: SIZE, angle: 0, trusted: true };
  });
  return lineOf(glyphs)!;
}

// 其中： is so short that it stands in one of its two columns.
const header = [
  print('其中：', 2, 3, 0),
  print('机构名称', 0, 0, 8),
  print('固定资产', 1, 1, 1),
  print('合计', 1, 1, 15),
  print('在用资产', 2, 2, 16),
  print('出租固定资产', 3, 3, 16),
  print('其他', 4, 4, 8),
];
const figures = [32, 48, 64].flatMap((y) => [0, 1, 2, 3, 4].map((c) => print(c === 0 ? '学校' : '12.5', c, c, y)));
const leading = { lines: 0.4 };

describe('a header of two rows', () => {
  it('is no label of two lines where a title over two columns stands above the title of one', () => {
    const pieces = piecesOf([...header, ...figures], XS);
    expect(pieces.find(({ line }) => line.text === '其中：')).toMatchObject({ first: 3, last: 3 });
    const { ends } = findRows(pieces, XS, { leading });
    expect(ends.filter((y) => y < 30)).toHaveLength(2);
    expect(ends[0]).toBeGreaterThan(10);
  });

  it.each([
    ['above its figures', figures, false],
    ['at the foot of a page', [], true],
  ])('has labels that are merged over both, %s', (_, below, goesOn) => {
    const pieces = piecesOf([...header, ...below], XS);
    const found = findRows(pieces, XS, { leading });
    const spans = findSpans(pieces, XS, [-4, ...found.ends, goesOn ? 30 : 78], { continues: false, goesOn }, found);
    expect(spans.map((own) => own[0])).toEqual([true, true, false, false, true]);
  });
});
