import { Decimal, type Fact } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { fact } from '../expression.js';
import { Ledger } from '../ledger.js';
import { lineAt } from '../neighbours.js';
import { equation } from '../phrase.js';

export const check: CheckRule = {
  id: 'score-deducted',
  class: 'score',
  title: { zh: '分值、扣分与得分', en: 'Weight, deduction and score' },
  about: {
    zh: '评分表另有扣分一栏时，得分 = 分值 − 扣分，逐行核对；多数行不符（扣分另有含义）时不核对。',
    en: 'Where a score sheet prints what is taken off, the score of a line is its weight less that. Where most lines do not tie, the column means something else and nothing is checked.',
  },
  examples: [
    {
      title: { zh: '一行的扣分与得分不符', en: 'One line in which they differ' },
      text: [
        '部门整体支出绩效评价评分表',
        '| 评价指标 | 分值 | 扣分 | 得分 |',
        '| 目标设定 | 20 | 1 | 19 |',
        '| 预算执行 | 30 | 2 | 27 |',
        '| 履职产出 | 30 | 0 | 30 |',
        '| 履职效果 | 20 | 1.5 | 18.5 |',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    return report.tables.flatMap((table) => {
      if (!table.columns.some(({ label }) => DEDUCTED.test(label))) return [];
      const lines = table.rows.flatMap((row) => {
        const facts = [...lineAt(report, table.id, row.index).values()].filter(({ unit }) => unit === '分');
        const score = facts.find((one) => isPoints(one) && one.stage === 'actual');
        // The weight of the section that begins in this row is another.
        const weight = facts.find((one) => one.stage === 'target' && one.concept === score?.concept);
        const off = facts.find((one) => !isPoints(one));
        return weight && score && off ? [{ weight, score, off }] : [];
      });
      const tied = lines.filter(({ weight, score, off }) =>
        new Decimal(weight.value).minus(new Decimal(off.value).abs()).eq(score.value),
      );
      if (tied.length < 2 || tied.length * 2 <= lines.length) return [];
      return lines.map(({ weight, score, off }): Relation => ({
        rule: 'score-deducted',
        key: `${ledger.tableName(table.id)}:${ledger.meaning(score)}`,
        subject: equation(ledger.label(score), `${ledger.label(weight)} − ${ledger.label(off)}`),
        stated: score.id,
        formula: {
          op: 'subtract',
          left: fact(weight),
          right: off.value.startsWith('-') ? { op: 'absolute', of: fact(off) } : fact(off),
        },
        comparison: 'equal',
        exact: true,
      }));
    });
  },
};

const DEDUCTED = /^(?:自评)?(?:扣分|扣减分)(?:值|数|分值|合计)?$/u;

function isPoints({ concept }: Fact): boolean {
  return concept.startsWith('score.');
}
