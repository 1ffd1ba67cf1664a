import type { RawFurniture } from '../../schemas/index.js';
import type { Line } from './lines.js';
import type { PageContent } from './page.js';

export type FurnitureKind = RawFurniture['kind'];

/** The share of the page's height, at its top and bottom, in which headers, footers and page numbers stand. */
const ZONE = 0.12;
/** How far (points) a running line may move from page to page. */
const SAME_PLACE = 4;

const RULES = String.raw`[-—–―－─_·•.~～*|\[\]【】()（）]*`;
const NUMBER = String.raw`(?:\d{1,4}|[ivxlc]{1,6})`;
const PAGE_NUMBER = new RegExp(
  `^${RULES}(?:第|page|p\\.?)?${RULES}(${NUMBER})${RULES}(?:页|page)?(?:[/／,，;；、]?(?:共|of|/)?(${NUMBER})页?)?${RULES}$`,
  'iu',
);

/**
 * Page numbers and running headers and footers: lines at the very top or bottom that count the pages, or that stand
 * again in the same place on a page nearby. Lines between tables and text are never furniture.
 */
export function findFurniture(pages: readonly PageContent[]): Map<Line, FurnitureKind> {
  const found = new Map<Line, FurnitureKind>();
  const zones = pages.map((page) => ({ header: outermost(page, 'header'), footer: outermost(page, 'footer') }));
  for (const side of ['header', 'footer'] as const) {
    for (const [i, zone] of zones.entries()) {
      for (const line of zone[side]) {
        const others = [i - 2, i - 1, i + 1, i + 2].flatMap((j) =>
          (zones[j]?.[side] ?? [])
            .filter((other) => placeAlike(pages[i]!, line, pages[j]!, other, side))
            .map((other) => ({ other, apart: j - i })),
        );
        const number = pageNumber(line);
        const counts = number !== undefined && others.some(({ other, apart }) => pageNumber(other) === number + apart);
        // 附件1 and 附件2 on two pages are two titles: what merely counts has to do so on three pages.
        const alike = others.filter(({ other, apart }) => sameButCounting(line.text, other.text, apart));
        const runs = alike.length > 1 || alike.some(({ other }) => other.text === line.text);
        if (counts || (number !== undefined && standsAlone(pages, i, number, line, side)))
          found.set(line, 'pageNumber');
        else if (runs) found.set(line, side);
        else break;
      }
    }
  }
  return found;
}

/** Lines of a page's top or bottom zone from the edge inwards, as far as no table lies between. */
function outermost(page: PageContent, side: 'header' | 'footer'): Line[] {
  if (side === 'header') {
    const reach = Math.min(ZONE * page.height, ...page.tables.map((table) => table.y0));
    return page.lines.filter((line) => line.y1 <= reach + line.size);
  }
  const reach = Math.max((1 - ZONE) * page.height, ...page.tables.map((table) => table.y1));
  return page.lines.filter((line) => line.y0 >= reach - line.size).reverse();
}

function placeAlike(page: PageContent, a: Line, other: PageContent, b: Line, side: string): boolean {
  if (Math.abs(page.width - other.width) > 1)
    return side === 'header' ? true : Math.abs(page.height - other.height) > 1;
  return Math.abs(a.y0 - b.y0) <= SAME_PLACE;
}

function pageNumber(line: Line): number | undefined {
  const match = PAGE_NUMBER.exec(line.text.replace(/\s/gu, ''));
  if (!match) return undefined;
  const digits = match[1]!;
  return /^\d+$/u.test(digits) ? Number(digits) : roman(digits);
}

const ROMAN: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function roman(text: string): number {
  let value = 0;
  const digits = [...text.toLowerCase()].map((letter) => ROMAN[letter] ?? 0);
  for (const [i, digit] of digits.entries()) value += digit < (digits[i + 1] ?? 0) ? -digit : digit;
  return value;
}

/** A number on its own at the outermost place, when no other page helps: it must be this page's or plainly set off. */
function standsAlone(pages: readonly PageContent[], i: number, number: number, line: Line, side: string): boolean {
  const page = pages[i]!;
  if (side === 'header' ? line.y0 > 0.09 * page.height : line.y1 < 0.91 * page.height) return false;
  const decorated = /[-—–―－─·第页page~～]/iu.test(line.text);
  const others = page.lines.filter((other) => other !== line);
  const clear = others.every((other) => other.y1 < line.y0 - line.size || other.y0 > line.y1 + line.size);
  return clear && (decorated || number === page.number || Math.abs(number - page.number) <= 20);
}

/** Whether two lines say the same, apart from numbers that count the pages between them. */
function sameButCounting(a: string, b: string, apart: number): boolean {
  const [here, there] = [a, b].map((text) => text.replace(/\s/gu, '').split(/(\d+)/u));
  if (here!.length !== there!.length) return false;
  return here!.every((piece, i) => piece === there![i] || (i % 2 === 1 && Number(there![i]) - Number(piece) === apart));
}
