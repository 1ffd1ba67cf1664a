import { familyLike, type Nest } from './nest.js';
import type { RowItem } from './row-items.js';
import { isWithin, wholesOf } from './wholes.js';

/**
 * Indentation is no sign: some formats keep it, some lose it, and centred labels have it without meaning.
 *
 * Which row is nested under which by 其中 and by numbers: row → its nest.
 */
export function nestItems(items: RowItem[]): Map<number, Nest> {
  const nested = new Map<number, Nest>();
  let stack: Nest[] = [];
  let previous: RowItem | undefined;
  /** The lists that lines without a number broke off. */
  let left: Nest[] = [];
  const byRow = new Map(items.map((item) => [item.row, item]));
  let outer = '';
  for (const item of items) {
    if (item.outer.join('/') !== outer) {
      stack = [];
      previous = undefined;
      outer = item.outer.join('/');
    }
    if (item.kind === 'blank') continue;
    if (
      item.kind === 'note' ||
      item.kind === 'caption' ||
      (item.kind === 'total' && !item.bracketed && !item.number && !item.concept)
    ) {
      stack = [];
      previous = item.kind === 'total' ? item : undefined;
      continue;
    }
    if (item.kind === 'bracket') {
      if (previous) stack.push({ parent: previous.row, via: 'bracket', complete: false });
      continue;
    }
    const before = stack;
    stack = leave(stack, item, byRow);
    if (item.number) {
      const again = resumed(left, item, stack);
      if (again) stack = again;
    }
    left = item.number ? stack : before.length > stack.length ? before : left;
    if (item.bracketed && previous && opensBracket(stack, item, previous)) {
      stack.push({ parent: previous.row, via: 'bracket', complete: false });
    } else if (item.number && previous && opensNumbers(stack, item, previous)) {
      stack.push({ parent: previous.row, via: 'number', complete: true, style: item.number.style });
    }
    const top = stack.at(-1);
    if (top) {
      if (top.style === undefined && top.via === 'bracket' && item.number) top.style = item.number.style;
      if (item.number?.style === top.style && item.number) top.last = ordinalOf(item.number.ordinal);
      nested.set(item.row, top);
    }
    previous = item;
  }
  return nested;
}

/** 其中 under a line that is already open goes on with that line's list. */
function opensBracket(stack: Nest[], item: RowItem, previous: RowItem): boolean {
  const top = stack.at(-1);
  if (top?.via === 'bracket' && top.parent === previous.row) return false;
  return previous.kind === 'figure' || previous.kind === 'total' || item.concept !== undefined;
}

/** 1、 right under 项目支出： or under a line of another style of number opens its list. */
function opensNumbers(stack: Nest[], item: RowItem, previous: RowItem): boolean {
  if (!item.number || !/^\(?(?:1|一|①)/u.test(item.number.ordinal)) return false;
  if (previous.number?.style === item.number.style) return false;
  if (stack.some((nest) => nest.style === item.number!.style)) return false;
  if (item.bracketed) return false;
  if (previous.kind === 'total') return previous.concept !== undefined;
  // A list of units under a unit is nothing that numbers alone can tell.
  return previous.colon || previous.concept !== undefined || previous.number !== undefined;
}

/** （二） behind lines without a number, and （一） before them: the list that these broke off goes on. */
function resumed(left: Nest[], item: RowItem, stack: Nest[]): Nest[] | undefined {
  const at = left.findLastIndex(({ style, parent }) => style === item.number?.style && parent < item.row);
  const nest = left[at];
  if (!nest || at < stack.length || nest.last === undefined) return undefined;
  return ordinalOf(item.number!.ordinal) === nest.last + 1 ? left.slice(0, at + 1) : undefined;
}

/** Leaves the nests that this line is no longer in. */
function leave(stack: Nest[], item: RowItem, byRow: Map<number, RowItem>): Nest[] {
  let open = [...stack];
  const concept = item.concept;
  const opened = open.at(-1);
  // 医疗收入, 其中：药品收入, 其他收入 under 本年收入: what is known to be a part of that is none of an unnamed list.
  if (concept && !item.bracketed && opened?.via === 'bracket' && !named(opened, byRow)) {
    const whole = wholesOf(concept);
    for (const other of byRow.values()) {
      if (other.row >= opened.parent) break;
      if (other.concept && whole.includes(other.concept)) open.pop();
      if (open.at(-1) !== opened) break;
    }
  }
  // What is carried in is no part of this year's income.
  if (concept === 'income.carriedIn') open = open.filter((nest) => !byRow.get(nest.parent)?.bare.startsWith('本年'));
  if (concept && !item.bracketed) {
    const home = open.findLastIndex((nest) => {
      const parent = byRow.get(nest.parent)?.concept;
      return parent !== undefined && isWithin(concept, parent);
    });
    const known = open.some((nest) => byRow.get(nest.parent)?.concept !== undefined);
    if (home >= 0) {
      const parent = byRow.get(open[home]!.parent)!.concept!;
      if (wholesOf(concept).includes(parent) || home === open.length - 1) open = open.slice(0, home + 1);
    } else if (known && !open.every((nest) => familyLike(byRow.get(nest.parent), concept))) open = [];
    else if (known)
      open = open.slice(
        0,
        open.findIndex((nest) => byRow.get(nest.parent)?.concept !== undefined),
      );
  }
  while (open.length > 0) {
    const top = open.at(-1)!;
    const parent = byRow.get(top.parent);
    if (item.bracketed) break;
    if (
      item.number &&
      top.style !== item.number.style &&
      (parent?.number?.style === item.number.style || styleAbove(open, item, byRow))
    )
      open.pop();
    else if (!item.number && top.style !== undefined) open.pop();
    else break;
  }
  return open;
}

/** Is the line of an open list, or the first of the list, known by its name? */
function named(nest: Nest, byRow: ReadonlyMap<number, RowItem>): boolean {
  return byRow.get(nest.parent)?.concept !== undefined || byRow.get(nest.parent + 1)?.concept !== undefined;
}

/** （二）、 → 2, 12. → 12; undefined for a number that is none of these. */
function ordinalOf(ordinal: string): number | undefined {
  const digits = /\d{1,2}/u.exec(ordinal)?.[0];
  if (digits) return Number.parseInt(digits, 10);
  const words = /[一二三四五六七八九十]{1,3}/u.exec(ordinal)?.[0];
  if (!words) return undefined;
  const [tens = '', ones = ''] = words.includes('十') ? words.split('十') : ['', words];
  return (words.includes('十') ? DIGITS.indexOf(tens) || 1 : 0) * 10 + Math.max(0, DIGITS.indexOf(ones));
}

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

function styleAbove(open: Nest[], item: RowItem, byRow: Map<number, RowItem>): boolean {
  return open.some(
    (nest) => nest.style === item.number?.style || byRow.get(nest.parent)?.number?.style === item.number?.style,
  );
}
