import { Decimal, squeeze } from '../../schemas/index.js';
import type { Add } from './add.js';
import type { Mention } from './reading.js';
import { isAlike, isPlain } from './ties.js';

/** A running total with what it is made of: the one before it (or the first figure) and what came since. */
type Link = readonly [sum: Mention, before: Mention, since: Mention];

/** 一季度支出336万元；二季度支出462万元，累计支出798万元；三季度支出386万元，累计支出1184万元. */
export function addRunningSums(mentions: readonly Mention[], add: Add): void {
  const links: Link[] = [];
  let last: Mention | undefined;
  let since: Mention[] = [];
  // Two links take five figures.
  if (mentions.length < 5) return;
  for (const mention of mentions) {
    if (!isPlain(mention) || mention.family !== 'money') continue;
    if (!mention.head.includes('累') || !RUNNING.test(squeeze(mention.head))) {
      since.push(mention);
      continue;
    }
    const [first, second] = last ? [last, ...since] : since;
    const alone = since.length === (last ? 1 : 2);
    if (first && second && alone && isAlike(first, mention) && isAlike(second, mention))
      links.push([mention, first, second]);
    last = mention;
    since = [];
  }
  // One may be of other years, too; several of which one ties are what they are called.
  if (links.length < 2 || !links.some(ties)) return;
  for (const [sum, before, more] of links) add('parts', sum.fact, [before.fact, more.fact]);
}

const RUNNING = /^(?:全年|截至.{0,8})?累计(?:支出|收入|完成|拨付|支付|投入|发放|到位)?$/u;

function ties([sum, before, since]: Link): boolean {
  return new Decimal(before.fact.value).plus(since.fact.value).eq(sum.fact.value);
}
