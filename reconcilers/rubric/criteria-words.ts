import type { Decimal } from '../../schemas/index.js';

/** Criteria that say in words on which side of the budget, or of last year, x lies. The first that fits decides. */
const SIDES: readonly (readonly [words: RegExp, side: 'above' | 'within' | 'at' | 'below', limit: number])[] = [
  [
    /(?:未|不|没有|无)超(?:出|过)?(?:支|预算|年初预算|标准|计划)|(?:控制在)?预算(?:范围|额度|金额|总额)?(?:之)?内/u,
    'within',
    100,
  ],
  [/超(?:出|过)?(?:支|预算|年初预算)/u, 'above', 100],
  [/^持平的?$/u, 'at', 0],
  [/^(?:有所)?(?:下降|减少|降低)的?$/u, 'below', 0],
  [/只减不增|零增长|负增长|不增长|(?:未|没有)(?:增长|增加|上升)|不高于上年|下降|减少|持平/u, 'within', 0],
  [/较?上年(?:有所)?(?:增长|增加|上升)|^(?:有所)?(?:增长|增加|上升)的?$/u, 'above', 0],
];

/** Whether x (percent of the budget, or change in percent) meets a criterion in words; undefined where it tells no side. */
export function metBy(text: string, x: Decimal): boolean | undefined {
  const [, side, limit] = SIDES.find(([words]) => words.test(text)) ?? [];
  if (limit === undefined) return undefined;
  if (side === 'at') return x.eq(limit);
  if (side === 'below') return x.lt(limit);
  return side === 'within' ? x.lte(limit) : x.gt(limit);
}

/** Whether a criterion tells a side of x in words. */
export const tellsSide = (text: string): boolean => SIDES.some(([words]) => words.test(text));

/** Whether a criterion speaks of a change since last year, which no level is: 持平, 较上年提高. */
export const tellsChange = (text: string): boolean =>
  /上年|同比|持平/u.test(text) || SIDES.some(([words, , limit]) => limit === 0 && words.test(text));
