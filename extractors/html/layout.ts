import { attribute, type Node } from './dom.js';
import type { Weights } from './furniture.js';
import type { Grid } from './grid.js';

/** A style that draws a line: `border: 1px solid #000`, `border-top:solid windowtext .5pt`. */
const LINE = /border(-(top|right|bottom|left))?\s*:[^;]*\b(solid|double|dotted|dashed|inset|outset|ridge|groove)\b/i;
/** A cell of so many characters holds prose. */
const PROSE = 200;
const ARTICLE = 1000;

/** Whether a table only puts parts of the page side by side, as pages were built for two decades. */
export function isLayout(table: Node, grid: Grid, weights: Weights): boolean {
  if (/^(presentation|none)$/.test(attribute(table, 'role'))) return true;
  if (grid.cells.length === 0) return true;
  if (grid.cells.some(({ node }) => node?.name === 'th')) return false;
  if ((table.children ?? []).some(({ name }) => name === 'caption')) return false;
  const holdsTable = weights.of(table).tables > 0;
  const narrow = grid.rows === 1 || grid.columns === 1;
  if (isRuled(table, grid)) return holdsTable && grid.cells.length === 1;
  if (holdsTable) return true;
  const lengths = grid.cells.map(({ node }) => (node ? weights.of(node).text : 0));
  const longest = Math.max(...lengths);
  // Words one below the other, or links side by side, need no grid.
  if (grid.columns === 1 || (grid.rows === 1 && weights.of(table).links > 0)) return true;
  if (narrow && longest > PROSE) return true;
  return longest > ARTICLE && longest > 0.6 * lengths.reduce((a, b) => a + b, 0);
}

function isRuled(table: Node, grid: Grid): boolean {
  const border = attribute(table, 'border').trim();
  if (border !== '' && border !== '0' && border !== 'none') return true;
  if (LINE.test(attribute(table, 'style')) || /\bMsoTableGrid\b/.test(attribute(table, 'class'))) return true;
  return grid.cells.slice(0, 12).some(({ node }) => node !== undefined && LINE.test(attribute(node, 'style')));
}
