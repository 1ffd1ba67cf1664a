import { squeeze, type Concept, type Line } from '../../schemas/index.js';
import { bareLabel, conceptOf, declaredUnit, nameIn, stageOf, unspaced, yearOf } from '../vocabulary/lookup.js';
import { BARE_TOTAL, BRACKET, PART_OF_YEAR, REST, TEXT_COLUMN, TOTAL, UNIT_PRICE } from '../vocabulary/words.js';
import { settleCarried, valuesOf } from './carried.js';
import type { FormCell, Grid } from './grid.js';
import { CellIndex } from './grid.js';
import { SERIAL, SERIAL_FORMULA, type HeaderShape } from './header.js';
import { isFigure } from './row-traits.js';
import { completeParts, wholeOfAll, wholesOf } from './wholes.js';

/** The columns of a form as lines of a tree: header spans, 其中 brackets, 合计 and 小计, years and stages. */
export function columnLines(grid: Grid, shape: HeaderShape, decided: (label: string) => void): Line[] {
  const index = new CellIndex(grid);
  const lines: Line[] = [];
  for (let column = 0; column < grid.columns; column++) lines.push(columnLine(grid, index, shape, column));
  joinSpans(lines, grid, shape);
  settleBudgets(lines);
  const bracketed = relate(lines, index, shape);
  nameTotals(lines);
  for (const label of settleCarried(lines, valuesOf(grid, shape, 'columns'), bracketed)) decided(label);
  nameUnits(lines, shape);
  return lines;
}

function columnLine(grid: Grid, index: CellIndex, shape: HeaderShape, column: number): Line {
  const cells = headerCells(index, shape, column);
  const path = cells.map((cell) => unspaced(cell.text)).filter((text) => text !== '');
  const words = path.filter((text) => !isBracket(text));
  const label = words.at(-1) ?? '';
  const stub = column < shape.labelColumns;
  const bare = bareLabel(label);
  const line: Line = {
    index: column,
    path,
    label,
    role:
      stub || TEXT_COLUMN.test(bare) || (label === '' && !hasFigures(grid, index, shape, column))
        ? 'caption'
        : 'figure',
    partOf: null,
  };
  if (line.role === 'caption' && label === '' && !stub) line.role = 'blank';
  if (shape.ordinalColumn === column) line.role = 'serial';
  if (stub) return line;
  const serial = shape.serialRow === undefined ? '' : squeeze(index.at(shape.serialRow, column)?.text ?? '');
  const inLabel = /[((]([^()]{3,20})[))]$/u.exec(squeeze(label))?.[1] ?? '';
  if (SERIAL_FORMULA.test(serial)) {
    line.formula = serial;
    line.serial = serial.split(/[==]/u)[0]!.replace(/[()]/gu, '');
  } else if (SERIAL.test(serial)) line.serial = serial.replace(/[()]/gu, '');
  else if (SERIAL_FORMULA.test(inLabel)) {
    line.formula = inLabel;
    line.serial = inLabel.split(/[==]/u)[0]!.replace(/[()]/gu, '');
  } else {
    const letter = /[((]([A-Z]|\d)[))]$/u.exec(squeeze(label))?.[1];
    const quotient = /[((]([A-Z]\s*[/÷]\s*[A-Z].*?)[))]$/u.exec(squeeze(label))?.[1];
    if (letter) line.serial = letter;
    else if (quotient) line.formula = quotient;
  }
  if (line.role !== 'figure') return line;
  let qualified = false;
  for (const text of [...words].reverse()) {
    const concept = conceptOf(text);
    if (concept && !line.concept && !qualified) line.concept = concept;
    // 编制数 over 行政 | 事业 | 工勤: what stands under a name is a part of it, and has its unit.
    else if (concept?.startsWith('staff.') && concept !== 'staff.controlRate' && !line.concept) line.unit ??= '人';
    qualified ||= qualifies(text);
    const stage = stageOf(text);
    if (stage && !line.stage) line.stage = stage.stage;
    const year = yearOf(text);
    if (year !== '' && !line.period) line.period = year;
    const unit = declaredUnit(text);
    if (unit !== '' && !line.unit) line.unit = unit;
  }
  // 比上年增减 / %: the share of a change.
  if (line.unit === '%' && line.stage === 'change') line.concept ??= 'rate.change';
  return line;
}

