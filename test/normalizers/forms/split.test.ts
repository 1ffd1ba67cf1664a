import { describe, expect, it } from 'vitest';
import { findForms } from '../../../normalizers/forms/index.js';
import { rawArt } from '../../raw-art.js';

/** `kind first–last rows xN columns "title" unit`, one a form; continued forms list their pieces. */
function forms(art: string): string[] {
  const identity = { title: '', province: '', county: '', department: '', year: '2024' };
  return findForms(rawArt(art), identity).tables.map((table) => {
    const rows = table.sources
      .map(({ table: number, firstRow, lastRow }) => `t${number}:${firstRow}–${lastRow}`)
      .join('+');
    return `${table.kind} ${rows} h${table.headerRows} ×${table.columns.length} ${table.title} ${table.unit}`.trim();
  });
}

describe('forms in physical tables', () => {
  it('finds cover, figures, goals, scores and signatures in one table, each on its own edges', () => {
    expect(
      forms(`
        | 一、基本情况 | < | < | < | < | < | < | < |
        | 部门名称 | 岭北县水利局 | < | < | 联系人 | 钱二 | < | < |
        | 人员编制 | 45 | < | < | 实有人数 | 43 | < | < |
        | 二、收支情况 | < | < | < | < | < | < | < |
        | （单位：万元） | < | < | < | < | < | < | < |
        | 单位名称 | 支出合计 | 基本支出 | < | < | 项目支出 | 结余 | < |
        | ^ | ^ | 小计 | 人员经费 | 公用经费 | ^ | 当年结余 | 累计结余 |
        | 全局合计 | 42 | 30 | 20 | 10 | 12 | 3 | 4 |
        | 局机关 | 20 | 14 | 9 | 5 | 6 | 2 | 3 |
        | 单位名称 | 固定资产总额 | 在用固定资产 | < | 出租固定资产 | < | 其他 | < |
        | 全局合计 | 100 | 90 | < | 5 | < | 5 | < |
        | 局机关 | 60 | 55 | < | 5 | < | 0 | < |
        | 三、绩效情况 | < | < | < | < | < | < | < |
        | 定性目标 | 预期目标 | < | < | < | 实际完成 | < | < |
        | ^ | 完成河道整治 | < | < | < | 已完成 | < | < |
        | 绩效自评综合得分 | < | 96.5 | < | < | < | < | < |
        | 评价等次 | < | 优 | < | < | < | < | < |
        | 单位负责人（签章）： | < | < | < | < | < | < | < |`),
    ).toEqual([
      'cover t0:0–2 h1 ×4 一、基本情况',
      'expenditure t0:3–8 h4 ×8 二、收支情况 万元',
      'assets t0:9–11 h1 ×5 固定资产总额 万元',
      'goals t0:12–14 h2 ×3 三、绩效情况',
      'cover t0:15–16 h0 ×2',
      'signatures t0:17–17 h0 ×1',
    ]);
  });

  it('takes the name and unit of a block from the cell beside its header', () => {
    expect(
      forms(`
        | 财政供养人员情况（人） | 编制数 | < | 实际在职人数 | < | 控制率 |
        | ^ | 83 | < | 80 | < | 96.39% |
        | 经费控制情况（万元） | 2023年决算数 | < | 2024年预算数 | < | 2024年决算数 |
        | 三公经费 | 9 | < | 10 | < | 8 |
        | 公务接待费 | 9 | < | 10 | < | 8 |
        | 项目支出 | 50 | < | 50 | < | 50 |
        | 厉行节约措施 | 无 | < | < | < | < |`),
    ).toEqual([
      'baseData t0:0–1 h1 ×4 财政供养人员情况（人） 人',
      'baseData t0:2–5 h1 ×4 经费控制情况（万元） 万元',
      'cover t0:6–6 h0 ×2',
    ]);
  });

  it('keeps the total row in the list whose score column it fills', () => {
    expect(
      forms(`
        | 绩效指标 | 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
        | ^ | 产出指标 | 整治河道 | 10公里 | 12公里 | 60 | 60 |
        | ^ | 效益指标 | 受益人口 | 2万人 | 2.1万人 | 40 | 38 |
        | 总分 | < | < | < | < | 100 | 98 |`),
    ).toEqual(['indicators t0:0–3 h1 ×7 绩效指标']);
  });

  it('puts the figures of a total row under the score columns, where a print lost its spans', () => {
    const art = `
      | 绩效指标 | 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 备注 |
      | ^ | 产出指标 | 整治河道 | 10公里 | 12公里 | 60 | 60 | |
      | ^ | 效益指标 | 受益人口 | 2万人 | 2.1万人 | 40 | 38 | |
      | ^ | 总分 | < | 100 | 98 | | < | < |`;
    const { tables } = findForms(rawArt(art), { title: '', province: '', county: '', department: '', year: '' });
    expect(tables.map((table) => table.kind)).toEqual(['indicators']);
    const total = tables[0]!.cells.filter((cell) => cell.row === 3);
    expect(total.map((cell) => [cell.text, cell.column, cell.colSpan])).toEqual([
      ['总分', 1, 4],
      ['100', 5, 1],
      ['98', 6, 1],
      ['', 7, 1],
    ]);
  });

  it('joins a form that goes on: repeated header once, repeated label one label, 续表 no caption', () => {
    const art = `
      岭北县水利局评分表
      | 一级指标 | 二级指标 | 评分标准 | 分值 | 自评得分 |
      | 投入（40分） | 预算编制 | 完整得满分 | 20 | 20 |
      | ^ | 预算执行 | 按比例得分 | 20 | 18 |
      | 过程（60分） | 制度建设 | 健全得满分 | 30 | 30 |
      续表
      | 一级指标 | 二级指标 | 评分标准 | 分值 | 自评得分 |
      | 过程（60分） | 信息公开 | 公开得满分 | 15 | 15 |
      | ^ | 资产管理 | 规范得满分 | 15 | 14 |
      | 总分 | | | 100 | 97 |`;
    expect(forms(art)).toEqual(['scoreSheet t0:0–3+t1:1–3 h1 ×5 岭北县水利局评分表']);
    const { tables } = findForms(rawArt(art), { title: '', province: '', county: '', department: '', year: '' });
    expect(
      tables[0]!.cells.filter((cell) => cell.column === 0).map((cell) => [cell.text, cell.row, cell.rowSpan]),
    ).toEqual([
      ['一级指标', 0, 1],
      ['投入（40分）', 1, 2],
      ['过程（60分）', 3, 3],
      ['总分', 6, 1],
    ]);
  });

  it('goes on without a repeated header, but not past a new caption', () => {
    expect(
      forms(`
        | 单位名称 | 公务接待费 | 公务用车运行费 | 因公出国费 | 合计 |
        | 局机关 | 1 | 2 | 0 | 3 |

        续表（单位：万元）
        | 文化馆 | 1 | 0 | 0 | 1 |

        另一张表：二级单位情况
        | 单位名称 | 公务接待费 | 公务用车运行费 | 因公出国费 | 合计 |
        | 图书馆 | 1 | 1 | 0 | 2 |`),
    ).toEqual(['threePublic t0:0–1+t1:0–0 h1 ×5 合计', 'threePublic t2:0–1 h1 ×5 另一张表：二级单位情况']);
  });

  it('cuts forms that stand side by side', () => {
    expect(
      forms(`
        收入支出决算表（单位：万元）
        | 收入 | < | 支出 | < |
        | 项目 | 决算数 | 项目 | 决算数 |
        | 财政拨款收入 | 100 | 基本支出 | 80 |
        | 其他收入 | 5 | 项目支出 | 25 |
        | 收入合计 | 105 | 支出合计 | 105 |`),
    ).toEqual([
      'income t0:0–4 h2 ×2 收入支出决算表（单位：万元） 万元',
      'expenditure t0:0–4 h2 ×2 收入支出决算表（单位：万元） 万元',
    ]);
  });
});
