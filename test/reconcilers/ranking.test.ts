import { describe, expect, it } from 'vitest';
import { assess } from '../../reconcilers/index.js';
import { slip } from '../../reconcilers/slips.js';
import { Decimal, type Report } from '../../schemas/index.js';
import { form, prose, reportOf } from './report-art.js';

/** The causes of the first finding, likeliest first: `kind printed → repair`. */
function causes(report: Report): string[] {
  const [finding] = assess(report).findings;
  return (finding?.causes ?? []).map(({ kind, repair }) => {
    const printed = finding?.operands.find(({ fact }) => fact === repair?.fact)?.text ?? '';
    return `${kind} ${printed} → ${repair?.text ?? ''}`;
  });
}

describe('which slip is likelier', () => {
  /** In each pair the first explanation is cheaper than the second. */
  it.each<[string, [string, string], [string, string]]>([
    ['two digits swapped, one of five wrong', ['1096.25', '1069.25'], ['592.25', '592.85']],
    ['a digit that was dropped, a stray one', ['3.87', '34.87'], ['34.87', '3.87']],
    ['a digit that was doubled, a stray one', ['1122.5', '122.5'], ['1622.5', '122.5']],
    ['a point moved in four digits, in one digit', ['123.4', '12.34'], ['2', '0.02']],
    ['ten thousand times five digits, one digit', ['57.123', '571230'], ['9', '0.0009']],
  ])('%s', (_name, [wrong, right], [otherWrong, otherRight]) => {
    const [one, other] = [
      slip(new Decimal(wrong), new Decimal(right), 2),
      slip(new Decimal(otherWrong), new Decimal(otherRight), 2),
    ];
    expect(one!.cost).toBeLessThan(other!.cost);
  });
});

describe('the likeliest cause comes first', () => {
  it.each<[string, Report, string]>([
    [
      'the list below a budget still ties: the year’s total in the row is right',
      reportOf(
        form(
          'projectBudget',
          `项目 | 年初@opening #1 | 调整@adjustment #2 | 全年@adjusted #3 {3=1+2}
          项目支出 | 810.37 | 12.77 | 823.14
          灯塔 ?项目支出 | 301.25 | 5.76 | 305.01
          渡口 ?项目支出 | 509.12 | 9.01 | 518.13`,
        ),
      ),
      'wrongDigit 5.76 → 3.76',
    ],
    [
      'a total that repeats its greatest part left out the others',
      reportOf(form('generic', '项目 | 合计 | 甲 <合计 | 乙 <合计\n一 | 180.3 | 180.3 | 7\n二 | 60.25 | 40.15 | 20.1')),
      'carriedOver 180.3 → 187.3',
    ],
    [
      'in a sentence one amount is finer than the others: its point moved',
      reportOf(
        prose('基本支出{ 1175.65万元}，人员经费{ 96.803万元}，公用支出{ 207.63万元}', [
          { kind: 'parts', stated: '基本支出', operands: ['人员经费', '公用支出'], complete: true },
        ]),
      ),
      'shiftedPoint 96.803 → 968.030',
    ],
    [
      'a rate tells the digit that its denominator lost',
      reportOf(
        prose('预算{ 52.99万元}，支出{ 515.17万元}，执行率{rate.completion 97.94%}', [
          { kind: 'completion', stated: '执行率', operands: ['支出', '预算'], complete: true },
        ]),
      ),
      'droppedDigit 52.99 → 525.99',
    ],
    [
      'among columns whose lists come to the total, more than the total is no mere limit',
      reportOf(
        form(
          'threePublic',
          `项目 | 年初@opening | 上年@previousFinal | 本年
          三公 | 108059 | 120500 | 99040
          接待 ?三公 | 336611 | 40300 | 31020
          用车 ?三公 | 74398 | 80200 | 68020`,
          '元',
        ),
      ),
      'doubledDigit 336611 → 33661',
    ],
    [
      'a part that went into the neighbour’s column, told where more relations say so',
      reportOf(
        form(
          'expenditure',
          `项目 | 合计 | 甲局 <合计 | 乙站 <合计
          总支出 | 900.00 | 500.21 | 399.79
          基本支出 <总支出 | 500.00 | 300.11 | 199.89
          项目支出 <总支出 | 400.00 | 150.03 | 249.97
          甲项目 ?项目支出 | 130.06 | 80.03 | 50.03
          乙项目 ?项目支出 | 170.01 | 70.00 | 100.01
          丙项目 ?项目支出 | 99.93 | 50.07 | 49.86`,
        ),
      ),
      'wrongTotal 150.03 → 200.10',
    ],
  ])('%s', (_name, report, expected) => {
    expect(causes(report)[0]).toBe(expected);
  });
});
