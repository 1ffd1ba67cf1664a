import type { CheckRule } from '../check.js';
import { quotient } from '../expression.js';
import { Ledger } from '../ledger.js';
import { statementRelations } from '../statements.js';

export const check: CheckRule = {
  id: 'statement-rate',
  class: 'ratio',
  title: { zh: '文字中的完成率、占比', en: 'A rate or share in a sentence' },
  about: {
    zh: '“完成A，完成目标B的P%”“A，占总额B的P%”“执行率P%”：P应等于A÷B，四舍五入或截尾都算相符。',
    en: 'In sentences that give a figure, what it is measured by and the percentage, the percentage is their quotient; rounding and truncation both pass.',
  },
  examples: [
    {
      title: { zh: '完成率相符', en: 'The rate follows' },
      text: '城镇新增就业960人，完成目标任务900人的106.67%。',
      outcome: 'holds',
    },
    {
      title: { zh: '完成率算错', en: 'A wrong rate' },
      text: '城镇新增就业960人，完成目标任务900人的160.67%。',
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const together = (a: string, b: string) =>
      ledger.passageOf(a) !== undefined && ledger.passageOf(a) === ledger.passageOf(b);
    return statementRelations(
      report,
      'statement-rate',
      ['ratio', 'share', 'completion'],
      (statement, stated, operands) => {
        const [numerator, denominator] = operands;
        if (!numerator || !denominator || operands.length > 2) return [];
        // A goal that is printed elsewhere may be another goal (of the city, of the year before).
        const far = statement.kind === 'completion' && !together(stated.id, denominator.id);
        return [
          {
            // 调减10万元，调整率5%: the rate is told by its size.
            formula:
              numerator.value.startsWith('-') && !stated.value.startsWith('-')
                ? { op: 'absolute', of: quotient(numerator, denominator) }
                : quotient(numerator, denominator),
            words: `${numerator.label} ÷ ${denominator.label}`,
            roles: { [numerator.id]: 'numerator', [denominator.id]: 'denominator' },
            ...(far ? { severity: 'suspicious' as const } : {}),
          },
        ];
      },
    );
  },
};
