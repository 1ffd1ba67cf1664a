import { expect, it } from 'vitest';
import { findZones } from '../../../extractors/pdf/forms/zones.js';
import type { Line } from '../../../extractors/pdf/lines.js';
import { lineOf } from '../../../extractors/pdf/lines.js';

/** A line of words at x, in boxes of 10 points a character. */
function lineAt(y: number, words: readonly (readonly [x: number, text: string])[]): Line {
  const glyphs = words.flatMap(([x, text]) =>
    [...text].map((one, i) => ({
      text: one,
      x0: x + 10 * i,
      y0: y,
      x1: x + 10 * i + 10,
      y1: y + 10,
      size: 10,
      angle: 0,
      trusted: true,
    })),
  );
  return lineOf(glyphs)!;
}

it('a label that fills its column stands apart from the words beside it where others begin', () => {
  const lines = ['职责', '任务', '年度总体运行情况以及绩效', '保障', '措施'].map((label, r) =>
    lineAt(100 + 24 * r, [
      [125 - 5 * label.length, label],
      [189.5, '各项工作按计划推进'],
      [400, '完成'],
    ]),
  );
  const [zone] = findZones(lines, [], [], [], new Set(), 0);
  expect(zone!.chunks.slice(6, 9).map(({ text }) => text)).toEqual([
    '年度总体运行情况以及绩效',
    '各项工作按计划推进',
    '完成',
  ]);
});
