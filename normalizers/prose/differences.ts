import type { Mention } from './reading.js';
import type { Add } from './add.js';

/** 总收入A，总支出B，结余C in one sentence. */
export function addSurplus(mentions: readonly Mention[], add: Add): void {
  for (const [index, surplus] of mentions.entries()) {
    if (
      surplus.family !== 'money' ||
      !/(?:当期|当年|本年|收支)?结余$/u.test(surplus.fact.label) ||
      /累计|滚存|上年|年初/u.test(surplus.fact.label)
    )
      continue;
    const near = mentions.slice(Math.max(0, index - 6), index);
    const prefix = surplus.fact.label.replace(/(?:当期|当年|本年|收支)?结余$/u, '');
    const of = (word: string): Mention | undefined =>
      near.findLast(
        (each) =>
          each.family === 'money' &&
          each.fact.label.startsWith(prefix) &&
          each.fact.label.endsWith(word) &&
          each.fact.period === surplus.fact.period,
      );
    const [income, spent] = [of('收入'), of('支出')];
    if (income && spent) add('difference', surplus.fact, [income.fact, spent.fact]);
  }
}
