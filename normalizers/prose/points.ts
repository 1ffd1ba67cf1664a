import type { Add } from './add.js';
import type { Mention } from './reading.js';

/** 执行率97.83%，较上年97.10%提高0.73个百分点; 由71.2%提高到71.6%，提高0.4个百分点: the difference of the two rates before it. */
export function addPoints(mentions: readonly Mention[], add: Add): void {
  for (let index = 2; index < mentions.length; index++) {
    const { family, between, fact, range } = mentions[index]!;
    if (family !== 'point' || range || fact.bound || !MOVED.test(between)) continue;
    const [now, base] = [mentions[index - 2]!, mentions[index - 1]!];
    if (!isRate(now) || !isRate(base) || now.fact.stage === 'change') continue;
    const less = LESS.test(between);
    const [later, earlier] = COMPARED.test(base.between)
      ? [now, base]
      : FROM.test(now.head) && REACHED.test(base.between)
        ? [base, now]
        : [];
    if (!later || !earlier) continue;
    const [above, below] = less ? [earlier, later] : [later, earlier];
    add('difference', fact, [above.fact, below.fact]);
  }
}

const MOVED = /^[\s,，]*(?:了|则|也|实际)?(?:提高|上升|增加|增长|高出?|提升|下降|降低|减少|回落|低|压减)了?\s*$/u;
const LESS = /下降|降低|减少|回落|低|压减/u;
const COMPARED = /^[\s,，]*(?:较|比|同|与)[^,，。；;]{1,14}$/u;
const FROM = /(?:由|从)[^,，。；;]{0,10}$/u;
const REACHED = /(?:提高|上升|增加|提升|下降|降低|减少|回落|降)(?:到|至|为)\s*$/u;

function isRate({ family, range, fact }: Mention): boolean {
  return family === 'percent' && !range && !fact.bound;
}
