import type { CheckRule, Relation } from '../check.js';
import { fact } from '../expression.js';
import { factsTold } from '../facts-told.js';
import { Ledger } from '../ledger.js';
import { near } from '../neighbours.js';
import { comparison } from '../phrase.js';

export const check: CheckRule = {
  id: 'staff-posts',
  class: 'claim',
  title: { zh: '实有人数与编制', en: 'Persons and posts' },
  about: {
    zh: '同一处所印的实有（在职）人数一般不超过编制数；超编不是算错，只提示。',
    en: 'The persons in post that are printed beside the posts authorised are usually no more than these; more is no error of arithmetic and only pointed out.',
  },
  examples: [
    {
      title: { zh: '在编制以内', en: 'Within the posts' },
      text: [
        '基础数据表',
        '| 财政供养人员情况（人） | 编制数 | 2023年实际在职人数 | 控制率 |',
        '| | 80 | 70 | 87.5% |',
      ].join('\n'),
      outcome: 'holds',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const around = near(ledger);
    return factsTold(report, 'staff.actual').flatMap((actual): Relation[] => {
      if (actual.bound) return [];
      const posts = around(actual).filter((one) => one.concept === 'staff.authorized');
      const [authorized] = posts;
      if (!authorized || posts.length > 1) return [];
      return [
        {
          rule: 'staff-posts',
          key: `${ledger.meaning(actual)}:${ledger.meaning(authorized)}`,
          subject: comparison(ledger.label(actual), '≤', {
            zh: ledger.label(authorized),
            en: ledger.label(authorized),
          }),
          stated: actual.id,
          formula: fact(authorized),
          comparison: 'atMost',
          exact: true,
          roles: { [authorized.id]: 'bound' },
          severity: 'suspicious',
        },
      ];
    });
  },
};
