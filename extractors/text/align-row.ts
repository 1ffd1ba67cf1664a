import { isFigure, isVoid, type TextCell } from './cells.js';
import { COLUMN_TITLE, FIGURES, GIVEN, OVERALL, REMARK, RULES, SHARED, WEIGHT, WHOLE } from './words.js';

export const KINDS = ['percent', 'figure', 'void', 'word', 'long'] as const;
type Kind = (typeof KINDS)[number];

/** How well a cell of each kind fits a column, 0 (never) to 1; `open` says that the column may well be empty. */
export interface Column {
  fit: Record<Kind, number>;
  open: boolean;
  /** Weights and scores: where figures of a total row stand. */
  scored: boolean;
  weight: boolean;
}

export interface Placement {
  /** Column of each cell. */
  columns: number[];
  cost: number;
  /** Another placement costs the same. */
  tied: boolean;
}

const LONG = 26;
const STROKE = /^[-—－−─–/]+$/u;

export function kindOf(text: string): Kind {
  if (isFigure(text)) return /[%％]$/u.test(text) ? 'percent' : 'figure';
  if (isVoid(text)) return 'void';
  return text.length > LONG || /[，；。;]/u.test(text) ? 'long' : 'word';
}

/** What stands in each column, by its label and rows on all columns. */
export function columnsOf(labels: readonly string[], rows: readonly (readonly TextCell[])[]): Column[] {
  return labels.map((label, at) => columnOf(label, at, rows));
}

export function columnOf(label: string, at: number, rows: readonly (readonly TextCell[])[]): Column {
  const counts: Record<Kind, number> = { percent: 0, figure: 0, void: 0.2, word: 0, long: 0 };
  const words = REMARK.test(label) || RULES.test(label) || (COLUMN_TITLE.test(label) && !FIGURES.test(label));
  if (words || at === 0) counts.word += 1;
  if (REMARK.test(label) || RULES.test(label)) counts.long += 1;
  if (!words && FIGURES.test(label)) counts.figure += 1;
  if (/率|%|％|比例|占比/u.test(label)) counts.percent += 1;
  if (!words && !FIGURES.test(label))
    for (const kind of ['figure', 'percent', 'word', 'long'] as const) counts[kind] += 0.3;
  for (const row of rows) if (row[at]!.text !== '') counts[kindOf(row[at]!.text)] += 1;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const fit = Object.fromEntries(
    Object.entries(counts).map(([kind, count]) => [kind, Math.min(1, count / all + 0.05)]),
  ) as Record<Kind, number>;
  return {
    fit,
    open: REMARK.test(label),
    scored: GIVEN.test(label) || (SHARED.test(label) && !RULES.test(label)),
    weight: WEIGHT.test(label) && !GIVEN.test(label),
  };
}

/** Cells of a row, in order, on the columns where their kinds stand; columns left out before the first are cheapest. */
export function alignRow(cells: readonly TextCell[], columns: readonly Column[]): Placement | undefined {
  const [rows, width] = [cells.length, columns.length];
  if (rows > width || rows === 0) return undefined;
  const kinds = cells.map(({ text }) => kindOf(text));
  // A label that lost all its figures.
  if (rows === 1 && (kinds[0] === 'word' || kinds[0] === 'long')) return { columns: [0], cost: 0.5, tied: false };
  const overall = OVERALL.test(cells[0]!.text) && columns.some(({ scored }) => scored) && kinds[0] === 'word';
  // 扣分项 stands for no line of the section above it; 小计 does.
  const whole = overall || (WHOLE.test(cells[0]!.text) && !/^小\s*计/u.test(cells[0]!.text));
  // 扣分项（10分） | 10: the first figure is the weight that the label tells.
  const told = columns.some(({ weight }) => weight)
    ? /[（(](\d+(?:\.\d+)?)\s?分[)）]$/u.exec(cells[0]!.text)?.[1]
    : undefined;
  const first = told === undefined ? -1 : kinds.indexOf('figure');
  const fits = (row: number, column: number): number => {
    const { fit, scored, weight } = columns[column]!;
    if (row === first && cells[row]!.text === told) return weight ? 0 : 2;
    if (overall && row > 0 && kinds[row] === 'figure') return scored ? 0 : 2;
    if (whole && row === 0) return column === 0 ? 0 : 3;
    const cost = 2 * (1 - fit[kinds[row]!]);
    // A stroke may stand for any figure.
    return kinds[row] === 'void' && STROKE.test(cells[row]!.text) ? Math.min(cost, 0.4 + fit.long + fit.word) : cost;
  };
  const skip = (row: number, column: number): number => {
    if (row === 0) return 0.12;
    if (whole && row === 1) return 0.01;
    if (columns[column]!.open) return 0.1;
    return row === rows ? 0.35 : 0.6;
  };
  // best[row][column]: cells from row on in columns from column on.
  const best: { cost: number; take: boolean; tied: boolean }[][] = Array.from({ length: rows + 1 }, () => []);
  best[rows]![width] = { cost: 0, take: false, tied: false };
  for (let column = width - 1; column >= 0; column--)
    best[rows]![column] = { cost: best[rows]![column + 1]!.cost + skip(rows, column), take: false, tied: false };
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = width - (rows - row); column >= 0; column--) {
      const rest = best[row + 1]![column + 1]!;
      const take = fits(row, column) + rest.cost;
      const over = best[row]![column + 1];
      const leave = over ? over.cost + skip(row, column) : Infinity;
      const tied = Math.abs(take - leave) < 0.05;
      best[row]![column] =
        take <= leave
          ? { cost: take, take: true, tied: tied || rest.tied }
          : { cost: leave, take: false, tied: tied || over!.tied };
    }
  }
  const placed: number[] = [];
  for (let row = 0, column = 0; row < rows; column++) {
    if (!best[row]![column]!.take) continue;
    placed.push(column);
    row++;
  }
  const { cost, tied } = best[0]![0]!;
  return { columns: placed, cost, tied: tied && rows < width };
}
