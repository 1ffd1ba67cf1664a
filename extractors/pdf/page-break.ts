import { squeeze } from '../../schemas/index.js';
import type { JoinedCell } from './joined-table.js';
import type { Line } from './lines.js';
import type { PageTable } from './page.js';
import { isWrapped } from './wrap.js';

/** What happens to a table at a page break. */
export interface Joins {
  /** Whether the last row above and the first row below are one row. */
  cut: boolean;
  /** Cell below → cell above that it goes on. */
  pairs: Map<JoinedCell, JoinedCell>;
  /** Labels above that end before the row that is cut: below, another one begins with it. */
  ended?: JoinedCell[];
}

const AMOUNT = /^[-+−]?[\d,.，]+[%％]?$/u;
/** What two halves of an amount make: one point at most, and a percent sign at its end alone. */
const ONE_AMOUNT = /^[-+−]?[\d,，]+(?:\.\d*)?[%％]?$/u;
const ENDED = /[。；;！!？?.]$/u;

/**
 * Decides how the rows above a page break go on below it. Programs close the borders on both sides, so the text has
 * to tell: a row is cut when a line that was full goes on below, or when below there is only what the row above still
 * lacks. A merged cell goes on below when it is empty there.
 *
 * `bottom` are the cells that end at the break, `below` those of the next page, whose first row is `row`; `above` are
 * all cells before the break.
 */
export function joinsAcross(
  bottom: readonly JoinedCell[],
  below: readonly JoinedCell[],
  row: number,
  upperTable: PageTable,
  lowerTable: PageTable,
  above: readonly JoinedCell[],
): Joins {
  const top = below.filter((cell) => cell.row === row);
  const facing = new Map<JoinedCell, JoinedCell>();
  for (const cell of top) {
    const upper = bottom.find((other) => other.column === cell.column && other.colSpan === cell.colSpan);
    if (upper) facing.set(cell, upper);
  }
  const pairs = new Map<JoinedCell, JoinedCell>();
  // Browsers draw the lower border of a row that ends with its page, and none below the merged cells that go on.
  const open = bottom.some((cell) => cell.parts.at(-1)!.cell.openBelow === true);
  const closed = !upperTable.openBottom && !(upperTable.loose && lowerTable.openTop);
  if (closed && (open || lowerTable.openTop)) {
    for (const [lower, upper] of facing) if (upper.parts.at(-1)!.cell.openBelow) pairs.set(lower, upper);
    if (pairs.size < top.length) return { cut: false, pairs };
    pairs.clear();
  }
  const sameColumns = facing.size === top.length && bottom.length === top.length;
  const ended = upperTable.guessed ? endedLabels(facing) : [];
  const whole = ended.length === 0 ? facing : new Map([...facing].filter(([, upper]) => !ended.includes(upper)));
  if (sameColumns && isCut(whole, upperTable, lowerTable, above, below)) return { cut: true, pairs: whole, ended };
  const tree = isHeaderTree(bottom, top);
  const headed = isHeaded(facing);
  let ends = false;
  for (const [lower, upper] of [...facing].sort(([a], [b]) => a.column - b.column)) {
    const empty = linesOf(lower).length === 0;
    const labelled = tree && empty && linesOf(upper).length > 0;
    // A label that another one follows ends those beside it that are parts of it.
    const over = empty && lower.rowSpan === 1 && (ends || headed);
    if (labelled || (!over && isMergedOn(lower, upper, above, below))) pairs.set(lower, upper);
    else if (!empty && upper.rowSpan > 1 && linesOf(upper).length > 0) ends = true;
  }
  // A break between two rows that are merged in every column would leave a row without a cell of its own.
  if (pairs.size === top.length) pairs.clear();
  return { cut: false, pairs };
}

/** Labels merged over rows, and below each of them another one: where no rule tells, either may have the row between. */
function endedLabels(facing: ReadonlyMap<JoinedCell, JoinedCell>): JoinedCell[] {
  const isLabel = (cell: JoinedCell): boolean => cell.rowSpan > 1 && linesOf(cell).length > 0;
  return [...facing].flatMap(([lower, upper]) => (isLabel(lower) && isLabel(upper) && !isFilled(upper) ? [upper] : []));
}

