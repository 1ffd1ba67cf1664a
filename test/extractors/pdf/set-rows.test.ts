import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable);

/** Lines of a cell, and paragraphs of a cell (`//`), are so far apart; rows have so much room between them. */
const [LEADING, PARAGRAPH, ROOM] = [12, 22, 26];
/** Where the columns of a score sheet stand: two labels and the criteria from the left, the figures in the middle. */
const COLUMNS = [70, 140, 230, 470];

interface Cell {
  text: string;
  /** Rows that it is merged over. */
  over?: number;
}

/** A table without rules as browsers print one: rows as tall as their tallest cell, all cells in the middle. */
function sheet(page: Paper, top: number, rows: readonly (readonly (Cell | undefined)[])[]): void {
  const heights = rows.map((row) => Math.max(...row.map((cell) => (cell && !cell.over ? heightOf(cell.text) : 0))));
  const tops = heights.reduce((all, height) => [...all, all.at(-1)! + height + ROOM], [top]);
  for (const [r, row] of rows.entries())
    for (const [c, cell] of row.entries()) {
      if (!cell) continue;
      const bottom = tops[r + (cell.over ?? 1)]! - ROOM;
      let y = (tops[r]! + bottom - heightOf(cell.text)) / 2;
      for (const paragraph of cell.text.split('//')) {
        for (const words of paragraph.split('/')) {
          line(page, COLUMNS[c]!, y, words);
          y += LEADING;
        }
        y += PARAGRAPH - LEADING;
      }
    }
}

function heightOf(text: string): number {
  return text.split(/\/+/u).length * LEADING + (text.split('//').length - 1) * (PARAGRAPH - LEADING);
}

const cell = (text: string, over?: number): Cell => ({ text, ...(over !== undefined && { over }) });

const criteria = [
  '编制调整方案经会议审定的得满分，/未经审定的不得分。//每少一项扣一分。',
  '支付进度达到序时进度的得满分。',
  '收入按时入库的得满分，每延迟一/个月扣一分，扣完为止。//以决算数据为准。',
  '公务接待次数比上年下降的得满分，/否则不得分。',
];

