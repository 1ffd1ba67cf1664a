import { describe, expect, it } from 'vitest';
import { assess } from '../../reconcilers/index.js';
import type { Report } from '../../schemas/index.js';
import { claim, form, prose, reportOf, sheet } from './report-art.js';

/** `rule outcome stated≠computed` of what does not simply hold, and how many relations hold. */
function outcomes(report: Report) {
  const { checks } = assess(report);
  return {
    holds: checks.filter(({ outcome }) => outcome === 'holds').length,
    rest: checks
      .filter(({ outcome }) => outcome !== 'holds')
      .map(({ rule, outcome, stated, computed }) => `${rule} ${outcome} ${stated}≠${computed}`),
  };
}

const EXPENDITURE = `
  机构名称 | 支出合计=expenditure.total | 基本支出=expenditure.basic <支出合计 | 人员支出=expenditure.personnel <基本支出 | 公用支出=expenditure.running <基本支出 | 项目支出=expenditure.project <支出合计 | 当年结余=balance.current`;

describe('checks', () => {
  it.each<[string, Report, { holds: number; rest: string[] }]>([
    [
      'a table that ties: rows, columns, nested parts; blanks are zero',
      reportOf(
        form(
          'expenditure',
          `${EXPENDITURE}
          汇总         | 350.5 | 220.25 | 180.25 | 40 | 130.25 |
          局机关 <汇总 | 200.5 | 120.25 | 120.25 |    | 80.25  |
          中心 <汇总   | 150   | 100    | 60     | 40 | 50     |`,
        ),
      ),
      { holds: 11, rest: [] },
    ],
    [
      'a total is off by more than rounding, another within it',
      reportOf(
        form(
          'generic',
          `项目 | 合计 | 甲 <合计 | 乙 <合计
           一   | 10.01 | 4.00 | 6
           二   | 10.11 | 4.00 | 6`,
        ),
      ),
      { holds: 0, rest: ['row-sum rounding 10.01≠10', 'row-sum fails 10.11≠10'] },
    ],
    [
      'nothing but parts above the total is wrong where the list is partial',
      reportOf(
        form(
          'baseData',
          `项目 | 上年 | 今年
           公用经费 | 294.05 | 100.5
           办公费 ?公用经费 | 92.43 | 90.5
           水电费 ?公用经费 | 46.18 | 48`,
        ),
      ),
      { holds: 1, rest: ['column-sum fails 100.5≠138.5'] },
    ],
    [
      'a header formula is tested once with the tree it repeats',
      reportOf(
        form(
          'projectBudget',
          `项目 | 年初@opening #1 | 调整@adjustment #2 | 全年@adjusted #3 {3=1+2}
           甲项 <合计 | 1,000.50 | -40.25 | 960.25
           乙项 <合计 | 200 |  | 200
           合计 | 1,200.50 | -40.25 | 1,160.25`,
        ),
      ),
      { holds: 6, rest: [] },
    ],
    [
      'income less expenditure is the balance, blank balances are zero where others tie',
      reportOf(
        form('income', '机构 | 收入合计=income.total\n局机关 | 210.5\n中心 | 160'),
        form(
          'expenditure',
          '机构 | 支出合计=expenditure.total | 当年结余=balance.current\n局机关 | 200.5 | 10\n中心 | 150 |',
        ),
      ),
      { holds: 1, rest: ['balance fails 150≠160'] },
    ],
    [
      'an execution rate fits one of its denominators, by rounding or truncation',
      reportOf(
        form(
          'budgetExecution',
          `项目 | 年初=budget.total@opening | 全年=budget.total@adjusted | 执行=budget.total@final | 执行率=rate.execution
           资金总额 | 979.4 | 1715.12 | 1696.51 | 98.91%
           甲 | 100 | 300 | 200 | 66.66%
           乙 | 100 | 300 | 200 | 76.66%`,
        ),
      ),
      { holds: 2, rest: ['execution-rate fails 76.66≠66.6667'] },
    ],
    [
      'change and rate of change, in the direction that their sign says',
      reportOf(
        form(
          'threePublic',
          `指标 | 本年度@final | 上年度@previousFinal | 比上年增减@change | 增减%=rate.change@change
           接待 | 60158 | 99898 | -39740 | -39.78%
           出国 | 60158 | 99898 | 39740 | -39.78%`,
          '元',
        ),
      ),
      { holds: 3, rest: ['change fails 39740≠-39740'] },
    ],
    [
      'one quantity in 元 and 万元; another unit of organisation is another scope',
      reportOf(
        form('threePublic', '指标 | 决算=threePublic.total@final\n汇总 | 6.02'),
        form('threePublic', '指标 | 决算=threePublic.total@final\n汇总 | 60158', '元'),
        prose('三公经费{threePublic.total 6.20万元}'),
        form('expenditure', '机构 | 支出合计=expenditure.total\n汇总 | 3434.96\n局机关 | 981.95'),
        prose('总支出{expenditure.total 981.95万元}'),
      ),
      { holds: 2, rest: ['same-quantity fails 6.2≠6.02'] },
    ],
    [
      'weights and scores are exact; a deduction is not added',
      reportOf(
        sheet(`
          总分 100 96
            甲 70 68
              甲一 40 38
              甲二 30 31
            乙 40 27
              乙一 30 28
            扣分项! 10 -`),
      ),
      {
        holds: 6,
        rest: [
          'score-sum fails 96≠95',
          'score-sum fails 68≠69',
          'score-sum fails 27≠28',
          'score-weight fails 31≠30',
          'weight-sum fails 100≠110',
          'weight-sum fails 40≠30',
        ],
      },
    ],
    [
      'a total above what its lines can reach',
      reportOf(
        sheet(`
          总分 100 100
            执行 10 9.89
            产出 50 -
              数量 - -
            效益 30 -
              社会 - -
            满意度 10 -`),
      ),
      { holds: 4, rest: ['score-reach fails 100≠99.89'] },
    ],
    [
      'cover and sheet, grade and band',
      reportOf(
        sheet('总分 100 98\n  甲 100 98'),
        sheet('得分 - 89', 'cover'),
        claim('grade', '良'),
        claim('grade', '优'),
      ),
      { holds: 6, rest: ['grade-band fails 98≠90', 'grade-band fails 89≠90', 'score-same fails 89≠98'] },
    ],
    [
      'sentences: parts, an unit slip, a difference, a share, a count',
      reportOf(
        prose('采购{ 653.90万元}，货物{ 296.49元}，工程{ 108.90万元}，服务{ 248.51万元}', [
          { kind: 'parts', stated: '采购', operands: ['货物', '工程', '服务'], complete: true },
        ]),
        prose('会议费{ 16730元}，上年{ 19268元}，减少{ 2538元}', [
          { kind: 'difference', stated: '减少', operands: ['上年', '会议费'], complete: true },
        ]),
        prose('基本{ 1230.25万元}，总{ 2234.98万元}，占{rate.share 55%}', [
          { kind: 'share', stated: '占', operands: ['基本', '总'], complete: true },
        ]),
        prose('项目{ 3个}，甲{ 1.5万元}，乙{ 2.5万元}', [
          { kind: 'count', stated: '项目', operands: ['甲', '乙'], complete: true },
        ]),
        prose('补贴{ 约3390万元}，甲{ 1500万元}，乙{ 1500万元}', [
          { kind: 'parts', stated: '补贴', operands: ['甲', '乙'], complete: true },
        ]),
      ),
      {
        holds: 2,
        rest: [
          'statement-parts fails 653.9≠357.439649',
          'statement-parts unknown 3390≠3000',
          'statement-count fails 3≠2',
        ],
      },
    ],
  ])('%s', (_name, report, expected) => {
    expect(outcomes(report)).toEqual(expected);
  });
});
