import { describe, expect, it } from 'vitest';
import { tilesOf } from '../../../extractors/pdf/boxes.js';
import { drawTable } from '../draw-table.js';
import { line, paper, read, show } from './paper.js';

type Corners = [x0: number, y0: number, x1: number, y1: number];

/** Cells as row, column, rowSpan, colSpan; `…` goes on over the page. */
function cellsOf(boxes: readonly Corners[]): string[] {
  return tilesOf(boxes.map(([x0, y0, x1, y1]) => ({ x0, y0, x1, y1 }))).flatMap(({ cells }) =>
    cells.map(
      ({ row, column, rowSpan, colSpan, openBelow }) =>
        `${row},${column} ${rowSpan}×${colSpan}${openBelow === true ? '…' : ''}`,
    ),
  );
}

/** Boxes of 98 × 28 with paper of 2 between. */
const box = (row: number, column: number, down = 1, across = 1): Corners => [
  100 * column,
  30 * row,
  100 * (column + across) - 2,
  30 * (row + down) - 2,
];

describe('tables whose cells are boxes of their own', () => {
  const cases: [string, Corners[], string[]][] = [
    [
      'merged cells',
      [box(0, 0, 1, 2), box(0, 2), box(1, 0, 2), box(1, 1), box(1, 2), box(2, 1), box(2, 2)],
      ['0,0 1×2', '0,2 1×1', '1,0 2×1', '1,1 1×1', '1,2 1×1', '2,1 1×1', '2,2 1×1'],
    ],
    [
      'a merged cell that ends early, where the page pushed down what is below',
      [[0, 0, 98, 40], box(0, 1), box(1, 1), box(2, 0), box(2, 1)],
      ['0,0 2×1', '0,1 1×1', '1,1 1×1', '2,0 1×1', '2,1 1×1'],
    ],
    [
      'a merged cell that goes on over the page',
      [box(0, 0), box(0, 1), box(0, 2), [0, 30, 98, 71], box(1, 1), box(1, 2)],
      ['0,0 1×1', '0,1 1×1', '0,2 1×1', '1,0 1×1…', '1,1 1×1', '1,2 1×1'],
    ],
    [
      'rows that begin later the more of their neighbours are cut',
      [[0, -5, 98, 28], [100, -2.7, 198, 28], box(0, 2), box(1, 0), box(1, 1), box(1, 2)],
      ['0,0 1×1', '0,1 1×1', '0,2 1×1', '1,0 1×1', '1,1 1×1', '1,2 1×1'],
    ],
    [
      'room in the first row for cells that ended on the page before',
      [box(0, 2), box(1, 0), box(1, 1), box(1, 2), box(2, 0), box(2, 1), box(2, 2), box(3, 0), box(3, 1), box(3, 2)],
      [
        '0,0 1×2',
        '0,2 1×1',
        '1,0 1×1',
        '1,1 1×1',
        '1,2 1×1',
        '2,0 1×1',
        '2,1 1×1',
        '2,2 1×1',
        '3,0 1×1',
        '3,1 1×1',
        '3,2 1×1',
      ],
    ],
    ['boxes in one column', [box(0, 0), box(1, 0), box(2, 0), box(3, 0)], []],
    ['boxes over one another', [box(0, 0), box(0, 1), box(1, 0), box(1, 1), [50, 10, 150, 40]], []],
    ['boxes here and there', [box(0, 0), box(0, 1), box(1, 1), box(2, 1), box(2, 2), box(3, 2)], []],
    ['boxes far apart', [box(0, 0), box(0, 2), box(2, 0), box(2, 2)], []],
  ];
  for (const [name, boxes, expected] of cases) it(name, () => expect(cellsOf(boxes)).toEqual(expected));

  const rows = [
    ['科目', '项目', '年初预算', '全年执行'],
    ['基本支出', '人员经费', '820.40', '811.06'],
    ['^', '办公经费', '64.20', '60.35'],
    ['^', '差旅经费', '18.00', '12.77'],
    ['项目支出', '堤防养护', '310.00', '298.41'],
    ['^', '水文监测', '95.50', '95.50'],
  ];
  const art = ['---', ...rows.map((row) => row.join('|')), '---'];

  for (const [name, draw] of [
    ['painted', 'fill'],
    ['with round corners', 'stroke'],
  ] as const) {
    it(`${name}, over two pages, a label on both`, async () => {
      const bytes = await paper((page) => {
        let top = 700;
        for (const [r, row] of rows.entries()) {
          if (r === 3) {
            page.addPage();
            top = 40 - 34 * 3;
          }
          for (const [c, words] of row.entries()) {
            const down = words === '^' ? 0 : [2, 3, 4].find((next) => rows[r + next - 1]?.[c] !== '^')! - 1;
            // The label of three rows: its box goes on to the end of the page, and once more on the next.
            const cut = c === 0 && r === 1;
            if (down === 0 && !(c === 0 && r === 3)) continue;
            const height = cut ? 34 * 2 + 12 : 34 * Math.max(down, 1) - 3;
            const [x, y] = [70 + 110 * c, top + 34 * r];
            if (draw === 'fill') page.rect(x, y, 107, height).fill('#dde6f2');
            else page.roundedRect(x, y, 107, height, 5).stroke();
            page.fillColor('black');
            if (words !== '^') line(page, x + 8, y + (cut ? 30 : 8), words);
          }
        }
      });
      expect(show(await read(bytes), drawTable)).toEqual(art);
    });
  }

  it('with labels that the end of a page moved up a little beside their rows', async () => {
    const bytes = await paper((page) => {
      for (const [r, row] of rows.entries()) {
        for (const [c, words] of row.entries()) {
          if (words === '^') continue;
          let down = 1;
          while (rows[r + down]?.[c] === '^') down++;
          const up = c > 0 || r === 0 ? 0 : 3;
          const short = r === 0 ? 3 : up > 0 && r === 1 ? 1.2 : 0;
          const [x, y] = [70 + 110 * c, (r === 5 ? -130 : 100) + 34 * r - up];
          // The last label goes on to the end of the page, and once more on the next.
          if (c === 0 && r === 4) {
            page
              .moveTo(x, y)
              .lineTo(x + 107, y)
              .stroke();
            for (const side of [x, x + 107])
              page
                .moveTo(side, y)
                .lineTo(side, y + 60)
                .stroke();
          } else page.rect(x, y, 107, 34 * down - 3 - short).stroke();
          line(page, x + 8, y + 8, words);
        }
        if (r === 4) page.addPage().rect(70, 40, 107, 31).stroke();
      }
    });
    expect(show(await read(bytes), drawTable)).toEqual(art);
  });
});
