import { DOUBTFUL } from '../../schemas/index.js';
import type { Box, Place, RawDocument } from '../../schemas/index.js';

/** Points: a cell that comes so near to the edge of a sheet ends there because the sheet does; so little hides nothing. */
const NEAR = 1;

/**
 * Doubts the empty cells at the edges of sheets that were read from pictures: what stood in them may be beyond the edge.
 * So are those at places that something hid, which are told by the number of the sheet.
 */
export function doubtCutCells(
  { pages, blocks }: Pick<RawDocument, 'pages' | 'blocks'>,
  recognized: ReadonlyMap<number, readonly Box[]>,
): void {
  const sheets = new Map(pages.filter(({ number }) => recognized.has(number)).map((page) => [page.number, page]));
  const isHidden = ({ page = 0, box }: Place): boolean => {
    const hidden = recognized.get(page) ?? [];
    // A cell that has no place is one whose lines were not found.
    if (!box) return hidden.length > 0;
    const [x0, y0, x1, y1] = box;
    return hidden.some(
      ([left, top, right, foot]) => x0 < right - NEAR && x1 > left + NEAR && y0 < foot - NEAR && y1 > top + NEAR,
    );
  };
  const isCut = ({ page, box }: Place): boolean => {
    const sheet = page === undefined ? undefined : sheets.get(page);
    if (!sheet || !box) return false;
    const [x0, y0, x1, y1] = box;
    return Math.min(x0, y0, sheet.width - x1, sheet.height - y1) <= NEAR;
  };
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    for (const cell of block.cells)
      if (cell.text === '' && (isCut(cell.place) || isHidden(cell.place))) cell.confidence = DOUBTFUL - 0.01;
  }
}
