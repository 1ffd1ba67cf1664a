import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable);

const COLUMNS = [64, 264, 350, 440];
const [LEFT, RIGHT] = [60, 520];

function rule(page: Paper, y: number, from = LEFT): void {
  page.moveTo(from, y).lineTo(RIGHT, y).stroke();
}

/** Rows of 24 points with rules above and below each, the first one at `y`. */
function rows(page: Paper, y: number, cells: readonly (readonly string[])[]): void {
  rule(page, y);
  for (const [r, row] of cells.entries()) {
    rule(page, y + 24 * (r + 1));
    for (const [c, text] of row.entries()) if (text !== '') line(page, COLUMNS[c]!, y + 24 * r + 6, text);
  }
}

function prose(page: Paper, from: number, to: number): void {
  for (let y = from; y < to; y += 24)
    line(page, 60, y, '青岩县水务局本年度组织开展了水利工程的建设与管理工作，各项任务', 15);
}

const HEADER = ['', '年初预算', '调整预算', '全年预算'];
const BODY = [
  ['基本支出', '120.50', '3.20', '123.70'],
  ['项目支出', '80.00', '1.00', '81.00'],
  ['其中：水质监测', '30.00', '', '30.00'],
  ['河道清理', '50.00', '1.00', '51.00'],
];