function isCut(
  facing: ReadonlyMap<JoinedCell, JoinedCell>,
  upperTable: PageTable,
  lowerTable: PageTable,
  above: readonly JoinedCell[],
  below: readonly JoinedCell[],
): boolean {
  if (areTwo(facing)) return false;
  if (upperTable.openBottom || lowerTable.openTop) return true;
  // A frame around prose has one cell and goes on until it is closed.
  if (facing.size === 1 && upperTable.cells.length === 1) return true;
  const both: [JoinedCell, JoinedCell][] = [];
  const finished: JoinedCell[] = [];
  let figures = 0;
  let broken = 0;
  for (const [lower, upper] of facing) {
    const [up, low] = [linesOf(upper), linesOf(lower)];
    if (up.length > 0 && low.length > 0) {
      const amount = isAmount(low);
      if (amount && isAmount(up)) {
        if (!isOneAmount(upper, lower)) return false;
        broken++;
      } else if (amount && lower.rowSpan === 1) figures++;
      both.push([lower, upper]);
    } else if (up.length > 0 && upper.rowSpan === 1 && lower.rowSpan === 1) finished.push(upper);
  }
  // Figures below titles: a header alone at the foot of a page.
  if (both.length === 0 || figures > 1) return false;
  if (!both.every(([, upper]) => isFilled(upper))) return false;
  if (isHeader(facing, below)) return false;
  if (broken === 0 && both.some(([lower, upper]) => goesOn(upper, lower))) return true;
  if (finished.length === 0) return false;
  const printed = [...facing].filter(
    ([lower, upper]) => linesOf(upper).length > 0 && upper.rowSpan === 1 && lower.rowSpan === 1,
  );
  const label = Math.min(...printed.map(([, { column }]) => column));
  // The row's own label stands above alone: below is only the rest of its longer cells.
  if (finished.some((cell) => cell.column === label)) return true;
  // Two amounts below one another are one only where the label says so.
  if (broken > 0) return false;
  return both.length >= 2 && finished.every((cell) => alwaysPrinted(cell, above));
}

/** Whether two amounts are the halves of one that its cell had no room for. */
function isOneAmount(upper: JoinedCell, lower: JoinedCell): boolean {
  return ONE_AMOUNT.test(textOf(linesOf(upper)) + textOf(linesOf(lower))) && isFull(upper, lower);
}

/** Whether rows of figures stand above and below: amounts that are none together, in several columns or beside two labels. */
function areTwo(facing: ReadonlyMap<JoinedCell, JoinedCell>): boolean {
  const both = [...facing].filter(([lower, upper]) => linesOf(lower).length > 0 && linesOf(upper).length > 0);
  const apart = both.filter(
    ([lower, upper]) => isAmount(linesOf(lower)) && isAmount(linesOf(upper)) && !isOneAmount(upper, lower),
  );
  if (apart.length !== 1) return apart.length > 1;
  const [label] = both.sort(([a], [b]) => a.column - b.column);
  return label !== apart[0] && label !== undefined && !isAmount(linesOf(label[1])) && !isFull(label[1], label[0]);
}

/** Whether no further line would have fitted below the cell's text; below words in the middle of several rows none would. */
function isFilled(cell: JoinedCell): boolean {
  const { cell: part } = cell.parts.at(-1)!;
  const last = part.lines.at(-1);
  if (!last) return false;
  const [over, under] = [part.lines[0]!.y0 - part.y0, part.y1 - last.y1];
  if (under > 1.5 * last.size) return false;
  return part.rowSpan < 2 || over < 0.5 * last.size || Math.abs(over - under) > 0.3 * last.size;
}

function goesOn(upper: JoinedCell, lower: JoinedCell): boolean {
  const last = upper.parts.at(-1)!.cell.lines.at(-1);
  // One short word a line is how narrow columns print every label; only real lines of text tell something.
  if (!last || ENDED.test(last.text) || isAmount(linesOf(upper))) return false;
  return isFull(upper, lower);
}

