import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable);

/** Rows of 24 points; `<` goes on from the left, `^` from above. `paint` says what is shaded, each piece for itself. */
function striped(
  page: Paper,
  x: number,
  y: number,
  widths: readonly number[],
  rows: readonly string[][],
  paint: 'cells' | 'rows',
  isShaded: (row: number) => boolean,
): void {
  const xs = widths.reduce((all, width) => [...all, all.at(-1)! + width], [x]);
  for (const [r, row] of rows.entries()) {
    if (isShaded(r) && paint === 'rows') page.rect(x, y + 24 * r, xs.at(-1)! - x, 24).fill('#ddd');
    for (const [c, words] of row.entries()) {
      if (words === '<' || words === '^') continue;
      let [across, down] = [1, 1];
      while (row[c + across] === '<') across++;
      while (rows[r + down]?.[c] === '^') down++;
      const [x0, x1] = [xs[c]!, xs[c + across]!];
      if (isShaded(r) && paint === 'cells') page.rect(x0, y + 24 * r, x1 - x0, 24 * down).fill('#ddd');
      page.fillColor('black');
      const numeric = /^[\d.,]*$/.test(words);
      const width = page.widthOfString(words);
      const at = numeric ? x1 - 6 - width : c === 0 && down === 1 ? x0 + 6 : (x0 + x1 - width) / 2;
      if (words !== '') line(page, at, y + 24 * r + 12 * down - 7, words);
    }
  }
}

const rows = [
  ['单位', '收入合计', '其中', '<', '支出合计'],
  ['^', '^', '财政拨款', '其他收入', '^'],
  ['局机关', '1,115.55', '1,033.18', '82.37', '1,096.25'],
  ['信息站', '316.05', '134.81', '181.24', '316.05'],
  ['服务所', '254.10', '', '', '226.30'],
  ['监察队', '272.15', '266.15', '6.00', '272.15'],
  ['合计', '1,957.85', '1,434.14', '269.61', '1,910.75'],
];
const drawn = rows.map((row) => row.join('|'));
const widths = [90, 90, 90, 90, 90];

describe('tables whose rows are told apart by shading', () => {
  it('take rules for what they say where a row is painted beside them: labels at the top of merged cells stay whole', async () => {
    const columns = [60, 100, 160, 220, 460];
    const cells = [
      ['一级', '二级', '分值', '评分标准'],
      ['部门预算项目绩效管理', '目标制定', '20', '按规定制定目标的得满分。'],
      ['^', '目标实现', '10', '按规定实现目标的得满分。'],
      ['^', '支出控制', '10', '按规定控制支出的得满分。'],
      ['^', '执行进度', '10', '按规定执行预算的得满分。'],
      ['结果应用与公开', '预算挂钩', '30', '结果与预算挂钩的得满分。'],
      ['^', '自评公开', '20', '按规定公开自评的得满分。'],
    ];
    const texts = await shown((page) => {
      for (const k of [1, 2, 3]) page.rect(columns[k]!, 100 + 3 * 30, columns[k + 1]! - columns[k]!, 30).fill('#dde');
      page.fillColor('black');
      for (let r = 0; r <= cells.length; r++) {
        const from = cells[r]?.[0] === '^' ? columns[1]! : columns[0]!;
        page
          .moveTo(from, 100 + 30 * r)
          .lineTo(460, 100 + 30 * r)
          .stroke();
      }
      for (const [r, row] of cells.entries())
        for (const [c, text] of row.entries()) {
          if (text === '^') continue;
          const words = c === 0 ? text.match(/.{1,3}/gu)! : [text];
          for (const [k, part] of words.entries()) line(page, columns[c]! + 4, 103 + 30 * r + 13 * k, part);
        }
    });
    expect(texts).toEqual(['---', ...cells.map((row) => row.join('|')), '---']);
  });

  it('painted cell by cell, every second row', async () => {
    const texts = await shown((page) => striped(page, 70, 100, widths, rows, 'cells', (row) => row % 2 === 1));
    expect(texts).toEqual(['---', ...drawn, '---']);
  });

  it('painted row by row', async () => {
    const plain = [['单位', '收入合计', '财政拨款', '其他收入', '支出合计'], ...rows.slice(2)];
    const texts = await shown((page) => striped(page, 70, 100, widths, plain, 'rows', (row) => row % 2 === 0));
    expect(texts).toEqual(['---', ...plain.map((row) => row.join('|')), '---']);
  });

  it('with nothing but the header shaded', async () => {
    const plain = [['单位', '收入合计', '财政拨款', '其他收入', '支出合计'], ...rows.slice(2)];
    const texts = await shown((page) => {
      line(page, 70, 70, '收入和支出情况如下。');
      striped(page, 70, 100, widths, plain, 'cells', (row) => row === 0);
      line(page, 70, 300, '以上数据来自本年度决算报表。');
    });
    expect(texts).toEqual([
      '收入和支出情况如下。',
      '---',
      ...plain.map((row) => row.join('|')),
      '---',
      '以上数据来自本年度决算报表。',
    ]);
  });

  it('two below one another, a caption and a unit between', async () => {
    const plain = [['单位', '收入合计', '财政拨款', '其他收入', '支出合计'], ...rows.slice(2)];
    const texts = await shown((page) => {
      striped(page, 70, 100, widths, plain, 'cells', (row) => row % 2 === 1);
      line(page, 70, 258, '各单位上年度的收入和支出情况见下表。', 14);
      line(page, 460, 282, '单位：万元');
      striped(page, 70, 300, widths, plain, 'cells', (row) => row % 2 === 1);
    });
    const table = ['---', ...plain.map((row) => row.join('|')), '---'];
    expect(texts).toEqual([...table, '各单位上年度的收入和支出情况见下表。', '单位：万元', ...table]);
  });

  it('shaded throughout, with white between the cells, stay what they are', async () => {
    const texts = await shown((page) => {
      for (let r = 0; r < 3; r++)
        for (let c = 0; c < 3; c++) {
          page.rect(70 + 100 * c, 100 + 24 * r, 99.2, 23.2).fill(r === 0 ? '#bcd' : '#eee');
          page.fillColor('black');
          line(page, 76 + 100 * c, 105 + 24 * r, `${'甲乙丙'[r]}${c}`);
        }
    });
    expect(texts).toEqual(['---', '甲0|甲1|甲2', '乙0|乙1|乙2', '丙0|丙1|丙2', '---']);
  });

  it('a word that somebody marked is none', async () => {
    const texts = await shown((page) => {
      page.rect(110, 98, 40, 14).fill('#ff0');
      page.fillColor('black');
      line(page, 70, 100, '本年度预算执行进度达到百分之九十五，比上年度提高三个百分点。');
    });
    expect(texts).toEqual(['本年度预算执行进度达到百分之九十五，比上年度提高三个百分点。']);
  });
});

