import { Decimal, addUnder, type Line } from '../../schemas/index.js';
import { GRAND_TOTAL } from '../vocabulary/words.js';
import type { FormCell, Grid } from './grid.js';
import type { HeaderShape } from './header.js';
import { partsIndex } from './tree.js';

/** The figures of each line, by their position along it. Percentages are left out: they are never added. */
export type Values = Pick<ReadonlyMap<number, ReadonlyMap<number, Decimal>>, 'get'>;

/** Read when the first is asked for: few forms leave anything to the sums, and few of their lines. */
export function valuesOf(grid: Grid, shape: HeaderShape, along: 'rows' | 'columns'): Values {
  let cells: ReadonlyMap<number, FormCell[]> | undefined;
  const known = new Map<number, ReadonlyMap<number, Decimal>>();
  return {
    get: (line) => {
      const own = (cells ??= figuresOf(grid, shape, along)).get(line);
      if (!own) return undefined;
      let values = known.get(line);
      if (!values) known.set(line, (values = readValues(own, along)));
      return values;
    },
  };
}

function figuresOf({ cells }: Grid, shape: HeaderShape, along: 'rows' | 'columns'): Map<number, FormCell[]> {
  const found = new Map<number, FormCell[]>();
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]!;
    const { row, column, reading } = cell;
    if (row < shape.headerRows || column < shape.labelColumns) continue;
    if (reading.kind !== 'number' || reading.number.unit === '%') continue;
    const line = along === 'rows' ? row : column;
    addUnder(found, line, cell);
  }
  return found;
}

function readValues(cells: readonly FormCell[], along: 'rows' | 'columns'): Map<number, Decimal> {
  const values = new Map<number, Decimal>();
  for (const { row, column, reading } of cells)
    if (reading.kind === 'number') values.set(along === 'rows' ? column : row, new Decimal(reading.number.value));
  return values;
}

/**
 * Whether a total contains what is carried in (收入) or carried out (支出总计) no word tells. Where more figures tie
 * only without it, it is no part; where more tie only with it, it is one; where nothing decides, the list stays open.
 * Gives back the labels of the totals that sums decided. `explicit` are parts that a 其中 header names: they stay.
 */
export function settleCarried(lines: Line[], values: Values, explicit: ReadonlySet<number> = new Set()): string[] {
  const decided: string[] = [];
  if (!lines.some(({ concept }) => concept === 'income.carriedIn' || concept === 'balance.current')) return decided;
  const partsOf = partsIndex(lines);
  for (const total of lines) {
    if (total.parts !== 'complete') continue;
    const parts = partsOf(total);
    const inside = parts.find((part) => part.concept === 'income.carriedIn' && !explicit.has(part.index));
    const outside =
      total.concept === 'expenditure.total' && GRAND_TOTAL.test(total.label)
        ? lines.find((line) => line.concept === 'balance.current' && line.partOf === null && line.role === 'figure')
        : undefined;
    const doubtful = inside ?? outside;
    if (!doubtful || !values.get(doubtful.index)) continue;
    const rest = parts.filter((part) => part !== inside);
    const without = tiesAt(total, rest, values);
    const including = tiesAt(total, [...rest, doubtful], values);
    if (without === including) {
      if (without === 0) total.parts = 'partial';
      else if (!inside && isNearer(total, rest, doubtful, values)) doubtful.partOf = total.index;
      continue;
    }
    doubtful.partOf = including > without ? total.index : null;
    decided.push(total.label);
    // 一、上年结余, 二、本年收入, 收入合计: no part of the one, and a part of what holds both.
    const outer = including < without && total.partOf !== null ? lines[total.partOf] : undefined;
    const beside = outer?.parts === 'complete' ? partsOf(outer) : [];
    if (outer && tiesAt(outer, [...beside, doubtful], values) > tiesAt(outer, beside, values))
      doubtful.partOf = outer.index;
  }
  return decided;
}

/** 结转下年 is nought in one column; in the others, does the total come nearer with it than without? */
function isNearer(total: Line, parts: readonly Line[], doubtful: Line, values: Values): boolean {
  let gain = new Decimal(0);
  for (const [at, stated] of values.get(total.index) ?? []) {
    const more = values.get(doubtful.index)?.get(at) ?? new Decimal(0);
    const sum = parts.reduce((all, part) => all.plus(values.get(part.index)?.get(at) ?? 0), new Decimal(0));
    gain = gain.plus(sum.minus(stated).abs()).minus(sum.plus(more).minus(stated).abs());
  }
  return gain.gt(0);
}

/** 本年收入 beside nothing but 上年结转 is not made of it. */
export function dropLoneCarried(lines: Line[]): void {
  if (!lines.some(({ concept }) => concept === 'income.carriedIn')) return;
  const partsOf = partsIndex(lines);
  for (const total of lines) {
    const [only, ...more] = partsOf(total);
    // 一、年初结余, 二、本年收入, 其中：…: what stands before the line is beside it; its own parts stand behind.
    const open = total.partOf === null && total.parts === 'partial';
    const beside =
      open && only !== undefined && only.index < total.index && more.every((part) => part.index > total.index);
    if (
      only?.concept !== 'income.carriedIn' ||
      (more.length > 0 && !beside) ||
      !/^(?:[\p{Script=Han}\d]{1,2}[、.])?(?:加[:：])?[本当]年/u.test(total.label)
    )
      continue;
    only.partOf = null;
    if (more.length === 0) delete total.parts;
  }
}

/** Of how many figures of the total is the sum of these lines the same, to half a unit of the second decimal? */
export function tiesAt(total: Line, parts: readonly Line[], values: Values): number {
  let count = 0;
  for (const [at, stated] of values.get(total.index) ?? []) {
    const sum = parts.reduce((all, part) => all.plus(values.get(part.index)?.get(at) ?? 0), new Decimal(0));
    if (sum.minus(stated).abs().lt('0.05')) count += 1;
  }
  return count;
}
