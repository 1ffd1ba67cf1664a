import type { RawFurniture } from '../../schemas/index.js';
import { WIDE_GAP } from './spaced-lines.js';
import { gist, isBlank, pieceOf, placeOf, type Line } from './lines.js';
import { BARE_NUMBER, PAGE_NUMBER } from './words.js';

/** Lines at the head and foot of a page that may be furniture. */
const DEEP = 2;
const LONGEST = 60;

/**
 * Takes page numbers, running heads and feet out of a text with form feeds, also where a table goes on over the page: the
 * lines become blank and are marked as taken. A row of a table that is printed again on each page stays.
 */
export function takePageEdges(lines: Line[]): RawFurniture[] {
  const pages = pagesOf(lines);
  if (pages.length < 2) return [];
  const edges = pages.flatMap((page, number) => {
    const printed = page.filter((line) => !isBlank(line));
    const heads = printed.slice(0, DEEP).map((line, depth) => ({ line, kind: 'header' as const, depth, page: number }));
    const feet = printed.slice(DEEP).slice(-DEEP).reverse();
    return [...heads, ...feet.map((line, depth) => ({ line, kind: 'footer' as const, depth, page: number }))];
  });
  const counts = new Map<string, number>();
  const keyOf = ({ line, kind, depth }: (typeof edges)[number]) =>
    `${kind}${depth}${line.text.trim().replace(/\d+/g, '0')}`;
  for (const edge of edges)
    if (edge.line.text.length < 200) counts.set(keyOf(edge), (counts.get(keyOf(edge)) ?? 0) + 1);
  const furniture: RawFurniture[] = [];
  /** Edges of pages at which something was taken. */
  const taken = new Set<string>();
  for (const edge of edges) {
    const { line, kind, depth, page } = edge;
    const text = gist(line.text).trim();
    const number = PAGE_NUMBER.test(text) || (BARE_NUMBER.test(text) && (counts.get(keyOf(edge)) ?? 0) > 1);
    const repeated =
      text.length <= LONGEST &&
      (counts.get(keyOf(edge)) ?? 0) >= Math.max(2, 0.4 * pages.length) &&
      text.search(WIDE_GAP) < 0 &&
      !/[\t|│]/.test(text) &&
      // What stands deeper is furniture only if what is nearer to the edge is.
      (depth === 0 || taken.has(`${kind}${page}`));
    // The first page has its title where others have their running head, or below that.
    const title = kind === 'header' && page === 0 && !isOverTitle(line, pages[0]!);
    if (!number && !(repeated && !title)) continue;
    const piece = pieceOf(line);
    if (!piece) continue;
    taken.add(`${kind}${page}`);
    furniture.push({ kind: number ? 'pageNumber' : kind, text: piece.text, place: placeOf(piece) });
    line.text = '';
    line.taken = true;
  }
  return furniture;
}

/** Lines below a running head in which the title may stand. */
const NEAR = 4;

/** Whether a line over the first page stands over a longer one that ends in its words: 自评报告 over 某县2031年自评报告. */
function isOverTitle(line: Line, page: readonly Line[]): boolean {
  const words = line.text.replace(/\s/gu, '');
  const below = page.filter((other) => other.index > line.index && !isBlank(other)).slice(0, NEAR);
  return below.some(({ text }) => {
    const other = gist(text).replace(/\s/gu, '');
    return other.length > words.length && other.endsWith(words);
  });
}

function pagesOf(lines: readonly Line[]): Line[][] {
  const pages: Line[][] = [[]];
  for (const line of lines) {
    if (line.breaks) pages.push([]);
    pages[pages.length - 1]!.push(line);
  }
  return pages;
}
