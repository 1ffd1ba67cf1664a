import { DOUBTFUL } from '../../schemas/index.js';
import type { Place, RawDocument } from '../../schemas/index.js';

/** Points: a cell that comes so near to the edge of a sheet ends there because the sheet does. */
const NEAR = 1;

/**
 * Doubts the empty cells at the edges of sheets that were read from pictures (by number): what stood in them may be
 * beyond the edge.
 */
export function doubtCutCells(
  { pages, blocks }: Pick<RawDocument, 'pages' | 'blocks'>,
  recognized: readonly number[],
): void {
  const sheets = new Map(pages.filter(({ number }) => recognized.includes(number)).map((page) => [page.number, page]));
  const isCut = ({ page, box }: Place): boolean => {
    const sheet = page === undefined ? undefined : sheets.get(page);
    if (!sheet || !box) return false;
    const [x0, y0, x1, y1] = box;
    return Math.min(x0, y0, sheet.width - x1, sheet.height - y1) <= NEAR;
  };
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    for (const cell of block.cells) if (cell.text === '' && isCut(cell.place)) cell.confidence = DOUBTFUL - 0.01;
  }
}