/** A header word that is neither stage, year, total nor plain amount: it names something of its own. */
function qualifies(text: string): boolean {
  const bare = bareLabel(text);
  if (conceptOf(text) || stageOf(text) || BARE_TOTAL.test(bare) || PART_OF_YEAR.test(bare)) return false;
  return bare !== '' && yearOf(text) === '' && !/(?:金额|数|额|[本上当今去]年度?|全年)$/u.test(bare);
}

function isBracket(text: string): boolean {
  return BRACKET.test(bareLabel(text)) || BRACKET.test(squeeze(text).replace(/:$/u, ''));
}

/** The header cells over a column from the top, each once. */
function headerCells(index: CellIndex, shape: HeaderShape, column: number): FormCell[] {
  const cells: FormCell[] = [];
  for (let row = shape.captionRows; row < shape.headerRows; row++) {
    if (row === shape.serialRow) continue;
    const cell = index.at(row, column);
    if (cell && cells.at(-1) !== cell) cells.push(cell);
  }
  return cells;
}

function hasFigures(grid: Grid, index: CellIndex, shape: HeaderShape, column: number): boolean {
  for (let row = shape.headerRows; row < grid.rows; row++) {
    const cell = index.at(row, column);
    if (cell && cell.column === column && isFigure(cell.text)) return true;
  }
  return false;
}

/** A grid column under the right part of a merged header, in which no figure begins, is no column of its own. */
function joinSpans(lines: Line[], grid: Grid, shape: HeaderShape): void {
  const starts = new Set(
    grid.cells.filter((cell) => cell.row >= shape.headerRows && isFigure(cell.text)).map((cell) => cell.column),
  );
  for (const line of lines) {
    const left = lines[line.index - 1];
    if (!left || line.role !== 'figure' || starts.has(line.index)) continue;
    if (left.label === line.label && left.path.join('/') === line.path.join('/')) line.role = 'blank';
  }
}

/** A plain 预算数 beside 执行数 is the adjusted one; beside 决算数 or alone it is as opened. */
function settleBudgets(lines: Line[]): void {
  const executed = lines.some((line) => /执行数|执行率/u.test(line.label));
  const opening = lines.some((line) => line.stage === 'opening' && !stageOf(line.label)?.plain);
  for (const line of lines)
    if (line.stage === 'opening' && stageOf(line.label)?.plain && (executed || opening)) line.stage = 'adjusted';
}

/** Figures that may be added: no rates, changes, scores, other stages. */
function addable(line: Line): boolean {
  if (line.role === 'caption' || line.role === 'serial' || line.role === 'blank') return false;
  if (line.unit === '%' || line.concept?.startsWith('rate.') || line.concept === 'staff.controlRate') return false;
  if (UNIT_PRICE.test(bareLabel(line.label))) return false;
  return !/(?:率|分值|得分|打分|权重|满分|%|比重|占比|比例|增减|变动)$/u.test(bareLabel(line.label));
}

/** Header cells that stand side by side under the same cell, and the columns each covers. */
interface Group {
  text: string;
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
      while (cell && squeeze(cell.text) === '' && under + 1 < shape.headerRows && under + 1 !== shape.serialRow) {
        under += 1;
        cell = index.at(under, column);
      }
      if (!cell || squeeze(cell.text) === '') {
        found.push({ text: lines[column]?.label ?? '', first: column, last: column, children: [] });
        column += 1;
        continue;
      }
      const end = Math.min(last, Math.max(column, cell.column + cell.colSpan - 1));
      const children = end > column ? build(cell.row + cell.rowSpan, column, end) : [];
      found.push({ text: squeeze(cell.text), first: column, last: end, children });
      column = end + 1;
    }
    return found;
  };
  return build(shape.captionRows, shape.labelColumns, lines.length - 1);
}

