import { describe, expect, it } from 'vitest';
import { assess } from '../../reconcilers/index.js';
import { Decimal, type Report } from '../../schemas/index.js';
import { form, prose, reportOf, sheet } from './report-art.js';

/** `rule stated (first cause kind → repair)`, consequences indented under their root. */
function tree(report: Report): string[] {
  return assess(report).findings.map(({ rule, severity, stated, causes, consequenceOf }) => {
    const [cause] = causes;
    const because = cause ? ` (${cause.kind}${cause.repair ? ` → ${cause.repair.text}` : ''})` : '';
    const mark = severity === 'discrepancy' ? '' : `${severity} `;
    return `${consequenceOf ? '  ' : ''}${mark}${rule} ${stated}${because}`;
  });
}

const HEADER =
  '机构 | 支出合计=expenditure.total | 基本支出=expenditure.basic <支出合计 | 项目支出=expenditure.project <支出合计 | 当年结余=balance.current';

describe('one root, its consequences under it', () => {
  it.each<[string, Report, string[]]>([
    [
      'a part with two digits swapped breaks its row and its column',
      reportOf(
        form(
          'expenditure',
          `${HEADER}
          汇总         | 650.8 | 420.3  | 230.5  |
          局机关 <汇总 | 400.3 | 270.05 | 130.25 |
          中心 <汇总   | 250.5 | 105.25 | 100.25 |`,
        ),
      ),
      ['row-sum 250.5 (transposed → 150.25)', '  column-sum 420.3'],
    ],
    [
      'a subtotal copied from its part breaks column, row and grand total',
      reportOf(
        form(
          'projectBudget',
          `项目 | 年初@opening #1 | 调整@adjustment #2 | 全年@adjusted #3 {3=1+2}
          基本甲 <小计甲 | 328.68 | 28.85 | 357.53
          项目甲 <小计甲 | 488.00 | 375.92 | 863.92
          小计甲 <合计 | 816.68 | 375.92 | 1,221.45
          小计乙 <合计 | 100 | 10 | 110
          合计 | 916.68 | 414.77 | 1,331.45`,
        ),
      ),
      ['column-sum 375.92 (missingAddend → 404.77)', '  column-sum 414.77', '  header-formula 1221.45'],
    ],
    [
      'units that break in their rows break the summary row, though every column adds up',
      reportOf(
        form(
          'expenditure',
          `${HEADER}
          汇总         | 358.62 | 220.25 | 130.25 | 8.12
          局机关 <汇总 | 208.62 | 120.25 | 80.25  | 8.12
          中心 <汇总   | 150    | 100    | 50     |`,
        ),
      ),
      ['row-sum 208.62 (wrongTotal)', '  row-sum 358.62'],
    ],
    [
      'a total that left out a part',
      reportOf(form('generic', '项目 | 数\n甲 <合计 | 12.35\n乙 <合计 | 20.41\n丙 <合计 | 7.77\n合计 | 32.76')),
      ['column-sum 32.76 (missingAddend → 40.53)'],
    ],
    [
      'a section label that its lines and its own total contradict',
      reportOf(
        sheet(`
          总分 100 96
            管理 70 68
              目标 40 38
              调整 15 20
                支出 10 10
                处置 10 10
              完成 10 10
            应用 30 28`),
      ),
      ['weight-sum 15 (wrongTotal → 20)', '  score-weight 20', '  weight-sum 70'],
    ],
    [
      'a part in the neighbour’s total breaks two rows: one mistake',
      reportOf(
        form(
          'generic',
          `项目 | 合计 | 甲 <合计 | 乙 <合计
          一 | 33.41 | 20.41 | 20.12
          二 | 42.30 | 14.77 | 20.41
          三 | 31.22 | 11.11 | 20.11`,
        ),
      ),
      ['row-sum 33.41 (wrongTotal → 40.53)', '  row-sum 42.3 (wrongTotal → 35.18)'],
    ],
    [
      'a row that the totals hold and the table does not list',
      reportOf(
        form(
          'generic',
          `项目 | 甲 | 乙 | 丙
          一 <合计 | 20.41 | 7.02 | 3.15
          二 <合计 | 14.77 | 8.05 | 4.40
          合计 | 46.29 | 24.13 | 9.06`,
        ),
      ),
      ['suspicious column-sum 46.29 (missingLine)', '  suspicious column-sum 24.13', '  suspicious column-sum 9.06'],
    ],
    [
      'a row that no total holds',
      reportOf(
        form(
          'generic',
          `项目 | 甲 | 乙 | 丙
          一 <合计 | 20.41 | 7.02 | 3.15
          二 <合计 | 14.77 | 8.05 | 4.40
          三 <合计 | 11.11 | 9.06 | 1.51
          合计 | 31.52 | 16.08 | 4.66`,
        ),
      ),
      ['suspicious column-sum 31.52 (missingAddend)', '  suspicious column-sum 16.08', '  suspicious column-sum 4.66'],
    ],
    [
      'sections that do not come to 100, of which one differs from its lines',
      reportOf(
        sheet(`
          总分 - 90
            管理 62 56
              目标 40 36
              调整 20 20
            应用 40 34`),
      ),
      ['weight-sum 62 (wrongDigit → 60)', '  suspicious weight-sum 62'],
    ],
    [
      'an amount in 元 that ties only as 万元',
      reportOf(
        prose('采购{ 653.90万元}，货物{ 296.49元}，工程{ 108.90万元}，服务{ 248.51万元}', [
          { kind: 'parts', stated: '采购', operands: ['货物', '工程', '服务'], complete: true },
        ]),
      ),
      ['statement-parts 653.9 (unit → 296.49万元)'],
    ],
    [
      'rounding is told last and as nothing worse',
      reportOf(
        form('generic', '项目 | 数\n甲 <合计 | 12.35\n乙 <合计 | 20.41\n合计 | 32.77'),
        form('generic', '项目 | 数\n甲 <合计 | 12.35\n乙 <合计 | 20.41\n合计 | 38.76'),
      ),
      ['column-sum 38.76 (wrongDigit → 32.76)', 'rounding column-sum 32.77'],
    ],
    [
      'a scanner that read another digit before',
      (() => {
        const report = reportOf(form('generic', '项目 | 数\n甲 <合计 | 12.35\n乙 <合计 | 20.41\n合计 | 99.99'));
        report.facts[2]!.alternatives = ['32.76'];
        return report;
      })(),
      ['column-sum 99.99 (misread → 32.76)'],
    ],
  ])('%s', (_name, report, expected) => {
    expect(tree(report)).toEqual(expected);
  });
});

