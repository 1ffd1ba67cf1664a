import { squeeze, type ReportCell } from '../../schemas/index.js';
import { isNumbered } from '../number.js';
import { BLANKS } from '../vocabulary/blanks.js';
import { columnRoles } from './column-roles.js';
import type { Columns, Grid } from './grid.js';
import { pointsIn, splitLabel } from './label.js';

/** The label cells of a row by level. */
export interface Levels {
  cells: (ReportCell | undefined)[];
  /** Grid column of each level. */
  at: number[];
  /** How many label cells hold words: the whole weight (100%) may run over one. */
  labelled: number;
  /** Whether the header names label columns at all. */
  named: boolean;
}

/** The cells of a row that hold its points, with what their headers say. */
export interface Numbers {
  weight?: ReportCell;
  weightTitle: string;
  score?: ReportCell;
  scoreTitle: string;
  /** Scores that others gave, by column. */
  reviews: { cell: ReportCell; title: string; column: number }[];
  deducted?: ReportCell;
  deductedTitle: string;
}

/** The label cells of a row by level; without label columns, the words left of the first figure column. */
export function levelsOf(line: Grid[number], columns: Columns, heads: Grid[number]): Levels {
  const cells: (ReportCell | undefined)[] = [];
  const at: number[] = [];
  for (const { index, level } of columnRoles(columns).labels) {
    const cell = line[index];
    if (cell && cells.includes(cell)) continue;
    while (cells.length <= level) cells.push(undefined);
    cells[level] = cell;
    at[level] = index;
  }
  if (cells.length === 0) {
    const edge = columns.findIndex((column) => column !== undefined);
    const named = [...new Set(line.slice(0, edge < 0 ? 0 : line.length)), ...(heads[0] ? [heads[0]] : [])];
    const words = named.filter((cell) => cell && /\p{Script=Han}/u.test(cell.text) && cell.text.length < 40);
    // A name that stands beside the header and its only line (预算执行情况（20分）) names the line; a longer one is a frame.
    const label = words.find((cell) => cell?.rowSpan === 1) ?? words.find((cell) => cell?.rowSpan === 2);
    return { cells: label ? [label] : [], at: [], labelled: label ? 1 : 0, named: false };
  }
  let labelled = 0;
  for (let level = 0; level < cells.length; level++) {
    const cell = cells[level];
    if (cell && !isBlank(cell) && !pointsIn(cell.text)) labelled += 1;
  }
  return { cells, at, labelled, named: true };
}

export function numbersOf(line: Grid[number], columns: Columns, levels: Levels): Numbers {
  let deepest = -1;
  for (let level = 0; level < levels.at.length; level++) deepest = Math.max(deepest, levels.at[level] ?? -1);
  const reviews: Numbers['reviews'] = [];
  const found: Numbers = { weightTitle: '', scoreTitle: '', reviews, deductedTitle: '' };
  for (const index of columnRoles(columns).points) {
    const column = columns[index];
    const cell = line[index];
    if (!column || !cell || index < deepest || levels.cells.includes(cell)) continue;
    const { role, title } = column;
    if (role === 'weight' && !found.weight) {
      found.weight = cell;
      found.weightTitle = title;
    } else if (role === 'score' && !found.score) {
      found.score = cell;
      found.scoreTitle = title;
    } else if (role === 'deducted') {
      found.deducted = cell;
      found.deductedTitle = title;
    } else if ((role === 'review' || role === 'score') && cell !== found.score && !holds(reviews, cell)) {
      reviews.push({ cell, title, column: index });
    }
  }
  if (!found.score && reviews[0]) {
    [found.score, found.scoreTitle] = [reviews[0].cell, reviews[0].title];
    reviews.shift();
  }
  if (found.score && !pointsIn(found.score.text)) delete found.score;
  if (found.deducted && !pointsIn(found.deducted.text)) delete found.deducted;
  return found;
}

function holds(reviews: Numbers['reviews'], cell: ReportCell): boolean {
  return reviews.some((review) => review.cell === cell);
}

export function isBlank({ text }: ReportCell): boolean {
  const first = text.charCodeAt(0);
  if (first >= HAN && first <= LAST_HAN && !BLANKS_BEGIN.has(first)) return false;
  return !isNumbered(text) && BLANKS.has(squeeze(text));
}

const HAN = 0x4e00;
const LAST_HAN = 0x9fff;
/** Most cells hold words or figures: what their first character tells needs no squeezing. */
const BLANKS_BEGIN: ReadonlySet<number> = new Set(Array.from(BLANKS, (blank) => blank.charCodeAt(0)));

export function textOf(cell: ReportCell | undefined): string {
  return cell && !isBlank(cell) ? cell.text.trim() : '';
}

/** A label without its points and without an explanation in brackets (产出目标（按工作实绩填列，…）). */
export function plainLabel(text: string): string {
  const { label } = splitLabel(text);
  const bare = label.replace(/\([^()]{12,}\)$/u, '');
  return bare === '' ? label : bare;
}
