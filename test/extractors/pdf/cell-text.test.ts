import { describe, expect, test } from 'vitest';
import { cellText } from '../../../extractors/pdf/cell-text.js';
import type { Line } from '../../../extractors/pdf/lines.js';
import { linesOf } from '../../../extractors/pdf/lines.js';

/** Lines of 10 pt type below one another, each character an em wide; a column of four characters is full. */
function linesFrom(texts: readonly string[]): Line[] {
  return texts.flatMap((text, row) =>
    linesOf(
      Array.from(text, (character, i) => ({
        text: character,
        x0: 10 * i,
        y0: 12 * row,
        x1: 10 * (i + 1),
        y1: 12 * row + 10,
        size: 10,
        angle: 0,
        trusted: true,
      })),
    ),
  );
}
const COLUMN = { left: 0, right: 40 };

describe('lines of a cell as one text', () => {
  test.each([
    [['项目支出', '决算'], '项目支出决算'],
    [['项目', '决算支出'], '项目\n决算支出'],
    [['项', '目'], '项\n目'],
    [['1,23', '4.50'], '1,234.50'],
    [['123,', '456'], '123,456'],
    [['good', 'will'], 'good will'],
    [['项目ab', '支出1,', '500'], '项目ab支出1,500'],
    [[], ''],
  ])('%j', (texts, expected) => {
    expect(cellText(linesFrom(texts), COLUMN)).toBe(expected);
  });

  test('of 20,000 lines, without looking at all of the text for each', () => {
    const texts = Array.from({ length: 20_000 }, (_, i) => (i % 2 === 0 ? 'ab支出' : '预算cd'));
    const before = process.cpuUsage();
    expect(cellText(linesFrom(texts), COLUMN)).toHaveLength(89_999);
    const { user } = process.cpuUsage(before);
    expect(user / 1e6).toBeLessThan(4);
  });
});
