import { censusOf } from './census.js';
import type { EnginePage, Glyph } from './engine.js';
import type { PageContent } from './page.js';

/** Print of this size (points) may be a mark over the page. */
const LARGE = 28;
/** How much larger than what it lies over it is. */
const LARGER = 2;
/** How far (points) a mark may move from page to page. */
const SAME_PLACE = 3;

/**
 * Characters of marks that lie level over other print: 征求意见稿, 内部资料. They are large, and print or lines go through
 * them, as they never do through titles.
 */
export function levelMarks({ glyphs, rulings }: EnginePage): ReadonlySet<Glyph> | undefined {
  if (censusOf(glyphs).largest < LARGE) return undefined;
  const large = glyphs.filter(({ size, angle }) => size >= LARGE && angle === 0);
  if (large.length > 200) return undefined;
  const found = new Set<Glyph>();
  for (const line of onOneLine(large)) {
    const inside = glyphs.filter(
      (other) => other.size * LARGER < line[0]!.size && line.some((glyph) => holds(glyph, other)),
    );
    const crossed = rulings.filter((ruling) => line.some((glyph) => holds(glyph, within(ruling, glyph)))).length;
    if (inside.length + crossed > 1) for (const glyph of line) found.add(glyph);
  }
  return found.size > 0 ? found : undefined;
}

/** Marks that lie over print on one page lie in the same place on others, even where nothing else is printed. */
export function takeMarks(pages: readonly PageContent[]): void {
  const marks = pages.flatMap(({ slanted }) => slanted);
  if (marks.length === 0) return;
  for (const page of pages) {
    const isMark = ({ text, x0, y0, size }: PageContent['lines'][number]): boolean =>
      size >= LARGE &&
      marks.some(
        (mark) =>
          Math.abs(mark.x0 - x0) < SAME_PLACE &&
          Math.abs(mark.y0 - y0) < SAME_PLACE &&
          mark.text.replace(/\s/gu, '') === text.replace(/\s/gu, ''),
      );
    const own = page.lines.filter(isMark);
    if (own.length === 0) continue;
    page.slanted.push(...own);
    page.lines = page.lines.filter((line) => !own.includes(line));
  }
}

function onOneLine(glyphs: readonly Glyph[]): Glyph[][] {
  const lines: Glyph[][] = [];
  for (const glyph of glyphs) {
    const line = lines.find(
      ([first]) => Math.abs(first!.y0 - glyph.y0) < 1 && Math.abs(first!.size - glyph.size) < 0.5,
    );
    if (line) line.push(glyph);
    else lines.push([glyph]);
  }
  return lines;
}

/** Whether the middle of something lies well inside of a character's box. */
function holds({ x0, y0, x1, y1, size }: Glyph, other: { x0: number; y0: number; x1: number; y1: number }): boolean {
  const [x, y] = [(other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2];
  const [width, height] = [x1 - x0, 0.2 * size];
  return x > x0 + 0.1 * width && x < x1 - 0.1 * width && y > y0 + height && y < y1 - height;
}

/** What of a line lies within the box of a character. */
function within(
  { x0, y0, x1, y1 }: { x0: number; y0: number; x1: number; y1: number },
  glyph: Glyph,
): { x0: number; y0: number; x1: number; y1: number } {
  return {
    x0: Math.max(x0, glyph.x0),
    y0: Math.max(y0, glyph.y0),
    x1: Math.min(x1, glyph.x1),
    y1: Math.min(y1, glyph.y1),
  };
}