describe('tables with level rules at the ends of pages', () => {
  it('begin with one row whose first label is merged over the page break', async () => {
    const texts = await shown((page) => {
      prose(page, 60, 740);
      rule(page, 756);
      for (const [c, text] of HEADER.entries()) if (text !== '') line(page, COLUMNS[c]!, 762, text);
      line(page, 64, 766, '项目');
      rule(page, 780, 260);
      page.addPage();
      for (const [c, text] of ['', '1', '2', '3=1+2'].entries()) if (text !== '') line(page, COLUMNS[c]!, 46, text);
      rows(page, 64, BODY);
      prose(page, 180, 300);
    });
    expect(texts.slice(texts.indexOf('---'), texts.lastIndexOf('---') + 1)).toEqual([
      '---',
      '项目|年初预算|调整预算|全年预算',
      '^|1|2|3=1+2',
      ...BODY.map((row) => row.join('|')),
      '---',
    ]);
  });

  it('go on in the columns of the row that the page cuts, however few have print on the next page', async () => {
    const columns = [64, 120, 190, 260, 470];
    const put = (page: Paper, y: number, cells: readonly string[]): void => {
      for (const [c, text] of cells.entries())
        if (text !== '') for (const [k, words] of text.split('/').entries()) line(page, columns[c]!, y + 14 * k, words);
    };
    const texts = await shown((page) => {
      prose(page, 60, 600);
      rule(page, 640);
      put(page, 646, ['一级指标', '二级指标', '三级指标', '评分标准', '分值']);
      rule(page, 664);
      put(page, 670, ['结果应用', '内部应用', '预算挂钩', '结果与预算挂钩的得满分。', '10']);
      rule(page, 690, 186);
      put(page, 696, ['', '', '自评公开', '按要求公开的得满分。', '5']);
      rule(page, 716, 116);
      put(page, 722, ['', '整改', '问题', '针对提出的问题，在规定的时限内', '5']);
      put(page, 736, ['', '反馈', '整改', '完善政策、改进管理、落实责任的']);
      page.addPage();
      put(page, 46, ['', '(10分)', '情况', '得满分，否则酌情扣分。']);
      rule(page, 66, 186);
      put(page, 72, ['', '', '应用反馈', '按规定反馈的得满分。', '5']);
      rule(page, 92);
      put(page, 98, ['扣分项（10分）共计', '', '', '不配合评价的扣分。', '10']);
      rule(page, 118);
      prose(page, 180, 300);
    });
    expect(texts.slice(texts.indexOf('---'), texts.lastIndexOf('---') + 1)).toEqual([
      '---',
      '一级指标|二级指标|三级指标|评分标准|分值',
      '结果应用|内部应用|预算挂钩|结果与预算挂钩的得满分。|10',
      '^|^|自评公开|按要求公开的得满分。|5',
      '^|整改反馈(10分)|问题整改情况|针对提出的问题，在规定的时限内完善政策、改进管理、落实责任的得满分，否则酌情扣分。|5',
      '^|^|应用反馈|按规定反馈的得满分。|5',
      '扣分项（10分）共计|<|<|不配合评价的扣分。|10',
      '---',
    ]);
  });

  it('end where paragraphs follow that begin where their cells do', async () => {
    const texts = await shown((page) => {
      prose(page, 60, 140);
      rows(page, 160, [['项目', ...HEADER.slice(1)], ...BODY]);
      const long = '本年度组织开展了水利工程的建设与管理工作，各项任务均已按照计划完成，使用规范。';
      for (let k = 0; k < 8; k++) {
        line(page, 96, 310 + 60 * k, `（${k + 1}）数量指标：满分9分，得分9分。`);
        line(page, 96, 330 + 60 * k, long);
        line(page, k > 4 ? 96 : 64, 350 + 60 * k, k === 0 ? long : '成效明显。');
      }
      page.addPage();
      prose(page, 60, 140);
    });
    expect(texts.slice(texts.indexOf('---'), texts.lastIndexOf('---') + 1)).toEqual([
      '---',
      '项目|年初预算|调整预算|全年预算',
      ...BODY.map((row) => row.join('|')),
      '---',
    ]);
  });

  it('have no row below a rule beside which a label hangs over', async () => {
    const texts = await shown((page) => {
      prose(page, 60, 640);
      rows(page, 660, [['项目', ...HEADER.slice(1)], ...BODY.slice(0, 2)]);
      for (const [c, text] of ['', ...HEADER.slice(1)].entries()) if (text !== '') line(page, COLUMNS[c]!, 738, text);
      line(page, 64, 738, '河道管理');
      line(page, 64, 752, '所站');
      rule(page, 756, 260);
      page.addPage();
      for (const [c, text] of ['', '1', '2', '3=1+2'].entries()) if (text !== '') line(page, COLUMNS[c]!, 46, text);
      rows(page, 64, BODY);
      prose(page, 180, 300);
    });
    expect(texts.slice(texts.indexOf('---'), texts.lastIndexOf('---') + 1)).toEqual([
      '---',
      '项目|年初预算|调整预算|全年预算',
      ...BODY.slice(0, 2).map((row) => row.join('|')),
      '河道管理所站|年初预算|调整预算|全年预算',
      '^|1|2|3=1+2',
      ...BODY.map((row) => row.join('|')),
      '---',
    ]);
  });

  it('end with the only rule as long as they are wide, where a label is merged over all rows of the page', async () => {
    const columns = [64, 300, 440];
    const put = (page: Paper, y: number, cells: readonly string[]): void => {
      for (const [c, text] of cells.entries()) if (text !== '') line(page, columns[c]!, y, text);
    };
    const texts = await shown((page) => {
      prose(page, 60, 640);
      rule(page, 660);
      put(page, 666, ['目标', '指标', '完成']);
      rule(page, 684);
      put(page, 690, ['社会效益', '受益户数增加二百户', '100%']);
      rule(page, 708, 290);
      put(page, 714, ['', '就业人数增加三十人', '100%']);
      rule(page, 732, 290);
      put(page, 738, ['', '投诉件数减少三件', '100%']);
      rule(page, 756, 290);
      page.addPage();
      for (const [i, words] of ['水质达标率提高一成', '河道清洁率提高一成', '群众满意度提高一成'].entries()) {
        put(page, 50 + 24 * i, ['', words, '100%']);
        rule(page, 68 + 24 * i, i < 2 ? 290 : LEFT);
      }
      prose(page, 160, 300);
    });
    const found = texts.slice(texts.indexOf('---') + 1, texts.lastIndexOf('---'));
    expect(found.slice(0, 3)).toEqual([
      '目标|指标|完成',
      '社会效益|受益户数增加二百户|100%',
      '^|就业人数增加三十人|100%',
    ]);
    expect(found.slice(3)).toEqual([
      '^|投诉件数减少三件|100%',
      '^|水质达标率提高一成|100%',
      '^|河道清洁率提高一成|100%',
      '^|群众满意度提高一成|100%',
    ]);
  });

  it('are none where the next page goes on with text', async () => {
    const texts = await shown((page) => {
      prose(page, 60, 740);
      rule(page, 756);
      for (const [c, text] of ['编制', '复核：', '审定：', '日期：'].entries()) line(page, COLUMNS[c]!, 762, text);
      rule(page, 780, 260);
      page.addPage();
      prose(page, 60, 300);
    });
    expect(texts).not.toContain('---');
  });

  it('cells of a row that the page cuts go on where they stood', async () => {
    const texts = await shown((page) => {
      prose(page, 60, 640);
      for (const y of [660, 684, 708]) rule(page, y);
      const columns = [64, 134, 440];
      for (const [c, text] of ['任务', '预期目标', '完成情况'].entries()) line(page, columns[c]!, 666, text);
      for (const [c, text] of ['供水', '供水达标。', '已完成'].entries()) line(page, columns[c]!, 690, text);
      for (const [c, text] of ['治水', '目标1：治理河道三条。', '已完成'].entries()) line(page, columns[c]!, 714, text);
      for (const [i, y] of [730, 746, 762].entries()) line(page, 134, y, `目标${i + 2}：巡查河道每月一次。`);
      page.addPage();
      for (const [i, y] of [50, 66].entries()) line(page, 134, y, `目标${i + 5}：巡查水库每月一次。`);
      rule(page, 86);
      for (const [c, text] of ['节水', '节水达标。', '已完成'].entries()) line(page, columns[c]!, 92, text);
      rule(page, 110);
      prose(page, 180, 300);
    });
    const found = texts.slice(texts.indexOf('---') + 1, texts.lastIndexOf('---'));
    expect(found.map((row) => row.split('|').length)).toEqual([3, 3, 3, 3]);
    expect(found[2]).toMatch(/^治水\|目标1：.*目标4：.*目标5：.*目标6：.*\|已完成$/u);
    expect(found[3]).toBe('节水|节水达标。|已完成');
  });

  it('titles that are merged over rows of the header end with it', async () => {
    const body = [
      ['合计', '200.50', '4.20', ''],
      ['机关', '120.50', '3.20', ''],
      ['供水站', '80.00', '1.00', '0.50'],
    ];
    const texts = await shown((page) => {
      prose(page, 60, 720);
      rule(page, 732);
      line(page, 64, 748, '单位');
      line(page, 310, 738, '其中：');
      line(page, 440, 748, '结余');
      page.moveTo(260, 756).lineTo(430, 756).stroke();
      line(page, 264, 762, '基本支出');
      line(page, 350, 762, '项目支出');
      rule(page, 780);
      page.addPage();
      rows(page, 60, body);
      prose(page, 180, 300);
    });
    const found = texts.slice(texts.indexOf('---') + 1, texts.lastIndexOf('---'));
    expect(found).toEqual(['单位|其中：|<|结余', '^|基本支出|项目支出|^', ...body.map((row) => row.join('|'))]);
  });

  it('a label that another one follows on the next page ends those beside it', async () => {
    const columns = [64, 134, 214, 464];
    const put = (page: Paper, y: number, cells: readonly string[]): void => {
      for (const [c, text] of cells.entries()) if (text !== '') line(page, columns[c]!, y, text);
    };
    const texts = await shown((page) => {
      prose(page, 60, 620);
      rule(page, 636);
      put(page, 642, ['一级', '二级', '三级', '得分']);
      rule(page, 660);
      put(page, 666, ['过程', '管理', '制度健全的得满分', '5']);
      rule(page, 684);
      put(page, 690, ['', '', '经济效益好的得满分', '8']);
      rule(page, 708, 210);
      put(page, 704, ['效果', '效益']);
      put(page, 714, ['', '', '社会效益好的得满分', '7']);
      rule(page, 732);
      page.addPage();
      rule(page, 60);
      put(page, 66, ['总分', '', '', '20']);
      rule(page, 84);
      prose(page, 180, 300);
    });
    const found = texts.slice(texts.indexOf('---') + 1, texts.lastIndexOf('---'));
    expect(found.slice(-3)).toEqual(['效果|效益|经济效益好的得满分|8', '^|^|社会效益好的得满分|7', '总分|||20']);
  });

  it('are followed by a note, however it is spaced, and by another table of their width', async () => {
    for (const between of [true, false]) {
      const texts = await shown((page) => {
        rows(page, 60, [['项目', ...HEADER.slice(1)], ...BODY]);
        line(page, 60, 183, '注：1. 本表的金额单位是万元，与正文一致。　　2. 表中空白表示没有发生。', 7.5);
        if (between) prose(page, 210, 280);
        rows(page, 300, [['项目', '机关', '所属', '合计'], ...BODY]);
      });
      expect(texts.filter((text) => text === '---')).toHaveLength(4);
      expect(texts).toContain('项目|机关|所属|合计');
      expect(texts.filter((text) => text.includes('注：1.') && text.includes('|'))).toEqual([]);
    }
  });

  it('a note at the foot of a page is no row that the page cuts', async () => {
    const texts = await shown((page) => {
      prose(page, 60, 620);
      rows(page, 630, [['项目', ...HEADER.slice(1)], ...BODY]);
      line(page, 60, 756, '注：1. 本表的金额单位是万元，与正文一致。　　2. 表中空白表示没有发生。', 9);
      page.addPage();
      prose(page, 60, 300);
    });
    const found = texts.slice(texts.indexOf('---') + 1, texts.lastIndexOf('---'));
    expect(found).toEqual(['项目|年初预算|调整预算|全年预算', ...BODY.map((row) => row.join('|'))]);
  });

  it('rows with nothing in them, and fields to be signed, are set as the others are', async () => {
    const texts = await shown((page) => {
      for (const [i, y] of [60, 96, 132, 168, 204, 320].entries()) {
        rule(page, y);
        if (i > 2) continue;
        for (const [c, text] of BODY[i]!.entries())
          if (text !== '') line(page, COLUMNS[c]! + (c === 0 ? 20 : 0), y + 12, text);
      }
      line(page, 66, 216, '财政部门意见：');
      for (const [i, words] of ['负责人（签章）：', '经办人（签章）：', '年　月　日'].entries())
        line(page, 66, 262 + 16 * i, words);
    });
    expect(texts[0]).toBe('---');
    expect(texts.at(-1)).toBe('---');
    expect(texts.at(-2)).toMatch(/^财政部门意见：.*负责人（签章）：/u);
  });
});
