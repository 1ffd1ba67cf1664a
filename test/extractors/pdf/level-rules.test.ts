import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable);

/** Where the columns of a score sheet stand: two labels, the rule and the points. */
const COLUMNS = [64, 134, 214, 464];
const [LEFT, RIGHT] = [60, 520];

function rule(page: Paper, y: number, from = LEFT): void {
  page.moveTo(from, y).lineTo(RIGHT, y).stroke();
}

/** One row, its first lines at `y`; `/` parts lines. */
function row(page: Paper, y: number, cells: readonly string[]): void {
  for (const [c, text] of cells.entries())
    if (text !== '') for (const [i, words] of text.split('/').entries()) line(page, COLUMNS[c]!, y + 14 * i, words);
}

const header = ['一级指标', '二级指标', '评分标准', '分值'];

describe('tables with level rules only', () => {
  it('titles that fill their columns are parted where the print below begins', async () => {
    const columns = [64, 108.5, 160, 240, 470];
    const texts = await shown((page) => {
      const put = (y: number, cells: readonly string[]): void => {
        for (const [c, text] of cells.entries())
          if (text !== '')
            for (const [i, words] of text.split('/').entries()) line(page, columns[c]!, y + 13 * i, words);
      };
      rule(page, 100);
      put(106, ['一级指标', '二级指标', '三级指标', '评分标准', '分值']);
      rule(page, 124);
      put(130, ['', '', '安全性', '资产账实相符的得满分，否则不得分。', '4']);
      rule(page, 150, 158);
      put(156, ['过 程/（40/分）', '资产管理/（10 分）', '利用率', '每低一个百分点扣一分。', '3']);
      rule(page, 200);
      put(206, ['产 出/（25/分）', '职责履行/（25 分）', '完成率', '按考核结果折算。', '25']);
      rule(page, 250);
      put(256, ['效 果/（20/分）', '履职效益/（20 分）', '满意度', '达到九成的得满分。', '20']);
      rule(page, 300);
    });
    expect(texts).toEqual([
      '---',
      '一级指标|二级指标|三级指标|评分标准|分值',
      '过 程（40分）|资产管理（10 分）|安全性|资产账实相符的得满分，否则不得分。|4',
      '^|^|利用率|每低一个百分点扣一分。|3',
      '产 出（25分）|职责履行（25 分）|完成率|按考核结果折算。|25',
      '效 果（20分）|履职效益（20 分）|满意度|达到九成的得满分。|20',
      '---',
    ]);
  });

  it('labels that are merged over a whole page leave no rule on it as long as the table', async () => {
    const texts = await shown((page) => {
      for (const y of [700, 724, 754]) rule(page, y);
      row(page, 706, header);
      row(page, 732, ['立项', '绩效目标', '目标与职责相符的得满分。', '6']);
      row(page, 760, ['管理', '资金使用', '支出符合制度规定的得满分。', '4']);
      rule(page, 784, 130);
      page.addPage();
      for (const y of [50, 84, 120, 156, 192]) rule(page, y, 130);
      for (const [i, name] of ['信息公开', '资产管理', '政府采购', '内部控制'].entries())
        row(page, 60 + 36 * i, ['', name, `${name}到位的得满分，否则不得分。`, String(i + 1)]);
    });
    expect(texts).toEqual([
      '---',
      '一级指标|二级指标|评分标准|分值',
      '立项|绩效目标|目标与职责相符的得满分。|6',
      '管理|资金使用|支出符合制度规定的得满分。|4',
      '^|信息公开|信息公开到位的得满分，否则不得分。|1',
      '^|资产管理|资产管理到位的得满分，否则不得分。|2',
      '^|政府采购|政府采购到位的得满分，否则不得分。|3',
      '^|内部控制|内部控制到位的得满分，否则不得分。|4',
      '---',
    ]);
  });

  it('a row of many lines with its label at the foot or at the head is a row', async () => {
    const duties = Array.from({ length: 14 }, (_, i) => `第${i + 1}项职责是组织开展有关的业务工作。`);
    for (const at of [13.6, -0.6]) {
      const texts = await shown((page) => {
        for (const y of [100, 124, 360, 384]) rule(page, y);
        line(page, 64, 106, '单位名称');
        line(page, 160, 106, '青岩县水务局');
        line(page, 64, 140 + 14 * at, '职能');
        for (const [i, words] of duties.entries()) line(page, 160, 140 + 14 * i, words);
        line(page, 64, 366, '人员编制');
        line(page, 160, 366, '35');
      });
      expect(texts).toEqual(['---', '单位名称|青岩县水务局', `职能|${duties.join('')}`, '人员编制|35', '---']);
    }
  });

  it('a row of one long label, set as the others are, is a row, however much room is above it', async () => {
    const texts = await shown((page) => {
      for (const y of [100, 124, 176, 200, 224]) rule(page, y);
      for (const [y, cells] of [
        [106, ['项目', '预算', '调整', '决算']],
        [182, ['基本支出', '120.50', '3.20', '123.70']],
        [206, ['项目支出', '80.00', '1.00', '81.00']],
      ] as const)
        for (const [c, text] of cells.entries()) line(page, [64, 300, 380, 460][c]!, y, text);
      line(page, 64, 142, '青岩县水务局（含所属水利工程管理站和');
      line(page, 64, 156, '水文站）：');
    });
    expect(texts[2]).toMatch(/^青岩县水务局（含所属水利工程管理站和水文站）：/u);
    expect(texts.slice(3)).toEqual(['基本支出|120.50|3.20|123.70', '项目支出|80.00|1.00|81.00', '---']);
  });

  it('a note below the last rule is no row of it', async () => {
    const texts = await shown((page) => {
      for (const y of [100, 124, 148, 172]) rule(page, y);
      row(page, 106, header);
      row(page, 130, ['投入', '预算编制', '编制合理的得满分。', '5']);
      row(page, 154, ['过程', '预算执行', '执行到位的得满分。', '5']);
      line(page, 60, 178, '注：1. 表中分值按百分制折算。　　2. 空白表示没有发生。', 8);
      page.addPage();
      line(page, 80, 700, '以上各项经集体研究确定。');
    });
    expect(texts.slice(-4)).toEqual([
      '过程|预算执行|执行到位的得满分。|5',
      '---',
      '注：1. 表中分值按百分制折算。　　2. 空白表示没有发生。',
      '以上各项经集体研究确定。',
    ]);
  });
});