describe('tables of shaded rows over two pages', () => {
  const cell = (page: Paper, x0: number, y0: number, x1: number, y1: number, words = ''): void => {
    page
      .rect(x0, y0, x1 - x0, y1 - y0)
      .fill('#ddd')
      .fillColor('black');
    if (words !== '') put(page, x0, y0, words);
  };
  const put = (page: Paper, x0: number, y0: number, words: string): void => {
    const lines = words.split('/');
    for (const [i, one] of lines.entries()) line(page, x0 + 6, y0 + 20 - 7 * lines.length + 14 * i, one);
  };

  it('are one where the header stands alone at the foot, its label beside what is shaded', async () => {
    const titled = [
      ['单位', '收入合计', '财政拨款', '其他收入', '支出合计'],
      ['^', '1=2+3', '2', '3', '4'],
      ...rows.slice(2),
    ];
    const texts = await shown((page) => {
      striped(page, 70, 740, widths, titled.slice(0, 2), 'cells', (row) => row === 1);
      page.addPage();
      striped(page, 70, 50, widths, titled.slice(2), 'cells', (row) => row % 2 === 1);
    });
    expect(texts).toEqual(['---', ...titled.map((row) => row.join('|')), '---']);
  });

  /** Rows of which every second one is shaded; the page cuts one. */
  const work = (shaded: boolean) => (page: Paper) => {
    const row = (even: boolean, y: number, height: number, words: readonly [string, string]): void => {
      for (const [c, own] of words.entries()) {
        const [x0, x1] = [c === 0 ? 70 : 170, c === 0 ? 170 : 520];
        if (even === shaded) cell(page, x0, y, x1, y + height, own);
        else put(page, x0, y, own);
      }
    };
    row(false, 500, 40, ['工作', '完成情况']);
    row(true, 540, 40, ['堤防养护', '完成堤防养护12公里。']);
    row(false, 580, 40, ['水文监测', '新建监测站3座。']);
    row(true, 620, 40, ['河道清淤', '清淤8.5公里。']);
    row(false, 660, 40, ['白蚁防治', '防治面积6万平方米。']);
    row(true, 700, 80, ['水土保持', '治理水土流失面积42平方公里。/种植水保林1200亩。']);
    page.addPage();
    row(true, 50, 40, ['', '修建谷坊15座。']);
    row(false, 90, 40, ['农村饮水', '新建水厂2座。']);
    row(true, 130, 40, ['水库除险', '加固水库5座。']);
    row(false, 170, 40, ['山洪防治', '更新预警设备30套。']);
  };
  it.each([true, false])('are one row where two that follow one another are shaded alike: %s', async (shaded) => {
    const texts = await shown(work(shaded));
    expect(texts).toContain('水土保持|治理水土流失面积42平方公里。种植水保林1200亩。/修建谷坊15座。');
  });
});
