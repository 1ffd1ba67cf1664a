import { describe, expect, it } from 'vitest';
import type { Band } from '../../../extractors/pdf/forms/sections.js';
import { sectionsOf } from '../../../extractors/pdf/forms/sections.js';
import { lineOf } from '../../../extractors/pdf/lines.js';

/** Words at x, in boxes of 5 points a character. */
type Words = [x: number, text: string];

function bandsOf(rows: readonly Words[][]): Band[] {
  return rows.map((words, r) => ({
    page: 0,
    top: 100 + 20 * r,
    bottom: 120 + 20 * r,
    lines: words.map(([x, text]) => {
      const glyphs = [...text].map((one, i) => ({
        text: one,
        x0: x + 5 * i,
        y0: 105 + 20 * r,
        x1: x + 5 * i + 5,
        y1: 115 + 20 * r,
        size: 10,
        angle: 0,
        trusted: true,
      }));
      return lineOf(glyphs)!;
    }),
    known: [],
    title: false,
    ruled: true,
    allRuled: true,
  }));
}

const borders = (rows: readonly Words[][], sure: readonly number[]): number[] =>
  sectionsOf(bandsOf(rows), 0.5, sure).flatMap(({ rooms }) =>
    rooms.map(({ from, to }) => sure.find((x) => x > from - 0.5 && x < to + 0.5) ?? Math.round((from + to) / 2)),
  );

describe('columns of a section', () => {
  const rows: Words[][] = [
    [
      [60, '堤防养护'],
      [180, '120.00'],
      [240, '118.50'],
    ],
    [
      [60, '水文监测'],
      [180, '31.40'],
      [240, '131.40'],
    ],
    [
      [60, '白蚁防治'],
      [180, '12.00'],
      [240, '112.00'],
    ],
  ];
  const wide: Words[] = [
    [60, '合计'],
    [175, '12,345,678.901'],
    [251, '9.00'],
  ];

  it('have one border where wide figures stand over it, and rules show where it is', () => {
    expect(borders([...rows, wide, wide], [230])).toEqual([128, 230]);
  });
});
