import { SUMMARY, squeeze, type Line } from '../../schemas/index.js';
import { bareLabel, conceptOf, isBracket, nameIn } from '../vocabulary/lookup.js';
import { BARE_TOTAL, BRACKET_LEAD, LEAVES_OUT, PART_OF_YEAR, REST, TOTAL } from '../vocabulary/words.js';
import { addable } from './addable.js';
import { dropLoneCarried } from './carried.js';
import { relateConcepts, relateStages } from './column-concepts.js';
import { qualifies } from './column-names.js';
import type { CellIndex } from './grid.js';
import type { HeaderShape } from './header.js';
import { leavesOut } from './row-totals.js';
import { areBeside, completeParts } from './wholes.js';

/** Gives back the columns that a bracket or a total header made parts; those that only their concept did are not in it. */
export function relate(lines: Line[], index: CellIndex, shape: HeaderShape): Set<number> {
  if (shape.headerRows === shape.captionRows) return new Set();
  const top = groups(index, shape, lines);
  relateGroup(top, lines);
  relateUnits(top, lines);
  const explicit = new Set(lines.filter((line) => line.partOf !== null).map((line) => line.index));
  relateConcepts(lines);
  relateStages(lines);
  dropLoneCarried(lines);
  for (const line of lines) if (lines.some((part) => part.partOf === line.index)) line.role = 'total';
  return explicit;
}

/** Header cells that stand side by side under the same cell, and the columns each covers. */
interface Group {
  text: string;
  /** Whether it was handed down by an empty cell. */
  lowered?: boolean;
  first: number;
  last: number;
  children: Group[];
}

function groups(index: CellIndex, shape: HeaderShape, lines: Line[]): Group[] {
  const build = (row: number, first: number, last: number): Group[] => {
    const found: Group[] = [];
    let column = first;
    while (column <= last) {
      let cell = row < shape.headerRows && row !== shape.serialRow ? index.at(row, column) : undefined;
      let under = row;
      // An empty cell over a printed one (a span that the format lost) hands down to it.
      while (cell && cell.squeezed === '' && under + 1 < shape.headerRows && under + 1 !== shape.serialRow) {
        under += 1;
        cell = index.at(under, column);
      }
      if (!cell || cell.squeezed === '') {
        found.push({ text: lines[column]?.label ?? '', first: column, last: column, children: [] });
        column += 1;
        continue;
      }
      const end = Math.min(last, Math.max(column, cell.column + cell.colSpan - 1));
      const children = end > column ? build(cell.row + cell.rowSpan, column, end) : [];
      found.push({ text: cell.squeezed, first: column, last: end, children, lowered: under > row });
      column = end + 1;
    }
    return found;
  };
  return build(shape.captionRows, shape.labelColumns, lines.length - 1);
}

/** Relates what stands side by side; gives back the columns that stand for these groups one level up. */
function relateGroup(siblings: Group[], lines: Line[], inner = false): number[] {
  const heads: number[] = [];
  const brackets: { parent: number; children: number[] }[] = [];
  for (const [at, group] of siblings.entries()) {
    if (isBracket(group.text) && (group.children.length > 0 || group.first === group.last)) {
      const children = relateGroup(group.children, lines, true);
      const parent = heads.at(-1);
      if (parent === undefined || (siblings[at - 1]?.lowered && standBeside(parent, children, lines)))
        heads.push(...children);
      else brackets.push({ parent, children });
      continue;
    }
    if (group.first === group.last || uniform(group, lines)) {
      const line = lines[group.first];
      if (line && line.role === 'figure') heads.push(group.first);
      continue;
    }
    const within = relateGroup(group.children, lines, true);
    const total = within.find((column) => BARE_TOTAL.test(bareLabel(lines[column]!.label)));
    heads.push(...(total === undefined ? within : [total]));
    if (total !== undefined && !lines[total]!.concept) {
      const concept = conceptOf(group.text);
      if (concept) lines[total]!.concept = concept;
    }
  }
  for (const bracket of brackets) close(bracket, heads, lines);
  relateTotals(heads, lines, inner);
  return heads.filter((column) => lines[column]!.partOf === null);
}

/** 接待费 left of a 其中 over 公务用车费: the bracket stood over both, and its span was lost. */
function standBeside(parent: number, children: readonly number[], lines: readonly Line[]): boolean {
  return areBeside(
    lines[parent]!.concept,
    children.map((column) => lines[column]!.concept),
  );
}

/** All columns of a group are one merged header. */
function uniform(group: Group, lines: Line[]): boolean {
  for (let column = group.first + 1; column <= group.last; column++) if (lines[column]?.role !== 'blank') return false;
  return true;
}

/** Hangs the columns of a 其中 under the one left of it; 其他 beside the bracket closes the list. */
function close(bracket: { parent: number; children: number[] }, heads: number[], lines: Line[]): void {
  const parent = lines[bracket.parent]!;
  const children = bracket.children.filter((column) => addable(lines[column]!));
  const next = heads[heads.indexOf(bracket.parent) + 1];
  const rest = next !== undefined && REST.test(bareLabel(lines[next]!.label)) && TOTAL.test(bareLabel(parent.label));
  if (rest) children.push(next);
  if (children.length === 0) return;
  for (const column of children) lines[column]!.partOf = parent.index;
  const last = lines[children.at(-1)!]!;
  const closed = REST.test(bareLabel(last.label)) && (rest || TOTAL.test(bareLabel(parent.label)));
  const concepts = children.map((column) => lines[column]!.concept);
  parent.parts = closed || completeParts(parent.concept, concepts) ? 'complete' : 'partial';
}

