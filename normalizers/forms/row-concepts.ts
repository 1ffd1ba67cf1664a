import { addUnder } from '../../schemas/index.js';
import type { Concept, Line } from '../../schemas/index.js';
import { familyOf } from '../vocabulary/lookup.js';
import type { Block, Blocks } from './blocks.js';
import type { RowItem } from './row-items.js';
import { isWithin, wholesOf } from './wholes.js';

/** 支出合计, 基本支出, 项目支出 one under the other: by what the concepts are parts of, within a block. */
export function relateConcepts(lines: Line[], items: readonly RowItem[], blocks: Blocks): void {
  const named = new Map<Block, Map<Concept, RowItem[]>>();
  const grands = new Map<Block, RowItem[]>();
  for (const item of items) {
    const block = blocks.at(item.row);
    if (!block) continue;
    if (item.total === 'grand') grands.set(block, [...(grands.get(block) ?? []), item]);
    if (!item.concept) continue;
    const concepts = named.get(block) ?? new Map<Concept, RowItem[]>();
    named.set(block, concepts);
    addUnder(concepts, item.concept, item);
  }
  for (const item of items) {
    const line = lines[item.row]!;
    const block = blocks.at(item.row);
    if (line.partOf !== null || !item.concept || !block) continue;
    // What is carried in is added to 本年收入 by a 总计, where there is one.
    if (item.concept === 'income.carriedIn' && grands.get(block)?.some((other) => other !== item)) continue;
    for (const whole of wholesOf(item.concept)) {
      const parent = nearest(lines, item, named.get(block)?.get(whole) ?? []);
      if (!parent) continue;
      line.partOf = parent.row;
      break;
    }
  }
}

/** The next line above, else below, that is not itself a part of this one. */
function nearest(lines: readonly Line[], item: RowItem, candidates: readonly RowItem[]): RowItem | undefined {
  const free = (other: RowItem) => other !== item && lines[other.row]!.partOf !== item.row;
  let below = 0;
  let end = candidates.length;
  while (below < end) {
    const middle = (below + end) >> 1;
    if (candidates[middle]!.row <= item.row) below = middle + 1;
    else end = middle;
  }
  for (let at = below - 1; at >= 0; at--) if (free(candidates[at]!)) return candidates[at];
  for (let at = below; at < candidates.length; at++) if (free(candidates[at]!)) return candidates[at];
  return undefined;
}

/**
 * 本年收入合计 under the lines that it sums: contiguous lines right above that can be its parts, known by name or not.
 * `heads` are the lines that have parts already.
 */
export function relateAbove(lines: Line[], items: readonly RowItem[], at: number, heads: Set<number>): void {
  const total = items[at]!;
  const whole = total.concept;
  if (!whole || heads.has(total.row)) return;
  for (let next = at + 1; next < items.length; next++) {
    const item = items[next]!;
    if (item.concept && item.concept !== 'income.carriedIn' && wholesOf(item.concept).includes(whole)) return;
    if (item.kind === 'total') break;
  }
  const parts: RowItem[] = [];
  for (let above = at - 1; above >= 0; above--) {
    const item = items[above]!;
    if (item.kind === 'blank' || item.label === '' || lines[item.row]!.partOf !== null) continue;
    const fits = mayBePart(item, whole) || skipsLevel(item, whole, items);
    if (item.kind !== 'figure' || !fits || item.concept === 'income.carriedIn') break;
    parts.push(item);
  }
  if (parts.length < 2) return;
  for (const part of parts) lines[part.row]!.partOf = total.row;
  lines[total.row]!.parts = 'complete';
  heads.add(total.row);
}

/** Could a line be a part of that whole: by its concept, or, unnamed, by the word it ends with? */
export function mayBePart(item: RowItem, whole: Concept): boolean {
  if (item.concept) return wholesOf(item.concept).includes(whole) || item.concept === whole;
  const family = familyOf(whole);
  // 年初预算 above 支出合计 is what was planned, and none of what was spent.
  if (BUDGET_ALONE.test(item.bare)) return false;
  if (INCOME_WORD.test(item.bare)) return family === 'income';
  return !/(?:支出|费|经费)$/u.test(item.bare) || family === 'expenditure' || family === 'threePublic';
}

/** 工资福利支出, 项目支出, 支出合计: where no line tells the basic expenditure, its parts are of the total. */
export function skipsLevel({ concept }: RowItem, whole: Concept, parts: readonly RowItem[]): boolean {
  if (!concept || !isWithin(concept, whole)) return false;
  const between = wholesOf(concept);
  return !parts.some((part) => part.concept && between.includes(part.concept));
}

const BUDGET_ALONE =
  /^(?:年初|全年|年末|最终|调整后?的?|追加|部门|支出|收入|批复|总)*预算(?:批复|安排|调整|追加)?(?:数|总?额)?$|^(?:预算|年中)?(?:追加|调整|调增|调减)(?:数|额|金额)?$/u;
const INCOME_WORD = /(?:收入|拨款|拨入|上缴|补助收入)$/u;
