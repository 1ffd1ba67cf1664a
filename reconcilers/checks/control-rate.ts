import type { CheckRule, Relation } from '../check.js';
import { quotient } from '../expression.js';
import { factsTold } from '../facts-told.js';
import { Ledger } from '../ledger.js';
import { near } from '../neighbours.js';
import { equation } from '../phrase.js';

export const check: CheckRule = {
  id: 'control-rate',
  class: 'ratio',
  title: { zh: '财政供养人员控制率', en: 'Staff control rate' },
  about: {
    zh: '控制率 = 实际在职人数 ÷ 编制数。',
    en: 'Control rate = persons in post ÷ posts authorised.',
  },
  examples: [
    {
      title: { zh: '控制率相符', en: 'The rate follows' },
      text: [
        '基础数据表',
        '| 财政供养人员情况（人） | 编制数 | 2023年实际在职人数 | 控制率 |',
        '| | 80 | 70 | 87.5% |',
      ].join('\n'),
      outcome: 'holds',
    },
    {
      title: { zh: '控制率颠倒了数字', en: 'Digits swapped in the rate' },
      text: [
        '基础数据表',
        '| 财政供养人员情况（人） | 编制数 | 2023年实际在职人数 | 控制率 |',
        '| | 80 | 70 | 78.5% |',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const around = near(ledger);
    const relations: Relation[] = [];
    for (const rate of factsTold(report, 'staff.controlRate')) {
      const close = around(rate);
      const authorized = close.filter((fact) => fact.concept === 'staff.authorized');
      for (const actual of close.filter((fact) => fact.concept === 'staff.actual')) {
        for (const posts of authorized) {
          relations.push({
            rule: 'control-rate',
            key: `${ledger.meaning(rate)}:${ledger.meaning(actual)}/${ledger.meaning(posts)}`,
            subject: equation(ledger.label(rate), `${ledger.label(actual)} ÷ ${ledger.label(posts)}`),
            stated: rate.id,
            formula: quotient(actual, posts),
            comparison: 'equal',
            exact: false,
            roles: { [actual.id]: 'numerator', [posts.id]: 'denominator' },
            group: `control-rate:${rate.id}`,
          });
        }
      }
    }
    return relations;
  },
};