describe('rows set wide apart, without any rule', () => {
  it('cells of several paragraphs stay whole, labels in the middle are merged over their rows', async () => {
    const texts = await shown((page) =>
      sheet(page, 100, [
        [cell('一级指标'), cell('二级指标'), cell('评分标准'), cell('分值')],
        [cell('投入//（30/分）', 2), cell('预算编制'), cell(criteria[0]!), cell('15')],
        [undefined, cell('支付//进度'), cell(criteria[1]!), cell('15')],
        [cell('过程//（40/分）', 2), cell('收入'), cell(criteria[2]!), cell('20')],
        [undefined, cell('公务//接待'), cell(criteria[3]!), cell('20')],
      ]),
    );
    expect(texts).toEqual([
      '---',
      '一级指标|二级指标|评分标准|分值',
      '投入（30分）|预算编制|编制调整方案经会议审定的得满分，未经审定的不得分。/每少一项扣一分。|15',
      '^|支付进度|支付进度达到序时进度的得满分。|15',
      '过程（40分）|收入|收入按时入库的得满分，每延迟一/个月扣一分，扣完为止。/以决算数据为准。|20',
      '^|公务接待|公务接待次数比上年下降的得满分，否则不得分。|20',
      '---',
    ]);
  });

  it('a text that the page cuts goes on at the head of the next one', async () => {
    const texts = await shown((page) => {
      sheet(page, 560, [
        [cell('事项'), cell('负责科室'), cell('说明'), cell('金额')],
        [cell('差旅'), cell('办公室'), cell('下乡检查与外出学习。'), cell('4.10')],
        [cell('维修'), cell('后勤科'), cell('办公用房零星维修。'), cell('6.00')],
      ]);
      line(page, 70, 674, '信息化');
      line(page, 140, 674, '办公室');
      line(page, 470, 674, '12.50');
      for (const [i, words] of ['机房与网络租赁，以及系统', '运行维护，包括按照合同约'].entries())
        line(page, 230, 674 + LEADING * i, words);
      page.addPage({ size: 'A4', margin: 0 });
      line(page, 230, 60, '定支付的尾款。');
      sheet(page, 60 + LEADING + ROOM, [
        [cell('培训'), cell('人事科'), cell('全年培训四期。'), cell('8.00')],
        [cell('印刷'), cell('办公室'), cell('文件与资料印刷。'), cell('3.20')],
        [cell('会议'), cell('办公室'), cell('年度工作会议。'), cell('1.70')],
      ]);
    });
    expect(texts).toEqual([
      '---',
      '事项|负责科室|说明|金额',
      '差旅|办公室|下乡检查与外出学习。|4.10',
      '维修|后勤科|办公用房零星维修。|6.00',
      '信息化|办公室|机房与网络租赁，以及系统运行维护，包括按照合同约定支付的尾款。|12.50',
      '培训|人事科|全年培训四期。|8.00',
      '印刷|办公室|文件与资料印刷。|3.20',
      '会议|办公室|年度工作会议。|1.70',
      '---',
    ]);
  });

  it('labels that hang over the end of a page below its last row keep the table whole', async () => {
    const texts = await shown((page) => {
      sheet(page, 640, [
        [cell('类别'), cell('事项'), cell('说明'), cell('金额')],
        [cell('日常'), cell('维修'), cell('办公用房零星维修。'), cell('6.00')],
        [undefined, cell('差旅'), cell('下乡检查与外出学习。'), cell('4.10')],
      ]);
      // 专 项 经 费, two of them on each page, evenly below one another.
      for (const [i, word] of ['专', '项'].entries()) line(page, 70, 734 + PARAGRAPH * i, word);
      page.addPage({ size: 'A4', margin: 0 });
      for (const [i, word] of ['经', '费'].entries()) line(page, 70, 60 + PARAGRAPH * i, word);
      sheet(page, 70, [
        [undefined, cell('会议'), cell('年度工作会议。'), cell('1.70')],
        [undefined, cell('培训'), cell('全年培训四期。'), cell('8.00')],
        [undefined, cell('印刷'), cell('文件与资料印刷。'), cell('3.20')],
      ]);
    });
    expect(texts.filter((text) => text === '---')).toHaveLength(2);
  });

  it('the numbers of paragraphs stand beside their words, in one cell', async () => {
    const texts = await shown((page) => {
      sheet(page, 100, [
        [cell('事项'), cell('负责科室'), cell('说明'), cell('金额')],
        [cell('差旅'), cell('办公室'), cell('下乡检查与外出学习。//另有零星支出。'), cell('4.10')],
        [cell('维修'), cell('后勤科'), cell('办公用房零星维修。'), cell('6.00')],
        [cell('培训'), cell('人事科'), cell('全年培训四期。'), cell('8.00')],
      ]);
      const top = 100 + 4 * (LEADING + ROOM) + PARAGRAPH;
      const duties = ['拟订全区规划并组织实施', '负责公共服务与监督管理', '统筹推进保障体系建设', '指导基层平台工作'];
      for (const at of [top, top + 3 * PARAGRAPH + LEADING + ROOM]) {
        line(page, 70, at + 1.5 * PARAGRAPH, at === top ? '职责' : '任务');
        for (const [i, words] of duties.entries()) {
          line(page, 140, at + PARAGRAPH * i, `${i + 1}、`);
          line(page, 162, at + PARAGRAPH * i, `${words}，${words}；`);
        }
      }
      sheet(page, top + 6 * PARAGRAPH + 2 * (LEADING + ROOM), [
        [cell('会议'), cell('办公室'), cell('年度工作会议。'), cell('1.70')],
      ]);
    });
    expect(texts.filter((text) => /^(?:职责|任务)/u.test(text))).toEqual([
      expect.stringContaining('4、'),
      expect.stringContaining('4、'),
    ]);
  });

  it('what stands in other columns and further down is a row of its own', async () => {
    const texts = await shown((page) =>
      sheet(page, 100, [
        [cell('一级指标'), cell('二级指标'), cell('评分标准'), cell('分值')],
        [cell('投入'), cell('预算编制'), cell(criteria[0]!), cell('15')],
        [cell('支出'), cell('支付进度'), cell(criteria[1]!), cell('15')],
        [undefined, cell('其他指标：')],
        [undefined, undefined, cell('预期目标'), cell('实际')],
        [cell('过程'), cell('收入'), cell(criteria[2]!), cell('20')],
        [cell('效果'), cell('公务接待'), cell(criteria[3]!), cell('20')],
      ]),
    );
    expect(texts.slice(3, -3)).toEqual([
      '支出|支付进度|支付进度达到序时进度的得满分。|15',
      '|其他指标：||',
      '||预期目标|实际',
    ]);
  });

  it('a remark below a table is none of its labels', async () => {
    const texts = await shown((page) => {
      sheet(page, 100, [
        [cell('项目'), cell('预算数'), cell('说明'), cell('金额')],
        [cell('差旅'), cell('5.00'), cell('下乡检查与外出学习。'), cell('4.10')],
        [cell('维修'), cell('6.00'), cell('办公用房零星维修。'), cell('6.00')],
        [cell('会议'), cell('2.00'), cell('年度工作会议。'), cell('1.70')],
      ]);
      line(page, 70, 252, '注：以上为不含税金额，由办公室填报。');
      line(page, 250, 276, '第二部分');
    });
    expect(texts.at(-3)).toBe('---');
    expect(texts.slice(-2)).toEqual(['注：以上为不含税金额，由办公室填报。', '第二部分']);
  });
});