/** Whether the cell's last line had no room for the beginning of what stands below the break. */
function isFull(upper: JoinedCell, lower: JoinedCell): boolean {
  const { cell } = upper.parts.at(-1)!;
  const last = cell.lines.at(-1);
  const next = lower.parts[0]!.cell.lines[0];
  if (!last || !next) return false;
  const pad = Math.max(0, Math.min(6, ...cell.lines.map((line) => line.x0 - cell.x0)));
  return isWrapped(last, next, { left: cell.x0 + pad, right: cell.x1 - pad });
}

/** Whether the table never leaves this column empty in an ordinary row, so that an empty cell below is no row's own. */
function alwaysPrinted(cell: JoinedCell, above: readonly JoinedCell[]): boolean {
  const column = above.filter(
    (other) => other.column === cell.column && other.colSpan === cell.colSpan && other !== cell,
  );
  const printed = column.filter((other) => linesOf(other).length > 0);
  return column.length >= 3 && printed.length >= 0.9 * column.length;
}

/** Whether two rows of titles, several in each, stand above a row of figures: where no rule parts them, a header. */
function isHeader(facing: ReadonlyMap<JoinedCell, JoinedCell>, below: readonly JoinedCell[]): boolean {
  const lowers = [...facing.keys()];
  const titled = (cells: readonly JoinedCell[]): boolean => {
    const printed = cells.map(linesOf).filter((lines) => lines.length > 0);
    return printed.length > 1 && !printed.some(isAmount);
  };
  const next = below.filter((cell) => cell.row === lowers[0]!.row + 1);
  return titled(lowers) && titled([...facing.values()]) && next.filter((cell) => isAmount(linesOf(cell))).length > 1;
}

/** Whether rows of figures begin below the break, and above it stand their titles. */
function isHeaded(facing: ReadonlyMap<JoinedCell, JoinedCell>): boolean {
  const pairs = [...facing].filter(([lower, upper]) => linesOf(lower).length > 0 && linesOf(upper).length > 0);
  const figures = pairs.filter(([lower]) => isAmount(linesOf(lower)));
  return figures.length > 1 && ![...facing.values()].some((upper) => isAmount(linesOf(upper)));
}

/** Whether the break runs through a header: a title above it is parted into several below. */
function isHeaderTree(bottom: readonly JoinedCell[], top: readonly JoinedCell[]): boolean {
  return bottom.some((upper) => {
    if (upper.colSpan < 2 || linesOf(upper).length === 0 || bottom.length < 2) return false;
    const parts = top.filter(
      (lower) => lower.column >= upper.column && lower.column + lower.colSpan <= upper.column + upper.colSpan,
    );
    return (
      parts.length >= 2 &&
      parts.reduce((sum, lower) => sum + lower.colSpan, 0) === upper.colSpan &&
      parts.every((lower) => linesOf(lower).length > 0 && !isAmount(linesOf(lower)))
    );
  });
}

/** Whether a cell that spans rows goes on below the break. */
function isMergedOn(
  lower: JoinedCell,
  upper: JoinedCell,
  above: readonly JoinedCell[],
  below: readonly JoinedCell[],
): boolean {
  if (linesOf(lower).length > 0) {
    // A title ends where a figure follows it.
    if (isAmount(linesOf(lower)) && !isAmount(linesOf(upper))) return false;
    return upper.rowSpan > 1 && linesOf(upper).length > 0 && isFilled(upper) && goesOn(upper, lower);
  }
  if (lower.rowSpan > 1) return true;
  if (upper.rowSpan > 1) return linesOf(upper).length > 0;
  // One row on each side: only a column that merges its labels elsewhere, and never leaves one out, does so here.
  if (linesOf(upper).length === 0) return false;
  const column = [...above, ...below].filter((cell) => cell.column === lower.column && cell.colSpan === lower.colSpan);
  // Labels of the header are merged in every table.
  const merged = column.some((cell) => cell.row > 0 && cell.rowSpan > 1 && linesOf(cell).length > 0);
  return merged && column.every((cell) => cell === lower || linesOf(cell).length > 0);
}

function linesOf(cell: JoinedCell): Line[] {
  return cell.parts.flatMap((part) => part.cell.lines);
}

function isAmount(lines: readonly Line[]): boolean {
  return AMOUNT.test(textOf(lines));
}

function textOf(lines: readonly Line[]): string {
  return squeeze(lines.map((line) => line.text).join(''));
}
