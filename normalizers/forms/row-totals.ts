import type { Line } from '../../schemas/index.js';
import type { Blocks } from './blocks.js';
import { tiesAt, type Values } from './carried.js';
import { mayBePart, skipsLevel } from './row-concepts.js';
import type { RowItem } from './row-items.js';

/** 小计 sums its block, 合计 the 小计s and what is in none, 总计 the 合计s; a summary row may stand first or last. */
export function relateTotals(
  lines: Line[],
  items: readonly RowItem[],
  blocks: Blocks,
  values: Values,
  heads: Set<number>,
): void {
  const free = (item: RowItem) =>
    lines[item.row]!.partOf === null && (item.kind === 'figure' || item.kind === 'total') && item.label !== '';
  const start = items[0]?.row ?? 0;
  // 一、农业类小计 at the top heads the lines below it, and so do the others.
  const heading = items.find((item) => item.kind === 'figure' || item.kind === 'total')?.total === 'sub';
  for (const rank of ['sub', 'plain', 'grand'] as const) {
    const totals = items.filter((item) => item.total === rank && free(item));
    for (const [at, total] of totals.entries()) {
      if (heads.has(total.row)) continue;
      const span = rank === 'sub' && !heading ? blocks.at(total.row) : undefined;
      const above = rank === 'sub' && heading ? total.row : (totals[at - 1]?.row ?? -1) + 1;
      const from = Math.max(above, span?.first ?? 0, start);
      const to = Math.min((totals[at + 1]?.row ?? Infinity) - 1, span?.last ?? Infinity, start + items.length - 1);
      const candidates = items
        .slice(from - start, to - start + 1)
        .filter(
          (item) =>
            item !== total &&
            free(item) &&
            !leavesOut(total.omits, item.bare) &&
            !reaches(lines, total.row, item.row) &&
            below(item, rank),
        );
      const before = candidates.filter((item) => item.row < total.row).reverse();
      const after = candidates.filter((item) => item.row > total.row);
      const parts = sided(lines, total, before, after, values);
      if (parts.length === 0 || (isQuantity(total) && !tiesOf(lines, total, parts, values))) continue;
      for (const part of parts) lines[part.row]!.partOf = total.row;
      lines[total.row]!.parts = 'complete';
      heads.add(total.row);
    }
  }
}

/**
 * A total closes what stands above it, or, with nothing above, opens what stands below. Between two lists it may be of
 * either or of both (小计, 合计, 小计): as more of its figures tie, and of what is above where none do.
 */
function sided(lines: readonly Line[], total: RowItem, before: RowItem[], after: RowItem[], values: Values): RowItem[] {
  const above = comparable(total, before);
  if (before.length === 0) return comparable(total, after);
  const below = comparable(total, after);
  if (below.length === 0) return above;
  const ties = (parts: RowItem[]) => tiesOf(lines, total, parts, values);
  const lists = [above, [...above, ...below], below];
  let best = above;
  for (const list of lists) if (list.length > 0 && ties(list) > ties(best)) best = list;
  return best;
}

function tiesOf(lines: readonly Line[], total: RowItem, parts: readonly RowItem[], values: Values): number {
  return tiesAt(
    lines[total.row]!,
    parts.map((part) => lines[part.row]!),
    values,
  );
}

/** 利润总额, 资产总额 are names of quantities: only figures that tie make sums of them. */
function isQuantity({ bare, concept }: RowItem): boolean {
  return (
    concept === undefined &&
    /\p{Script=Han}{2}总[额数]$/u.test(bare) &&
    !/^(?:资金|支出|收入|预算|经费|本年|项目)/u.test(bare)
  );
}

/** 基建 leaves out 基建经费. */
export function leavesOut(omits: string, name: string): boolean {
  return omits !== '' && (name.includes(omits) || (name.length > 1 && omits.includes(name)));
}

/** A total takes lines and lower totals. */
function below(item: RowItem, rank: 'sub' | 'plain' | 'grand'): boolean {
  if (item.kind !== 'total') return true;
  if (rank === 'sub') return false;
  return rank === 'plain' ? item.total === 'sub' : item.total !== 'grand';
}

/** A named total (三公经费合计) takes lines, nearest first, until one that is known to be something else. */
function comparable(total: RowItem, parts: RowItem[]): RowItem[] {
  const whole = total.concept;
  if (!whole) return parts;
  // What is carried out may be in a 支出总计 or not: sums decide that later.
  const own = total.total === 'grand' ? parts.filter((part) => part.concept !== 'balance.current') : parts;
  const foreign = own.findIndex((part) => !mayBePart(part, whole) && !skipsLevel(part, whole, own));
  return foreign < 0 ? own : own.slice(0, foreign);
}

function reaches(lines: Line[], from: number, to: number): boolean {
  for (let at: number | null = from; at !== null; at = lines[at]?.partOf ?? null) if (at === to) return true;
  return false;
}
