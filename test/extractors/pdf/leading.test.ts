import { describe, expect, it } from 'vitest';
import { leadingOf } from '../../../extractors/pdf/forms/leading.js';
import type { Piece } from '../../../extractors/pdf/forms/pieces.js';

const SIZE = 10;

/** Lines of one column with such gaps (em) between them. */
function column(at: number, gaps: readonly number[]): Piece[] {
  const tops = gaps.reduce((all, gap) => [...all, all.at(-1)! + (1 + gap) * SIZE], [100]);
  return tops.map((y0) => ({
    line: { text: '按计划办理', glyphs: [], size: SIZE, x0: 100 * at, x1: 100 * at + 50, y0, y1: y0 + SIZE },
    first: at,
    last: at,
  }));
}

function repeated(times: number, ...gaps: number[]): number[] {
  return Array.from({ length: times }, () => gaps).flat();
}

describe('the room between rows', () => {
  it.each<[string, number[][], number | undefined]>([
    ['is what stands between most rows', [repeated(12, 0.25, 2.5)], 2.5],
    ['is wider than that between paragraphs', [repeated(24, 0.25, 1.25, 2.5)], 2.5],
    [
      'is known where few cells have several lines',
      [[...repeated(14, 2.67), 0.42, 2.67, 1.42, 2.67, 1.42, 2.67]],
      2.67,
    ],
    ['is hardly half a line wider than that between paragraphs', [repeated(24, 0.33, 1.25, 2.08)], 2.08],
    [
      'is not what cells in the middle of their rows leave beside taller ones',
      [repeated(24, 0.33, 1.25), repeated(8, 0.33, 1.92)],
      1.25,
    ],
    [
      'is not what tall rows leave beside them, wider and far rarer',
      [repeated(24, 0.25, 1.25, 2.5), repeated(7, 6.2)],
      2.5,
    ],
    [
      'is not known where rows are set as closely as lines',
      [repeated(30, 0.43, 0.43, 0.59), repeated(7, 3.4)],
      undefined,
    ],
  ])('%s', (_, columns, room) => {
    const pieces = columns.flatMap((gaps, at) => column(at, gaps)).sort((a, b) => a.line.y0 - b.line.y0);
    expect(leadingOf([pieces])?.room?.toFixed(2)).toBe(room?.toFixed(2));
  });
});
