import { foldWidth, type Indicator, type Report } from '../../schemas/index.js';
import type { Bound } from './bind.js';
import { shareOf, type Goal } from './goal.js';

/** A rule that a note tells for all lines with a figure for their goal, as printed. */
export interface Note {
  text: string;
  /** Whether it tells, too, what a line gets whose figure should be low and is not. */
  inverse: boolean;
}

const GIVES = '(?:计分|得分|记分|给分|评分|赋分|计算得分|确定得分)';
/** 完成指标值的得满分；未完成的，按完成值与指标值的比例计分 */
const COMPLETED = new RegExp(
  `(?:完成|达到)[^。;,]{0,12},?(?:得|计|记)(?:满分|全分|该指标所赋全部分值)[;,。](?:未|没有)(?:完成|达到)[^。;]{0,20}(?:比例|比率|百分比)[^。;]{0,12}?${GIVES}`,
  'u',
);
/** 若为正向指标，得分=全年实际值（B）/年度指标值（A）×该指标分值 */
const DIRECTED =
  /正向指标[^。;]{0,30}得分[^。;]{0,12}(?:实际|完成)[^。;/]{0,8}\/[^。;]{0,6}指标值[^。;]{0,4}[×*](?:该)?(?:指标)?(?:分值|权重)/u;

/** Where a figure is far beyond its goal the goal is doubted, and points may be taken off for that. */
const FAR_BEYOND = 130;

/** The note under or above a sheet, or in one of its own rows; undefined where no line waits for one. */
export function findNote({ indicators, passages, tables }: Report): Note | undefined {
  const waiting = new Set(indicators.flatMap(({ rule, target, table }) => (rule === '' && target !== '' ? table : [])));
  if (waiting.size === 0) return undefined;
  for (const { text } of passages) {
    const note = noteIn(text);
    if (note) return note;
  }
  for (const { id, cells } of tables) {
    if (!waiting.has(id)) continue;
    for (const { text } of cells) {
      const note = text.length > SHORTEST ? noteIn(text) : undefined;
      if (note) return note;
    }
  }
  return undefined;
}

const SHORTEST = 20;

function noteIn(text: string): Note | undefined {
  if (!/比例|比率|百分比|正向指标/u.test(text)) return undefined;
  const folded = foldWidth(text).replace(/\s/gu, '').replace(/[÷]/gu, '/');
  const directed = DIRECTED.exec(folded)?.[0];
  const told = directed ?? COMPLETED.exec(folded)?.[0];
  return told === undefined ? undefined : { text: told, inverse: directed !== undefined };
}

/** How much of its goal a line has reached, in percent, where the note speaks of it. */
export function bindNote({ inverse }: Note, { level3, level2, level1 }: Indicator, goal: Goal): Bound | undefined {
  const share = shareOf(goal);
  if (!share || (goal.side === 'atLeast' && share.gt(FAR_BEYOND))) return undefined;
  if (goal.side === 'atMost' && share.lt(100) && !inverse) return undefined;
  return { name: 'x', label: level3 || level2 || level1, value: share, low: share, high: share, facts: [] };
}
