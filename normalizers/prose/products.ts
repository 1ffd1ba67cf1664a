import type { Mention } from './reading.js';
import type { Add } from './add.js';

/** 30人，每人每年100元，共3000元. */
export function addProduct(mentions: readonly Mention[], index: number, add: Add): void {
  const total = mentions[index]!;
  if (total.family !== 'money' || !/(?:共计|合计|共|总计|计)[^，。；]{0,8}$/u.test(total.head)) return;
  const back = mentions.slice(Math.max(0, index - 3), index);
  const rate = back.find(
    (each) =>
      /^(?:按)?.{0,12}(?:每人|人均|每户)(?:每年|每次)?(?:补助|补贴|发放|标准)?(?:为)?$/u.test(each.head.trim()) ||
      /^元[/每](?:人|户)(?:[/·]年)?$/u.test(each.fact.unit),
  );
  const heads = back.find((each) => each.family === 'count' && /人|户|名/u.test(each.fact.unit));
  if (rate && heads && !rate.fact.bound && !heads.fact.bound && !/月/u.test(rate.head))
    add('product', total.fact, [heads.fact, rate.fact]);
}
