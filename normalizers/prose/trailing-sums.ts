import { Decimal, squeeze } from '../../schemas/index.js';
import { TRAILING_SUM } from '../vocabulary/prose.js';
import type { Mention } from './reading.js';
import type { Add } from './add.js';

/** 甲5万元，乙4万元，合计9万元: the figures before it that it adds up, where their number is told or they tie. */
export function addTrailingSums(mentions: readonly Mention[], add: Add): void {
  for (const [index, total] of mentions.entries()) {
    const told = TRAILING_SUM.exec(squeeze(total.head));
    if (!told || !['money', 'count'].includes(total.family)) continue;
    const before = mentions.slice(Math.max(0, index - 30), index).filter((each) => each.family === total.family);
    const start = before.findLastIndex(
      (each) => each.fact.unit !== total.fact.unit || each.fact.stage === 'change' || each.base || each.range,
    );
    const items = before.slice(start + 1);
    const number = told[1] ? ' 一二三四五六七八九十'.indexOf(told[1] === '两' ? '二' : told[1]) : 0;
    const chosen = number > 1 ? items.slice(-number) : tying(items, total);
    if (chosen.length < 2 || (number > 1 && chosen.length !== number)) continue;
    add(
      'parts',
      total.fact,
      chosen.map((item) => item.fact),
    );
    if (total.fact.concept === 'unnamed') total.fact.label = '合计';
  }
}

function tying(items: readonly Mention[], total: Mention): Mention[] {
  let sum = new Decimal(0);
  for (let at = items.length - 1; at >= 0; at--) {
    sum = sum.plus(items[at]!.fact.value);
    if (at < items.length - 1 && sum.eq(total.fact.value)) return items.slice(at);
  }
  return [];
}
