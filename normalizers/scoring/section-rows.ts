import { Decimal, squeeze } from '../../schemas/index.js';
import { numbering } from '../vocabulary/lookup.js';
import { SHEET_SUBTOTAL, SHEET_TOTAL } from '../vocabulary/score-columns.js';
import { STUB_ORDINAL } from '../vocabulary/words.js';
import type { Columns, Grid } from './grid.js';
import { pointsIn, splitLabel } from './label.js';
import { isBlank, levelsOf, numbersOf } from './levels.js';

/** Rows that add up those below them, with how many such rows stand over each. */
export type SectionRows = ReadonlyMap<number, number>;

/**
 * The rows of a sheet that add up those below them: 二 | 过程 | 30 over 4 | 预算执行率 | 15 …, 一、投入 over （一）预算管理
 * over 绩效目标设定. Told by how they are numbered, alone among the label columns, and only where most of their weights
 * are these sums.
 */
export function sectionRows(grid: Grid, header: number, columns: Columns): SectionRows {
  const { entries, whole } = weighedRows(grid, header, columns);
  const styles = [...new Set(entries.map(({ style }) => style))].filter((style) => style !== undefined);
  const rows = new Map<number, number>();
  if (entries[0]?.style === undefined) return whole ? sumsInTurn(entries, whole) : rows;
  // From the innermost: what adds up its own lines is one line to the section above it.
  const inner = new Set<Weighed>();
  const levels: Weighed[][] = [];
  for (let level = Math.min(styles.length, DEEPEST) - 1; level >= 0; level--) {
    const sums = sumsAt(entries, styles, level, inner);
    if (sums.length > 0) levels.unshift(sums);
    else if (level === 0) return rows;
    for (const sum of sums) inner.add(sum);
  }
  levels.forEach((sums, depth) => {
    for (const { row } of sums) rows.set(row, depth);
  });
  return rows;
}

/** Sections, parts of sections, and parts of these. */
const DEEPEST = 3;

interface Weighed {
  row: number;
  weight: Decimal;
  score: Decimal | undefined;
  /** How it is numbered; undefined for a line of its own. */
  style: string | undefined;
}

/** A row with what those below it come to; no scores where one is blank. */
interface Sum {
  entry: Weighed;
  weights: Decimal;
  scores: Decimal | undefined;
  count: number;
}

const ZERO = new Decimal(0);

/** The rows of one numbering that have others below them; none where their weights are not what these come to. */
function sumsAt(
  entries: readonly Weighed[],
  styles: readonly string[],
  level: number,
  inner: ReadonlySet<Weighed>,
): Weighed[] {
  const rank = ({ style }: Weighed) => (style === undefined ? styles.length : styles.indexOf(style));
  const sums: Sum[] = [];
  let open: Sum | undefined;
  let within: Weighed | undefined;
  for (const entry of entries) {
    if (rank(entry) < level) open = undefined;
    if (rank(entry) <= level) within = undefined;
    if (rank(entry) === level) sums.push((open = { entry, weights: ZERO, scores: ZERO, count: 0 }));
    else if (open && rank(entry) > level && !(within && rank(within) < rank(entry))) {
      open.weights = open.weights.plus(entry.weight);
      open.scores = entry.score && open.scores?.plus(entry.score);
      open.count += 1;
      within = inner.has(entry) ? entry : undefined;
    }
  }
  const filled = sums.filter(({ count }) => count > 0);
  // A section of which one figure is wrong is still told by the other.
  const tied = filled.filter(
    ({ entry, weights, scores }) => entry.weight.eq(weights) || (scores !== undefined && entry.score?.eq(scores)),
  );
  return filled.length >= 2 && tied.length * 2 > filled.length ? filled.map(({ entry }) => entry) : [];
}

/**
 * 投入 | 10, 目标设定 | 5, 预算配置 | 5, 过程 | 30 …: without any number, but every row is a sum or a part of the sum above
 * it, in weights and scores, and the sums come to the whole.
 */
function sumsInTurn(entries: readonly Weighed[], whole: Decimal): SectionRows {
  const sums: number[] = [];
  let total = ZERO;
  for (let at = 0; at < entries.length;) {
    const sum = entries[at]!;
    let [weights, scores, next] = [ZERO, ZERO, at + 1];
    while (next < entries.length && weights.lt(sum.weight)) {
      weights = weights.plus(entries[next]!.weight);
      scores = scores.plus(entries[next]!.score ?? 0);
      next += 1;
    }
    if (!weights.eq(sum.weight) || (sum.score && !sum.score.eq(scores))) return new Map();
    sums.push(sum.row);
    total = total.plus(sum.weight);
    at = next;
  }
  return sums.length >= 2 && total.eq(whole) ? new Map(sums.map((row) => [row, 0])) : new Map();
}

/** The rows that print a weight, and the weight of the whole where one is printed. */
function weighedRows(
  grid: Grid,
  header: number,
  columns: Columns,
): { entries: readonly Weighed[]; whole: Decimal | undefined } {
  let whole: Decimal | undefined;
  const columnsOfLabels = columns.filter((column) => column?.role.startsWith('level')).length;
  const ordinals = grid[header]?.findIndex((cell) => cell && STUB_ORDINAL.test(squeeze(cell.text))) ?? -1;
  const found: Weighed[] = [];
  for (let row = header + 1; row < grid.length; row++) {
    const line = grid[row] ?? [];
    const levels = levelsOf(line, columns, []);
    const [label] = levels.cells;
    const own = label?.row === row;
    if (!own && (found.length === 0 || columnsOfLabels === 1)) continue;
    const numbers = numbersOf(line, columns, levels);
    const { label: named, weight } = splitLabel(label?.text ?? '');
    const printed = pointsIn(numbers.weight?.text ?? '');
    // 预算管理（30分） alone in its row, where a text print has lost its span.
    const alone =
      !printed && !numbers.score && weight !== null && line.every((cell) => cell === label || !cell || isBlank(cell));
    const points = alone ? weight : printed;
    if (SHEET_TOTAL.test(named) && points) whole ??= new Decimal(points.value);
    if (SHEET_TOTAL.test(named) || SHEET_SUBTOTAL.test(named)) continue;
    const ordinal = ordinals < 0 ? '' : squeeze(line[ordinals]?.text ?? '');
    const only = own && (columnsOfLabels === 1 || levels.labelled === 1);
    const style = alone ? 'alone' : only ? styleOf(ordinal, label.text) : undefined;
    // Nothing stands above the first section.
    if (found.length === 0 && style === undefined && columnsOfLabels > 1) return { entries: found, whole };
    const score = pointsIn(numbers.score?.text ?? '');
    if (points)
      found.push({
        row,
        weight: new Decimal(points.value),
        score: score ? new Decimal(score.value) : undefined,
        style,
      });
  }
  return { entries: found, whole };
}

/** 一, 1, (一), 1.1: how a line is numbered, beside its label or in front of it. */
function styleOf(ordinal: string, label: string): string | undefined {
  const number = ordinal === '' ? numbering(label)?.style : `${ordinal.replace(/[.、]$/u, '')}、`;
  return number?.replace(/\d+/gu, '1').replace(/[一二三四五六七八九十]+/u, '一');
}
