import type { Report, Statement } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { sum } from '../expression.js';
import { Ledger } from '../ledger.js';
import { testRelation } from '../relation-test.js';
import { statementRelations } from '../statements.js';

export const check: CheckRule = {
  id: 'statement-count',
  class: 'count',
  title: { zh: '项数与清单', en: 'A count and the list that follows' },
  about: {
    zh: '“项目N个，具体为：……”后面列出的项数应等于N；余、约、以上不算准数。',
    en: 'The number of items listed after N个项目，具体为 is N; 余, 约 and 以上 are no exact counts.',
  },
  examples: [
    {
      title: { zh: '少列一项', en: 'One item short' },
      text: '项目支出60.00万元，其中项目3个，具体支出为：培训项目35.00万元；招聘项目25.00万元。',
      outcome: 'fails',
    },
  ],
  relations: (report) => [
    ...statementRelations(report, 'statement-count', ['count'], (statement, _stated, operands) => {
      const listed = statement.members?.length ?? operands.length;
      return [
        {
          formula: { op: 'constant', value: String(listed) },
          words: `${listed}（清单项数）`,
          comparison: statement.complete ? 'equal' : 'atLeast',
          exact: true,
          others: operands.map((one) => one.id),
          // Words between commas are counted by their look; amounts are counted surely.
          ...(statement.members ? { severity: 'suspicious' as const } : {}),
        },
      ];
    }),
    ...countedLists(report),
  ],
};

/** 项目支出A，其中项目N个，具体支出为： with the items in the paragraphs below: the list of the parts is what N counts. */
function countedLists(report: Report): Relation[] {
  const ledger = Ledger.of(report);
  const counted = new Set(report.statements.flatMap(({ kind, stated }) => (kind === 'count' ? [stated] : [])));
  return report.statements.flatMap((statement): Relation[] => {
    if (statement.kind !== 'parts' || statement.operands.length < 2) return [];
    const there = ledger.passageOf(statement.stated)?.facts ?? [];
    if (statement.operands.some((id) => there.includes(id))) return [];
    if (!statement.complete && !addsUp(statement, ledger)) return [];
    const [number, ...more] = there
      .slice(there.indexOf(statement.stated) + 1)
      .flatMap((id) => ledger.fact(id) ?? [])
      .filter((one) => /^[个项]$/u.test(one.unit) && /项目/u.test(one.label) && !one.bound && !counted.has(one.id));
    if (!number || more.length > 0) return [];
    const listed = statement.operands.length;
    const words = `${ledger.label(number)} = ${listed}（清单项数）`;
    return [
      {
        rule: 'statement-count',
        key: `list:${ledger.meaning(number)}`,
        subject: { zh: words, en: words },
        stated: number.id,
        formula: { op: 'constant', value: String(listed) },
        comparison: 'equal',
        exact: true,
        others: statement.operands,
      },
    ];
  });
}

/** 其中 promises no whole list, but one that adds up to its total is whole. */
function addsUp({ stated, operands }: Statement, ledger: Ledger): boolean {
  const { outcome } = testRelation(
    {
      rule: '',
      key: '',
      subject: { zh: '', en: '' },
      stated,
      formula: sum(operands),
      comparison: 'equal',
      exact: false,
    },
    ledger.fact,
  );
  return outcome === 'holds' || outcome === 'rounding';
}
