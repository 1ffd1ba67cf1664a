import { isFigure, isVoid } from './cells.js';
import { isHeading } from './listed-line.js';
import { displayWidth, type Chunk, type Line } from './lines.js';
import { FINISHED, ITEM, OF_WHICH, UNIT_TITLE } from './words.js';

/** Cells of one line for each of several lines, where empty lines part cells. */
const SINGLE = 3;
/** Blocks that show it: below stand other forms. */
const NEAR = 40;
/** Columns of the shortest first line of a label that its column broke. */
const NARROWEST = 6;

/**
 * Whether empty lines stand between cells, as PDF readers without a layout write them: most blocks hold one line, and
 * none holds figures below figures.
 */
export function arePartedByBlanks(all: readonly Chunk[]): boolean {
  const chunks = all.slice(0, NEAR);
  const single = chunks.filter(({ lines }) => lines.length === 1).length;
  return (
    single * (SINGLE + 1) >= chunks.length * SINGLE &&
    chunks.every(({ lines }) => lines.filter(({ text }) => isFigure(text)).length < 2)
  );
}

/** The lines of one block by the cells that they are of: a column that is too narrow breaks a label, its rest is shorter. */
export function joinWrapped(lines: readonly Line[]): Line[][] {
  const cells: Line[][] = [];
  for (const line of lines) {
    const open = cells[cells.length - 1];
    if (open && goesOn(open[open.length - 1]!, line)) open.push(line);
    else cells.push([line]);
  }
  return cells;
}

function goesOn(upper: Line, lower: Line): boolean {
  const [above, below] = [upper.text.trim(), lower.text.trim()];
  if ([above, below].some((text) => isFigure(text) || isVoid(text))) return false;
  if (/^[，。、；：）)》”]/u.test(below) || (/[（(][^（()）]*$/u.test(above) && /^[^（(]*[)）]/u.test(below)))
    return true;
  if (isHeading(upper) || isHeading(lower) || UNIT_TITLE.test(above) || OF_WHICH.test(above)) return false;
  return wrapsTo(above, below);
}

/** Whether a text may be what its column left of a longer one above it. */
export function wrapsTo(above: string, below: string): boolean {
  if (FINISHED.test(above) || ITEM.test(below)) return false;
  // 纳入专户管理⏎的非税收入拨⏎款: no label begins so.
  if (/^[的及]/u.test(below) && displayWidth(above) >= NARROWEST) return true;
  return displayWidth(above) >= NARROWEST && displayWidth(below) < displayWidth(above);
}
