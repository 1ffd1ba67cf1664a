import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable);

/** Text around the middle of a column. */
function centred(page: Paper, x: number, y: number, words: string): void {
  line(page, x - page.widthOfString(words) / 2, y, words);
}

/** A row of figures, set from the right. */
function figures(page: Paper, y: number, label: string, values: readonly string[]): void {
  line(page, 70, y, label);
  for (const [i, value] of values.entries()) line(page, 330 + 90 * i - page.widthOfString(value), y, value);
}

const header = ['年初预算数', '调整数', '全年预算数'];

describe('tables without any rule', () => {
  it('a label between two rows of titles is merged over both', async () => {
    const texts = await shown((page) => {
      for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, 100, title);
      centred(page, 150, 110, '项目');
      for (const [i, title] of ['1', '2', '3=1+2'].entries()) centred(page, 310 + 90 * i, 120, title);
      figures(page, 140, '基本支出', ['1,027.95', '-70.02', '957.93']);
      figures(page, 160, '项目支出', ['1,348.50', '661.90', '2,010.40']);
      figures(page, 180, '合计', ['2,376.45', '591.88', '2,968.33']);
    });
    expect(texts).toEqual([
      '---',
      '项目|年初预算数|调整数|全年预算数',
      '^|1|2|3=1+2',
      '基本支出|1,027.95|-70.02|957.93',
      '项目支出|1,348.50|661.90|2,010.40',
      '合计|2,376.45|591.88|2,968.33',
      '---',
    ]);
  });

  it('figures in the middle beside a label of two lines are one row, wide as the rows may be set', async () => {
    const texts = await shown((page) => {
      for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, 100, title);
      line(page, 70, 100, '项目');
      figures(page, 132, '基本支出', ['1,027.95', '-70.02', '957.93']);
      line(page, 70, 164, '其中：干部教育培训和档案');
      for (const [i, value] of ['90.00', '-41.00', '49.00'].entries())
        line(page, 330 + 90 * i - page.widthOfString(value), 170, value);
      line(page, 70, 176, '管理专项经费');
      line(page, 70, 208, '人员工资：');
      line(page, 70, 240, '其中：');
      figures(page, 272, '合同人员', ['60.00', '-13.52', '46.48']);
    });
    expect(texts).toEqual([
      '---',
      '项目|年初预算数|调整数|全年预算数',
      '基本支出|1,027.95|-70.02|957.93',
      '其中：干部教育培训和档案管理专项经费|90.00|-41.00|49.00',
      '人员工资：|||',
      '其中：|||',
      '合同人员|60.00|-13.52|46.48',
      '---',
    ]);
  });
});

describe('tables with three rules', () => {
  it('go on over the page, the foot on the next one', async () => {
    const rule = (page: Paper, y: number): void => void page.moveTo(60, y).lineTo(520, y).stroke();
    const texts = await shown((page) => {
      rule(page, 695);
      line(page, 70, 700, '项目');
      for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, 700, title);
      rule(page, 715);
      figures(page, 720, '基本支出', ['1,027.95', '-70.02', '957.93']);
      figures(page, 740, '项目支出', ['1,348.50', '661.90', '2,010.40']);
      page.addPage({ size: 'A4', margin: 0 });
      figures(page, 70, '信息化支出', ['100.00', '-10.00', '90.00']);
      figures(page, 90, '设备购置', ['20.00', '5.00', '25.00']);
      figures(page, 110, '合计', ['2,496.45', '586.88', '3,083.33']);
      rule(page, 128);
    });
    expect(texts).toEqual([
      '---',
      '项目|年初预算数|调整数|全年预算数',
      '基本支出|1,027.95|-70.02|957.93',
      '项目支出|1,348.50|661.90|2,010.40',
      '信息化支出|100.00|-10.00|90.00',
      '设备购置|20.00|5.00|25.00',
      '合计|2,496.45|586.88|3,083.33',
      '---',
    ]);
  });
});

describe('tables with level rules', () => {
  it('two that only a blank line parts, the second with the header again', async () => {
    const rules = (page: Paper, from: number, to: number): void => {
      for (let y = from; y <= to; y += 24) page.moveTo(60, y).lineTo(520, y).stroke();
    };
    const first = [
      ['基本支出', '1,027.95', '-70.02', '957.93'],
      ['项目支出', '1,348.50', '661.90', '2,010.40'],
    ] as const;
    const texts = await shown((page) => {
      for (const top of [100, 196]) {
        rules(page, top, top + 72);
        line(page, 70, top + 7, '项目');
        for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, top + 7, title);
        for (const [r, [label, ...values]] of first.entries()) figures(page, top + 31 + 24 * r, label, values);
      }
    });
    const table = ['---', `项目|${header.join('|')}`, ...first.map((row) => row.join('|')), '---'];
    expect(texts).toEqual([...table, ...table]);
  });
});
