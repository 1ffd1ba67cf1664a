import { describe, expect, it } from 'vitest';
import type { Band } from '../../../extractors/pdf/forms/sections.js';
import { sectionsOf } from '../../../extractors/pdf/forms/sections.js';
import { lineOf } from '../../../extractors/pdf/lines.js';

/** Words at x, in boxes of 5 points a character. */
type Words = [x: number, text: string];

function bandsOf(rows: readonly Words[][], ruled = true): Band[] {
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
    ruled,
    allRuled: ruled,
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

  it('have a border where least stands, though a title over several of them reaches beyond, and a long label', () => {
    const body: Words[][] = [
      [
        [100, '评价内容和依据'],
        [260, '目标'],
      ],
      [
        [60, '产出情况及效果的说明'],
        [150, '质量'],
        [260, '新增就业八百人'],
      ],
      [
        [60, '产出情况及效果的说明'],
        [150, '数量'],
        [260, '培训两百人次'],
      ],
      [
        [120, '社会公众和服务对象'],
        [260, '满意'],
      ],
      [
        [120, '的满意程度以及评议'],
        [260, '满意'],
      ],
    ];
    const [room] = sectionsOf(bandsOf(body, false), 1)[0]!.rooms;
    expect([room!.from, room!.to]).toEqual([110, 120]);
  });

  it('keep the room beside their labels where lines of a paragraph over several of them end in it', () => {
    const goal = (length: number): Words => [60, '目'.repeat(length)];
    const body: Words[][] = [
      [goal(30), goal(11), goal(12), [260, '已完成']],
      ...['质量', '数量', '时效'].map((text): Words[] => [goal(9), [125, text], [260, '新增就业八百人']]),
    ];
    const [room] = sectionsOf(bandsOf(body, false), 1)[0]!.rooms;
    expect([room!.from, room!.to]).toEqual([105, 125]);
  });
});
