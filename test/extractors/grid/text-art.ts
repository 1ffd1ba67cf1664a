import type { Ruling } from '../../../extractors/grid/index.js';

/** Size of a character of the art, in points. */
const [WIDE, HIGH] = [10, 10];

/**
 * Lines of a drawing → rulings: `-` and `=` run between `+`, `|` between `+` or from line to line. Each run between
 * two `+` is a ruling of its own, as many programs draw them; `=` is a double line.
 */
export function rulingsOf(art: readonly string[]): Ruling[] {
  const at = (row: number, column: number): string => art[row]?.[column] ?? ' ';
  const rulings: Ruling[] = [];
  for (const [row, line] of art.entries()) {
    for (const match of line.matchAll(/(?<=\+)[-=]+(?=\+)/gu)) {
      const [x0, x1] = [(match.index - 1) * WIDE, (match.index + match[0].length) * WIDE];
      rulings.push({ x0, y0: row * HIGH, x1, y1: row * HIGH, source: 'line' });
      if (match[0].includes('=')) rulings.push({ x0, y0: row * HIGH + 2, x1, y1: row * HIGH + 2, source: 'line' });
    }
    for (let column = 0; column < line.length; column++) {
      if (at(row, column) === '|') {
        const x = column * WIDE;
        rulings.push({ x0: x, y0: (row - 1) * HIGH, x1: x, y1: (row + 1) * HIGH, source: 'line' });
      }
    }
  }
  return rulings;
}
