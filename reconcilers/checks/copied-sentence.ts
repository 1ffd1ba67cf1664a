import { Decimal } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { copiedSentences } from '../copies.js';
import { fact } from '../expression.js';
import { Ledger } from '../ledger.js';
import { comparison } from '../phrase.js';
import { slipBetween } from '../slips.js';

export const check: CheckRule = {
  id: 'copied-sentence',
  class: 'same',
  title: { zh: '重复的句子', en: 'A sentence that is printed twice' },
  about: {
    zh: '同一句话在报告中出现两次（如概况和成效中），逐个比对其中的数字；只差一两位数字的报为不符，差别更大的请人工看。年份不同的句子不算重复。',
    en: 'Where one sentence stands twice in a report, its figures are compared one by one: a difference of a digit or two is a discrepancy, a greater one worth a look. Sentences of different years are no copies.',
  },
  examples: [
    {
      title: { zh: '抄写时两位数字颠倒', en: 'Two digits swapped in the copy' },
      text: [
        '按时拨付离退休干部活动经费和党支部工作经费62.76万元，上半年发放394人，下半年发放385人。',
        '',
        '按时拨付离退休干部活动经费和党支部工作经费62.76万元，上半年发放934人，下半年发放385人。',
      ].join('\n'),
      outcome: 'fails',
    },
    {
      title: { zh: '年份不同的句子不是重复', en: 'Another year is no copy' },
      text: [
        '2023年全年开展档案业务培训和专题讲座共计48场次，参训人员1394人。',
        '',
        '2022年全年开展档案业务培训和专题讲座共计36场次，参训人员1105人。',
      ].join('\n'),
      outcome: 'silent',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    return copiedSentences(report).flatMap(([first, second]) =>
      (SCORING.test(second.text) ? [] : second.facts).flatMap((stated, index): Relation[] => {
        const other = first.facts[index];
        if (!other || other.period !== stated.period || other.value === '' || stated.concept.startsWith('score.'))
          return [];
        const slip = other.value !== stated.value && slipBetween(stated, new Decimal(other.value));
        const same = other.value === stated.value;
        return [
          {
            rule: 'copied-sentence',
            key: `${first.text}#${index}`,
            subject: comparison(ledger.label(stated), '=', {
              zh: `前文${ledger.label(other)}`,
              en: `${ledger.label(other)} in the earlier copy`,
            }),
            stated: stated.id,
            formula: fact(other),
            comparison: 'equal',
            exact: stated.unit === other.unit,
            roles: { [other.id]: 'other' },
            severity: same || slip ? 'discrepancy' : 'suspicious',
          },
        ];
      }),
    );
  },
};

/** 工作扎实的得5分，否则酌情扣分: the same rule for other points is no copy. */
const SCORING = /[得计扣加减][#\d.]*分(?!之).*(?:酌情|否则|扣完为止|不得分|不扣分)|每.{1,20}扣[#\d.]*分/u;
