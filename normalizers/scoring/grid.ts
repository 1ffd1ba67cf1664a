import { type ReportCell, type ReportTable, once, squeeze } from '../../schemas/index.js';
import { isNumbered } from '../number.js';
import { BLANKS } from '../vocabulary/blanks.js';
import { ADJUSTED_WEIGHT, SCORE_COLUMNS, type ScoreRole } from '../vocabulary/score-columns.js';
import { type Words, squeezedOf, wordsOf } from '../printed-words.js';
import { splitLabel } from './label.js';

export type Grid = (ReportCell | undefined)[][];

/** Role of each column as the header rows above a data row give it; `title` is the text of its header cell, `head`. */
export type Columns = ({ role: ScoreRole; title: string; head: ReportCell } | undefined)[];

/** Every grid position with the cell that covers it; sheets, covers and goals are read from the same tables. */
export const gridOf: (table: ReportTable) => Grid = once(({ cells }) => {
  const grid: Grid = [];
  for (const cell of cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      const line = (grid[row] ??= []);
      for (let column = cell.column; column < cell.column + cell.colSpan; column++) line[column] = cell;
    }
  }
  for (let row = 0; row < grid.length; row++) grid[row] ??= [];
  return grid;
});

/**
 * Columns of weights that are shares of one (0.15, 0.25 … 1) beside scores out of a hundred: no points, and none of
 * them can be compared with any.
 */
export function withoutShares(columns: Columns, grid: Grid, header: number): Columns {
  return columns.map((column, index) => {
    if (column?.role !== 'weight') return column;
    const printed = grid.slice(header + 1).flatMap((line) => line[index]?.text.trim() || []);
    const shares = printed.filter((text) => /^0\.\d+$|^1(?:\.0+)?$/u.test(text));
    const parts = shares.filter((text) => text.startsWith('0.'));
    return parts.length >= 2 && shares.length === printed.length ? undefined : column;
  });
}

/** 2022年得分 | 2023年得分: the scores of the report's year, or of the latest; those of others are no scores of its own. */
export function ofYear(columns: Columns, year: string): Columns {
  const yearOf = (title: string) => /^20\d\d(?=年)/u.exec(title)?.[0] ?? '';
  const years = columns.flatMap((column) => (column?.role === 'score' ? yearOf(column.title) || [] : []));
  if (new Set(years).size < 2) return columns;
  const own = years.includes(year) ? year : years.sort().at(-1)!;
  return columns.map((column) =>
    column?.role === 'score' && ![own, ''].includes(yearOf(column.title)) ? { ...column, role: 'review' } : column,
  );
}

/** What a header says of its column. */
export function roleOf(text: string): ScoreRole | undefined {
  // No header begins with a figure but a year.
  if (text === '' || (isNumbered(text) && !/^\d{4}年/u.test(text))) return undefined;
  const words = wordsOf(text);
  if (words.role === undefined) words.role = findRole(words) ?? null;
  return words.role ?? undefined;
}

function findRole(words: Words): ScoreRole | undefined {
  const squeezed = squeezedOf(words);
  if (squeezed === '' || squeezed.length > 24) return undefined;
  const bare = squeezed.replace(/\([^()]*\)$/u, '').replace(/[:：]$/u, '');
  return ANY_ROLE.test(bare) ? SCORE_COLUMNS.find(([form]) => form.test(bare))?.[1] : undefined;
}

const ANY_ROLE = new RegExp(SCORE_COLUMNS.map(([form]) => form.source).join('|'), 'u');

/**
 * The roles that a row of headers gives to its columns, or undefined for a data row. `above` are the roles of the
 * header row directly above it: a lower header row only refines them.
 */
export function readHeader(line: Grid[number], row: number, above: Columns | undefined): Columns | undefined {
  const found: { cell: ReportCell; role: ScoreRole }[] = [];
  const anchors: ReportCell[] = [];
  let last: ReportCell | undefined;
  for (const cell of line) {
    if (!cell || cell === last) continue;
    last = cell;
    if (cell.row !== row || (anchors.length > 0 && anchors.includes(cell))) continue;
    anchors.push(cell);
    // A frame beside the table (绩效指标, written downwards over all lines) is no header.
    const role = cell.rowSpan < 4 ? roleOf(cell.text) : undefined;
    if (role) found.push({ cell, role });
  }
  if (found.length < (above ? 1 : 2)) return undefined;
  let filled = 0;
  for (const cell of anchors) {
    const squeezed = squeeze(cell.text);
    if (BLANKS.has(squeezed)) continue;
    if (/^[-\d.,%]+(?:分)?$/u.test(squeezed)) return undefined;
    filled += 1;
  }
  // 年初预算数 | … | 执行率 | 得分: a score beside a rate.
  const scored = ['score', 'rate'].every((needed) => found.some(({ role }) => role === needed));
  if (found.length * (scored ? 4 : 3) < filled) return undefined;
  const columns: Columns = above ? [...above] : [];
  if (!above) goalsAsLevels(found);
  // 分值 | 调整后分值: the scores are held to the latter.
  const adjusted = found.some(({ cell, role }) => role === 'weight' && ADJUSTED_WEIGHT.test(squeeze(cell.text)));
  for (const { cell, role } of found) {
    if (adjusted && role === 'weight' && !ADJUSTED_WEIGHT.test(squeeze(cell.text))) continue;
    for (let column = cell.column; column < cell.column + cell.colSpan; column++) {
      columns[column] = { role, title: splitLabel(cell.text).label, head: cell };
    }
  }
  spreadLevels(columns);
  return columns;
}

/** 年度绩效目标 | 具体指标 | 目标值: the goals before the indicators are what these belong to, the values come behind. */
function goalsAsLevels(found: { role: ScoreRole }[]): void {
  const named = found.findIndex(({ role }) => role === 'levels');
  const value = found.findLastIndex(({ role }) => role === 'target');
  if (named < 1 || value < named) return;
  for (const [at, each] of found.entries()) if (at < named && each.role === 'target') each.role = 'levels';
}

/** A caption over several label columns (评价内容), or an unnumbered one, is one level deeper than what is left of it. */
function spreadLevels(columns: Columns): void {
  let level = 0;
  for (const [index, column] of columns.entries()) {
    if (!column) continue;
    const numbered = /^level([1-4])$/u.exec(column.role)?.[1];
    if (numbered) level = Number(numbered);
    if (column.role !== 'levels') continue;
    level = Math.min(level + 1, 4);
    columns[index] = { ...column, role: `level${level}` as ScoreRole, title: '' };
  }
}
