import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable);

const HEIGHT = 26;

/** A frame with level rules between the rows and none down; `/` parts the lines of a cell. */
function framed(
  page: Paper,
  x: number,
  y: number,
  widths: readonly number[],
  rows: readonly string[][],
  paint?: string,
): number {
  const width = widths.reduce((sum, one) => sum + one, 0);
  if (paint) for (let r = 0; r < rows.length; r += 2) page.rect(x, y + HEIGHT * r, width, HEIGHT).fill(paint);
  page.fillColor('black');
  for (const [r, row] of rows.entries()) {
    const top = y + HEIGHT * r;
    if (r > 0)
      page
        .moveTo(x, top)
        .lineTo(x + width, top)
        .lineWidth(0.5)
        .stroke();
    let left = x;
    for (const [c, words] of row.entries()) {
      const numeric = /^[\d.,%-]+$/u.test(words);
      const lines = words === '' ? [] : words.split('/');
      for (const [i, part] of lines.entries()) {
        const at = numeric ? left + widths[c]! - 5 - page.widthOfString(part) : left + 5;
        line(page, at, top + HEIGHT / 2 - lines.length * 5.5 - 1 + 11 * i, part, 9);
      }
      left += widths[c]!;
    }
  }
  page
    .lineWidth(1.5)
    .rect(x, y, width, HEIGHT * rows.length)
    .stroke();
  return y + HEIGHT * rows.length;
}

const rows = [
  ['项目', '预算数', '决算数', '说明'],
  ['堤防养护', '1,200.00', '1,180.50', '汛期停工'],
  ['水文监测', '315.40', '315.40', ''],
  ['河道清淤', '86.00', '79.25', '招标后/交回结余'],
  ['合计', '1,601.40', '1,575.15', ''],
];
const widths = [120, 100, 100, 120];
const drawn = ['---', ...rows.map((row) => row.join('|')), '---'];

describe('a frame around level rules', () => {
  it('leaves the columns that stand apart', async () => {
    expect(await shown((page) => framed(page, 70, 100, widths, rows))).toEqual(drawn);
  });

  it('leaves them where every second row is painted, between lines of text', async () => {
    const texts = await shown((page) => {
      line(page, 70, 70, '收入和支出情况如下。');
      framed(page, 70, 100, widths, rows, '#d9e2f3');
      line(page, 70, 260, '以上数据来自本年度决算报表。');
    });
    expect(texts).toEqual(['收入和支出情况如下。', ...drawn, '以上数据来自本年度决算报表。']);
  });

  it('leaves them in the rows of two frames below one another', async () => {
    const texts = await shown((page) => {
      framed(page, 70, 100, widths, rows);
      line(page, 70, 250, '二、支出绩效');
      framed(page, 70, 280, widths, rows);
    });
    expect(texts).toEqual([...drawn, '二、支出绩效', ...drawn]);
  });

  it('is a table of one column where sentences fill the rows', async () => {
    const sentences = [
      ['一、堤防养护项目按计划完成，汛期前全部验收合格，资金拨付及时足额到位。'],
      ['二、水文监测站点运行正常，全年数据报送完整准确，未发生迟报和漏报情况。'],
      ['负责人：　　　　　　　　　　　　填表日期：'],
      ['三、河道清淤项目因招标时间推迟，年末有少量资金结余，已按规定交回。'],
    ];
    const texts = await shown((page) => framed(page, 70, 100, [440], sentences));
    expect(texts).toEqual(['---', ...sentences.flat(), '---']);
  });

  it('is a table of one column where two rows are signed', async () => {
    const rest = [
      ['附：有关单位意见汇总情况说明材料'],
      ['填表人：　　　　　联系电话：'],
      ['负责人：　　　　　填表日期：'],
    ];
    const texts = await shown((page) => framed(page, 70, 100, [440], rest));
    expect(texts).toEqual(['---', ...rest.flat(), '---']);
  });

  it('is a table of one column where short words begin the rows', async () => {
    const titles = [['目标一'], ['完成堤防养护任务'], ['目标二'], ['水文监测正常运行'], ['其他']];
    const texts = await shown((page) => framed(page, 70, 100, [440], titles));
    expect(texts).toEqual(['---', ...titles.flat(), '---']);
  });

  it('is a box where there is a title over prose', async () => {
    const texts = await shown((page) => {
      page.rect(70, 100, 300, 110).stroke();
      page.moveTo(70, 126).lineTo(370, 126).stroke();
      line(page, 75, 106, '注　意　　　　　　　事　项');
      for (let i = 0; i < 5; i++) line(page, 75, 132 + 14 * i, '请各单位按照通知要求认真填写有关表格并按时报送审核。');
    });
    expect(texts.filter((text) => text === '---')).toHaveLength(2);
    expect(texts.every((text) => !text.includes('|'))).toBe(true);
  });

  it('keeps its sides where a line down stands inside', async () => {
    const texts = await shown((page) => {
      const bottom = framed(
        page,
        70,
        100,
        [120, 320],
        [
          ['项目', '预算数　　　　决算数'],
          ['堤防养护', '1200　　　　1180'],
          ['水文监测', '315　　　　　315'],
        ],
      );
      page.moveTo(190, 100).lineTo(190, bottom).stroke();
    });
    expect(texts.slice(1, -1).map((text) => text.split('|').length)).toEqual([2, 2, 2]);
  });
});