describe('two rows of fields', () => {
  const fields = (page: Paper): void => {
    for (const [r, row] of [
      ['联系人', '甲某', '联络电话', '0000123'],
      ['人员编制', '46', '实有人数', '43'],
    ].entries())
      for (const [c, text] of row.entries())
        line(page, [110, 230, 340, 460][c]! - page.widthOfString(text) / 2, 100 + 26 * r, text);
  };

  it('begin a table where a text stands beside a label of theirs, far below', async () => {
    const texts = await shown((page) => {
      fields(page);
      for (const [i, words] of ['1、拟订全区规划并组织实施。', '2、负责公共服务与监督管理。'].entries()) {
        line(page, 170, 180 + PARAGRAPH * i, words);
        line(page, 170, 268 + PARAGRAPH * i, words);
      }
      for (const [i, words] of ['职能', '职责'].entries())
        line(page, 110 - page.widthOfString(words) / 2, 180 + PARAGRAPH * i, words);
      line(page, 110 - page.widthOfString('年度工作') / 2, 268 + PARAGRAPH / 2, '年度工作');
    });
    expect(texts[0]).toBe('---');
    expect(texts[1]).toBe('联系人|甲某|联络电话|0000123');
    expect(texts.filter((text) => text === '---')).toHaveLength(2);
  });

  it('are none above paragraphs of the page', async () => {
    const texts = await shown((page) => {
      fields(page);
      for (const [i, words] of [
        '各项重点工作按计划推进，资金',
        '使用合规，收支基本平衡，绩效',
        '目标全部完成。',
      ].entries())
        line(page, i === 0 ? 90 : 70, 180 + PARAGRAPH * i, words);
    });
    expect(texts).not.toContain('---');
  });
});

describe('no tables', () => {
  it.each<[string, (page: Paper) => void]>([
    [
      'paragraphs set wide apart, with a list of short ones',
      (page) => {
        for (const [i, words] of ['一、部门概况', '（一）职能', '1、拟订规划', '2、组织实施', '3、监督检查'].entries())
          line(page, 90, 100 + 36 * i, words);
        for (let i = 0; i < 8; i++)
          line(page, i % 2 === 0 ? 90 : 70, 300 + 36 * i, '各项重点工作按计划推进，资金使用合规，收支基本平衡。');
      },
    ],
    [
      'a table of contents',
      (page) => {
        for (const [i, title] of ['一、部门概况', '二、收支情况', '三、绩效目标', '四、自评结论'].entries()) {
          line(page, 90, 100 + 36 * i, `${title}${'…'.repeat(24)}${i + 3}`);
        }
      },
    ],
    [
      'signatures',
      (page) => {
        line(page, 70, 100, '填报人：甲某　　　　　　　　联系电话：0000123');
        line(page, 70, 136, '负责人：乙某　　　　　　　　填报日期：2024年3月1日');
        line(page, 70, 172, '审核人：丙某　　　　　　　　单位（盖章）：');
      },
    ],
  ])('%s', async (_, write) => {
    expect((await shown(write)).filter((text) => text === '---')).toEqual([]);
  });
});

it('says that rows between which no rule runs were guessed', async () => {
  const rows = [
    [cell('项目'), cell('预算数'), cell('决算数'), cell('执行率')],
    [cell('基本支出'), cell('120.50'), cell('118.20'), cell('98.09%')],
    [cell('项目支出'), cell('80.00'), cell('76.40'), cell('95.50%')],
    [cell('合计'), cell('200.50'), cell('194.60'), cell('97.06%')],
  ];
  const document = await read(await paper((page) => sheet(page, 100, rows)));
  const tables = document.blocks.flatMap((block) => (block.kind === 'table' ? [block.guessed] : []));
  expect(tables).toEqual(['columns']);
});