/**
 * 局机关 | 林场 | 合计, each over the same 预算数 | 决算数: units of organisation with their total, column by column. Years,
 * stages and concepts over the same columns are none.
 */
function relateUnits(top: Group[], lines: Line[]): void {
  const words = (group: Group) => group.children.map(({ text }) => text).join('|');
  const all = top.filter(
    (group) => group.children.length > 1 && group.children.length === group.last - group.first + 1,
  );
  const [first] = all;
  const same = all.filter((group) => first && words(group) === words(first));
  const total = same.find((group) => BARE_TOTAL.test(bareLabel(group.text)));
  const units = same.filter((group) => group !== total);
  if (same.length < 2 || !units.every((group) => qualifies(group.text))) return;
  for (const group of units)
    for (let column = group.first; column <= group.last; column++) {
      const line = lines[column]!;
      line.subject = nameIn(group.text);
      if (!total || line.partOf !== null || !addable(line)) continue;
      const whole = lines[total.first + column - group.first]!;
      line.partOf = whole.index;
      whole.parts = 'complete';
    }
  if (total) for (let column = total.first; column <= total.last; column++) lines[column]!.subject = SUMMARY;
}

/** 合计 first: what follows is its parts; 合计 last: what stands before it. Columns of other stages are no parts. */
function relateTotals(heads: number[], lines: Line[], inner: boolean): void {
  const free = relateHalves(
    heads.filter((column) => lines[column]!.partOf === null && addable(lines[column]!)),
    lines,
  );
  relateYear(free, lines);
  for (const [at, column] of free.entries()) {
    const line = lines[column]!;
    const bare = bareLabel(line.label);
    const omits = LEAVES_OUT.exec(bare)?.[1] ?? '';
    if ((!BARE_TOTAL.test(bare) && omits === '') || line.parts) continue;
    const mayAdd = (other: number) =>
      lines[other]!.partOf === null &&
      sameStage(lines[other]!, line) &&
      !leavesOut(omits, bareLabel(lines[other]!.label));
    const before = free.slice(0, at).filter(mayAdd);
    const after = free.slice(at + 1).filter(mayAdd);
    // A 小计 of a group inside is one of the parts; a total of its own opens another list.
    const until = after.findIndex((other) => BARE_TOTAL.test(bareLabel(lines[other]!.label)) && !lines[other]!.parts);
    const parts = before.length > 0 ? before : until < 0 ? after : after.slice(0, until);
    // 本期减少: 报废 | 小计
    const lone = parts.length === 1 && (before.length === 0 || inner);
    if (parts.length < 2 && !lone) continue;
    if (parts.every((part) => BARE_TOTAL.test(bareLabel(lines[part]!.label))) && parts.length === 1) continue;
    for (const part of parts) lines[part]!.partOf = column;
    // 总额 | 财政拨款, 合计 | 其中：人员 | 其中：装备: the rest may be printed nowhere.
    const among = parts.filter((part) => BRACKET_LEAD.test(squeeze(lines[part]!.label))).length;
    line.parts = parts.length === 1 || among > 1 ? 'partial' : 'complete';
  }
}

/** 一月 … 六月 | 上半年合计 | 七月 …: each part of the year is the months or quarters before it; gives back what is in none. */
function relateHalves(free: number[], lines: Line[]): number[] {
  let run: number[] = [];
  for (const column of free) {
    const bare = bareLabel(lines[column]!.label);
    if (KINDS_OF_PARTS.some((pattern) => pattern.test(bare)) && !TOTAL.test(bare)) {
      run.push(column);
      continue;
    }
    if (PART_TOTAL.test(bare) && [2, 3, 6].includes(run.length)) {
      for (const part of run) lines[part]!.partOf = column;
      lines[column]!.parts = 'complete';
    }
    run = [];
  }
  return free.filter((column) => lines[column]!.partOf === null);
}

const PART_TOTAL = /^(?:[上下]半年|第?[一二三四1-4]季度)(?:合计|小计)$/u;

/** 一季度 … 四季度 | 全年: the year is all of its parts. */
function relateYear(free: number[], lines: Line[]): void {
  const named = free.map((column) => bareLabel(lines[column]!.label));
  // 上半年 | 前三季度 | 全年 and 1-3月 | 1-6月 … are running totals.
  const kind = KINDS_OF_PARTS.find((pattern) => named.some((text) => pattern.test(text)));
  const parts = free.filter((_, at) => kind?.test(named[at]!));
  if (named.some((text) => PART_OF_YEAR.test(text) && !kind?.test(text))) return;
  const year = free.find((column) => WHOLE_YEAR.test(bareLabel(lines[column]!.label)));
  if (year === undefined || ![2, 4, 12].includes(parts.length)) return;
  for (const part of parts) lines[part]!.partOf = year;
  lines[year]!.parts = 'complete';
}

const KINDS_OF_PARTS: readonly RegExp[] = [
  /^第?[一二三四1-4]季度(?:合计|小计)?$/u,
  /^[上下]半年(?:合计|小计)?$/u,
  /^(?:[1-9]|1[0-2]|[一二三四五六七八九十]|十[一二])月份?$/u,
];
const WHOLE_YEAR = /^(?:全年|全年合计|年度合计|全年累计|合计|累计)$/u;

function sameStage(part: Line, total: Line): boolean {
  if (part.period !== undefined && total.period !== undefined && part.period !== total.period) return false;
  return (
    (part.stage === total.stage || total.stage === undefined) && (total.stage !== undefined || part.stage === undefined)
  );
}