/** Gives back the columns that a bracket or a total header made parts; those that only their concept did are not in it. */
function relate(lines: Line[], index: CellIndex, shape: HeaderShape): Set<number> {
  if (shape.headerRows === shape.captionRows) return new Set();
  relateGroup(groups(index, shape, lines), lines);
  const explicit = new Set(lines.filter((line) => line.partOf !== null).map((line) => line.index));
  relateConcepts(lines);
  relateStages(lines);
  for (const line of lines) if (lines.some((part) => part.partOf === line.index)) line.role = 'total';
  return explicit;
}

/** Relates what stands side by side; gives back the columns that stand for these groups one level up. */
function relateGroup(siblings: Group[], lines: Line[]): number[] {
  const heads: number[] = [];
  const brackets: { parent: number; children: number[] }[] = [];
  for (const group of siblings) {
    if (isBracket(group.text) && (group.children.length > 0 || group.first === group.last)) {
      const children = relateGroup(group.children, lines);
      const parent = heads.at(-1);
      if (parent === undefined) heads.push(...children);
      else brackets.push({ parent, children });
      continue;
    }
    if (group.first === group.last || uniform(group, lines)) {
      const line = lines[group.first];
      if (line && line.role === 'figure') heads.push(group.first);
      continue;
    }
    const inner = relateGroup(group.children, lines);
    const total = inner.find((column) => BARE_TOTAL.test(bareLabel(lines[column]!.label)));
    heads.push(...(total === undefined ? inner : [total]));
    if (total !== undefined && !lines[total]!.concept) {
      const concept = conceptOf(group.text);
      if (concept) lines[total]!.concept = concept;
    }
  }
  for (const bracket of brackets) close(bracket, heads, lines);
  relateTotals(heads, lines);
  return heads.filter((column) => lines[column]!.partOf === null);
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

/** 合计 first: what follows is its parts; 合计 last: what stands before it. Columns of other stages are no parts. */
function relateTotals(heads: number[], lines: Line[]): void {
  const free = heads.filter((column) => lines[column]!.partOf === null && addable(lines[column]!));
  relateYear(free, lines);
  for (const [at, column] of free.entries()) {
    const line = lines[column]!;
    if (!BARE_TOTAL.test(bareLabel(line.label)) || line.parts) continue;
    const before = free.slice(0, at).filter((other) => lines[other]!.partOf === null && sameStage(lines[other]!, line));
    const after = free.slice(at + 1).filter((other) => lines[other]!.partOf === null && sameStage(lines[other]!, line));
    // A 小计 of a group inside is one of the parts; a total of its own opens another list.
    const until = after.findIndex((other) => BARE_TOTAL.test(bareLabel(lines[other]!.label)) && !lines[other]!.parts);
    const parts = before.length > 0 ? before : until < 0 ? after : after.slice(0, until);
    if (parts.length < 2 && !(parts.length === 1 && before.length === 0)) continue;
    if (parts.every((part) => BARE_TOTAL.test(bareLabel(lines[part]!.label))) && parts.length === 1) continue;
    for (const part of parts) lines[part]!.partOf = column;
    line.parts = 'complete';
  }
}

/** 一季度 … 四季度 | 全年: the year is all of its parts. */
function relateYear(free: number[], lines: Line[]): void {
  const parts = free.filter((column) => PART_OF_YEAR.test(bareLabel(lines[column]!.label)));
  const year = free.find((column) => WHOLE_YEAR.test(bareLabel(lines[column]!.label)));
  if (year === undefined || ![2, 4, 12].includes(parts.length)) return;
  for (const part of parts) lines[part]!.partOf = year;
  lines[year]!.parts = 'complete';
}

const WHOLE_YEAR = /^(?:全年|全年合计|年度合计|全年累计|合计|累计)$/u;

function sameStage(part: Line, total: Line): boolean {
  if (part.period !== undefined && total.period !== undefined && part.period !== total.period) return false;
  return (
    (part.stage === total.stage || total.stage === undefined) && (total.stage !== undefined || part.stage === undefined)
  );
}

/** 支出合计 | 基本支出 | 项目支出 without a bracket: by what the concepts are parts of. */
function relateConcepts(lines: Line[]): void {
  for (const line of lines) {
    if (line.partOf !== null || !line.concept || !addable(line)) continue;
    const near = [...lines].sort(
      (left, right) => Math.abs(left.index - line.index) - Math.abs(right.index - line.index),
    );
    for (const whole of wholesOf(line.concept)) {
      const parent = near.find(
        (other) =>
          other.concept === whole &&
          other.stage === line.stage &&
          other.period === line.period &&
          addable(other) &&
          !(line.concept === 'income.carriedIn' && /^[本当]年/u.test(bareLabel(other.label))),
      );
      if (!parent || parent.partOf === line.index) continue;
      line.partOf = parent.index;
      break;
    }
  }
  for (const parent of lines) {
    const parts = lines.filter((line) => line.partOf === parent.index);
    if (parts.length === 0 || parent.parts) continue;
    // 事业收入 between 财政拨款 and 其他收入 has no concept of its own and is a part all the same.
    for (const line of lines) {
      const rest = line.index === parts.at(-1)!.index + 1 && /^其[他它]$/u.test(bareLabel(line.label));
      const inside = rest || (line.index > parts[0]!.index && line.index < parts.at(-1)!.index);
      if (!inside || line.partOf !== null || line.concept || line.role !== 'figure' || !addable(line)) continue;
      if (line.stage !== parent.stage || line.period !== parent.period) continue;
      line.partOf = parent.index;
      parts.push(line);
    }
    const closed = parts.some((part) => REST.test(bareLabel(part.label))) && TOTAL.test(bareLabel(parent.label));
    const concepts = parts.map((part) => part.concept);
    parent.parts = closed || completeParts(parent.concept, concepts) ? 'complete' : 'partial';
  }
}

/** 全年预算 = 年初预算 + 调整, where no formula is printed. */
function relateStages(lines: Line[]): void {
  const adjusted = lines.filter((line) => line.stage === 'adjusted' && !line.concept && !line.parts);
  for (const total of adjusted) {
    if (total.formula || !addable(total)) continue;
    const parts = (['opening', 'adjustment'] as const).map((stage) =>
      lines.filter(
        (line) => line.stage === stage && line.period === total.period && line.partOf === null && !line.concept,
      ),
    );
    if (parts.some((part) => part.length !== 1)) continue;
    for (const [part] of parts) part!.partOf = total.index;
    total.parts = 'complete';
  }
}

/** A bare 合计 over parts that are all of something is that something. */
function nameTotals(lines: Line[]): void {
  for (const line of lines) {
    if (line.role !== 'total' || line.concept) continue;
    const whole = wholeOfAll(lines.filter((part) => part.partOf === line.index).map((part) => part.concept));
    if (whole) line.concept = whole;
  }
  const staffed = lines.some((line) => line.concept === 'staff.actual');
  for (const line of lines)
    if (staffed && !line.concept && bareLabel(line.label) === '控制率') line.concept = 'staff.controlRate';
  // 其他 is the rest of what its total is about.
  for (const line of lines) {
    const whole = line.partOf === null ? undefined : lines[line.partOf]?.concept;
    if (line.concept || !whole || !/^其[他它]$/u.test(bareLabel(line.label))) continue;
    const rest = RESTS.get(whole);
    if (rest) line.concept = rest;
  }
}

const RESTS: ReadonlyMap<Concept, Concept> = new Map([
  ['income.total', 'income.other'],
  ['assets.total', 'assets.other'],
]);

/** Columns that name neither concept, stage nor rate stand for units of organisation; their 合计 for all of them. */
function nameUnits(lines: Line[], shape: HeaderShape): void {
  for (const line of lines) {
    if (line.index < shape.labelColumns || (line.role !== 'figure' && line.role !== 'total')) continue;
    if (line.concept || line.stage || !addable(line) || line.label === '') continue;
    const bare = bareLabel(line.label);
    if (/(?:资金|拨款|收入|补助|经费|费用?|支出|金额|数)$/u.test(bare)) continue;
    if (BARE_TOTAL.test(bare) || PART_OF_YEAR.test(bare) || yearOf(line.label) !== '') continue;
    const total = line.partOf === null ? undefined : lines[line.partOf];
    if (total && BARE_TOTAL.test(bareLabel(total.label)) && !total.concept) line.subject = nameIn(line.label);
  }
  for (const line of lines)
    if (line.role === 'total' && !line.concept && lines.some((part) => part.partOf === line.index && part.subject))
      line.subject = 'summary';
}
