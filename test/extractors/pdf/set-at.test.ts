import { describe, expect, it } from 'vitest';
import type { RawTable } from '../../../schemas/index.js';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const PITCH = 12;

/** Rows set at the top, as closely as their lines; `/` parts the lines of a cell. Gives where the next one begins. */
function closeSet(page: Paper, xs: readonly number[], rows: readonly string[][], y0 = 100): number {
  return setRows(page, xs, rows, { y0, room: 0, foot: false });
}

/** Rows with `room` (points) between them. */
function setRows(
  page: Paper,
  xs: readonly number[],
  rows: readonly string[][],
  { y0 = 100, room, foot }: { y0?: number; room: number; foot: boolean },
): number {
  let y = y0;
  for (const row of rows) {
    const cells = row.map((text) => text.split('/'));
    const deepest = Math.max(...cells.map((lines) => lines.length));
    for (const [c, lines] of cells.entries()) {
      const top = y + (foot ? PITCH * (deepest - lines.length) : 0);
      for (const [i, words] of lines.entries()) if (words !== '') line(page, xs[c]!, top + PITCH * i, words);
    }
    y += PITCH * deepest + room;
  }
  return y;
}

const xs = [70, 110, 170, 260, 450, 490];
const header = ['一级/指标', '二级/指标', '三级指标', '评分标准', '分值', '得分'];
const rows = [
  ['投入', '目标设定', '绩效目标合理性', '目标与职能相符，与实际相/符，得满分，否则不得分。', '8', '8'],
  ['', '（16分）', '绩效指标明确性', '每发现一处不够明确的扣一/分，扣完为止。', '8', '7.5'],
  ['过程', '预算执行', '预算完成率', '达到全年目标的得满分，每/少一个百分点扣0.5分，扣/完为止。', '20', '19'],
  ['', '（44分）', '预算调整率', '没有调整的得满分，否则按/比例扣分。', '24', '20'],
  ['产出', '完成工作', '实际完成率', '按计划完成的得满分，否则/酌情扣分。', '40', '40'],
];

describe('rows that are set at the top, as closely as lines', () => {
  it('begin where figures stand beside the first line of each cell', async () => {
    const texts = show(await read(await paper((page) => closeSet(page, xs, [header, ...rows]))), drawTable);
    expect(texts).toEqual([
      '---',
      '一级指标|二级指标|三级指标|评分标准|分值|得分',
      '投入|目标设定|绩效目标合理性|目标与职能相符，与实际相符，得满分，否则不得分。|8|8',
      '^|（16分）|绩效指标明确性|每发现一处不够明确的扣一分，扣完为止。|8|7.5',
      '过程|预算执行|预算完成率|达到全年目标的得满分，每少一个百分点扣0.5分，扣完为止。|20|19',
      '^|（44分）|预算调整率|没有调整的得满分，否则按比例扣分。|24|20',
      '产出|完成工作|实际完成率|按计划完成的得满分，否则酌情扣分。|40|40',
      '---',
    ]);
  });

  it.each([
    ['in the middle of the columns before the figures', '本部门自评得分', 217],
    ['where the second column begins', '总分', 110],
  ])('close with a total %s, into which no label reaches', async (_, words, x) => {
    const bytes = await paper((page) => {
      const y = closeSet(page, xs, [header, ...rows]);
      line(page, x, y, words);
      line(page, 450, y, '100');
      line(page, 490, y, '94.5');
    });
    const [table] = (await read(bytes)).blocks.filter((block) => block.kind === 'table');
    expect(cellAt(table!, '完成工作')).toMatchObject({ row: 5, rowSpan: 1 });
    expect(cellAt(table!, words)).toMatchObject({ row: 6, rowSpan: 1 });
    expect(table!.guessed).toBe('columns');
  });

  it('keep amounts whole for which their column is too narrow', async () => {
    const bytes = await paper((page) =>
      closeSet(
        page,
        [70, 200, 250, 300],
        [
          ['单位', '合计', '基本', '项目'],
          ['全部单位', '12,871.9/2', '12,399.8/5', '472.07'],
          ['机关本级', '11,049.0/1', '10,820.4/0', '228.61'],
          ['图书馆', '1,280.75', '1,136.94', '143.81'],
          ['文化馆', '542.16', '442.51', '99.65'],
        ],
      ),
    );
    expect(show(await read(bytes), drawTable)).toEqual([
      '---',
      '单位|合计|基本|项目',
      '全部单位|12,871.92|12,399.85|472.07',
      '机关本级|11,049.01|10,820.40|228.61',
      '图书馆|1,280.75|1,136.94|143.81',
      '文化馆|542.16|442.51|99.65',
      '---',
    ]);
  });
});

describe('rows that are set at the foot', () => {
  it('end where figures stand beside the last line of each cell', async () => {
    const filled = rows.map(([first, second, ...rest]) => [first === '' ? '同上' : first!, second!, ...rest]);
    const bytes = await paper((page) => setRows(page, xs, [header, ...filled], { room: 7, foot: true }));
    expect(show(await read(bytes), drawTable)).toEqual([
      '---',
      ...[header, ...filled].map((row) => row.join('|').replaceAll('/', '')),
      '---',
    ]);
  });
});

describe('labels of accounts', () => {
  const accounts = [
    ['项目', '年初数', '调整数', '全年数'],
    ['青石县图书馆：', '', '', ''],
    ['基本支出', '1,027.95', '-70.02', '957.93'],
    ['项目支出', '1,348.50', '661.90', '2,010.40'],
    ['合计', '2,376.45', '591.88', '2,968.33'],
  ];
  const columns = [70, 240, 330, 420];
  const drawn = ['---', ...accounts.map((row) => row.join('|')), '---'];

  it('are rows of their own where no cell of the page has several lines', async () => {
    const bytes = await paper((page) => setRows(page, columns, accounts, { room: 22, foot: true }));
    expect(show(await read(bytes), drawTable)).toEqual(drawn);
  });

  it('run on where one of them alone needs two lines, nearer than rows are', async () => {
    const long = accounts.with(1, ['青石县图书馆（含/文化馆）：', '', '', '']);
    const bytes = await paper((page) =>
      setRows(page, columns, [...long, ...accounts.slice(2)], { room: 2, foot: true }),
    );
    expect(show(await read(bytes), drawTable)).toEqual([
      '---',
      ...long.map((row) => row.join('|').replace('/', '')),
      ...drawn.slice(3),
    ]);
  });
});

function cellAt({ cells }: RawTable, text: string): RawTable['cells'][number] | undefined {
  return cells.find((cell) => cell.text === text);
}