describe('ids of findings', () => {
  const table = (total: string, title: string) => {
    const report = reportOf(form('generic', `项目 | 数\n甲 <合计 | 12.35\n乙 <合计 | 20.41\n合计 | ${total}`));
    report.tables[0]!.title = title;
    report.facts.forEach((fact) => (fact.place = { page: 7 }));
    return assess(report).findings[0]?.id;
  };

  it('stay when the page or the format changes', () => expect(table('38.76', '表')).toBe(table('38.76', '另一处')));
  it('stay when a label is typed with digits of full width', () => {
    const row = (label: string) =>
      assess(reportOf(form('generic', `项目 | 合计 | 甲 <合计 | 乙 <合计\n${label} | 38.76 | 12.35 | 20.41`)))
        .findings[0];
    expect(row('3、信息站')).toBeDefined();
    expect(row('３、信息站')?.id).toBe(row('3、信息站')?.id);
  });
  it('change with a stated value', () => expect(table('38.76', '表')).not.toBe(table('39.76', '表')));

  it('and everything else are the same in a second run', () => {
    const make = () => reportOf(form('generic', '项目 | 数\n甲 <合计 | 12.35\n乙 <合计 | 20.41\n合计 | 38.76'));
    expect(JSON.stringify(assess(make()))).toBe(JSON.stringify(assess(make())));
  });
});

describe('time', () => {
  /** Rows of two parts under totals; `off` is what is wrong in each row and in the sum of each column. */
  function rowsOf(count: number, off: string): Report {
    const total = new Decimal('3.30').plus(off).toFixed(2);
    const rows = Array.from({ length: count }, (_, index) => `项${index} <合计 | ${total} | 1.10 | 2.20 | 0.10`);
    const sums = ['3.30', '1.10', '2.20', '0.10'].map((part) => new Decimal(part).times(count).plus(off).plus(1));
    return reportOf(
      form('generic', ['项目 | 合计 | 甲 <合计 | 乙 <合计 | 丙', ...rows, ['合计', ...sums].join(' | ')].join('\n')),
    );
  }

  it.each([
    ['2,500 rows that tie under totals that do not', rowsOf(2500, '0.00'), 2505, 5],
    ['300 rows none of which ties', rowsOf(300, '0.07'), 305, 305],
  ])('is no square of the number of facts: %s', (_name, report, relations, failing) => {
    const start = process.cpuUsage().user;
    const { checks, findings } = assess(report);
    expect(checks).toHaveLength(relations);
    expect(findings).toHaveLength(failing);
    expect((process.cpuUsage().user - start) / 1e6).toBeLessThan(10);
  });
});
