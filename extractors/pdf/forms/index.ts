import type { FurnitureKind } from '../furniture.js';
import { chunksOf, isNumeric } from '../chunks.js';
import type { Line } from '../lines.js';
import type { PageContent, PageTable } from '../page.js';
import { buildTable, rowsOf } from './build.js';
import { findBorders, shareBorders, splitAt } from './columns.js';
import { middle, piecesOf } from './pieces.js';
import { bandsOf, bordersIn, sectionsOf } from './sections.js';
import type { PageZone } from './page-zone.js';
import { findZones } from './zones.js';

interface Stretch {
  page: PageContent;
  zone: PageZone;
}

/**
 * Tables without lines down in Chinese print: the columns of all pages that one table goes on over are found together.
 * Takes their lines out of the pages, and puts the tables in.
 */
export function findForms(pages: readonly PageContent[], furniture: Map<Line, FurnitureKind>): void {
  for (const group of groupsOf(pages, furniture)) {
    const tables = tablesOf(group);
    for (const [i, { page, zone }] of group.entries()) {
      const table = tables[i];
      if (!table) continue;
      page.tables.push(table);
      page.tables.sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
      const taken = new Set(zone.lines);
      page.lines = page.lines.filter((line) => !taken.has(line));
    }
  }
}

/** One table, a stretch of it on each page. */
function tablesOf(group: readonly Stretch[]): (PageTable | undefined)[] {
  const left = Math.min(...group.map(({ zone }) => zone.x0));
  const right = Math.max(...group.map(({ zone }) => zone.x1));
  const known = knownBorders(group, left, right);
  const drawn = group.every(({ zone }) => zone.rules.length > 0);
  const least = drawn ? 0.5 : 1;
  const strips = group.map(({ zone }) => ({ lines: zone.chunks, rules: zone.rules.map(({ at }) => at) }));
  const between = (borders: readonly number[]): number[] => [
    left,
    ...borders.filter((x) => x > left + 4 && x < right - 4),
    right,
  ];
  const first = between(findBorders(strips, known, least).map(({ from, to }) => (from + to) / 2));
  if (first.length < 3) return [];
  const chunks = strips.map(({ lines }) => splitAt(lines, first));
  const ruled = drawn && rowsAreRuled(group, chunks, first);
  const zones = group.map(({ zone }, i) => ({
    ...zone,
    chunks: chunks[i]!,
    ruled,
    continues: i > 0,
    // Where no rules part the rows, nothing tells that the page cuts one.
    openTop: ruled && zone.openTop,
    openBottom: ruled && zone.openBottom,
  }));
  const rows = zones.map((zone) => rowsOf(zone, first));
  const sections = sectionsOf(
    zones.flatMap((zone, i) => bandsOf(zone, rows[i]!.ys, i, [left, right])),
    least,
  );
  const sure = known.map((at) => ({ from: at, to: at }));
  const xs = between(shareBorders([sure, ...sections.map(({ rooms }) => rooms)]));
  if (xs.length < 3) return [];
  const inUse = sections.map((section) => ({ ...section, borders: bordersIn(section, xs) }));
  return zones.map((zone, i) => {
    const here = inUse.flatMap(({ bands, borders }) => {
      const own = bands.filter(({ page }) => page === i);
      return own.length === 0 ? [] : [{ top: own[0]!.top, bottom: own.at(-1)!.bottom, borders }];
    });
    return buildTable(zone, rows[i]!, xs, here);
  });
}

/** Zones in reading order; one that ends a page and one that begins the next are one table's. */
function groupsOf(pages: readonly PageContent[], furniture: Map<Line, FurnitureKind>): Stretch[][] {
  const groups: Stretch[][] = [];
  const headers = new Set<string>();
  let open: Stretch[] | undefined;
  for (const page of pages) {
    if (!page.level) {
      open = undefined;
      continue;
    }
    // A header row that is printed again on each page stands where running headers stand.
    for (const line of page.lines) if (furniture.has(line) && chunksOf(line).length > 2) furniture.delete(line);
    const lines = page.lines.filter((line) => !furniture.has(line));
    const zones = findZones(lines, page.level, page.stripes ?? [], headers);
    for (const { header } of zones) if (header) headers.add(header);
    for (const [i, zone] of zones.entries()) {
      const before = lines.filter((line) => line.y1 < zone.lines[0]!.y1 - 2 && !zone.lines.includes(line));
      const continues = i === 0 && before.length === 0 && !page.tables.some(({ y0 }) => y0 < zone.lines[0]!.y0);
      if (open && continues && fits(open.at(-1)!.zone, zone)) open.push({ page, zone });
      else groups.push((open = [{ page, zone }]));
      const last = zone.lines.at(-1)!;
      const after = lines.some((line) => line.y0 > last.y0 + 2 && !zone.lines.includes(line));
      if (after || page.tables.some(({ y1 }) => y1 > last.y1)) open = undefined;
    }
    if (zones.length === 0) open = undefined;
  }
  return groups;
}

function fits(upper: PageZone, lower: PageZone): boolean {
  const ruled = upper.rules.length > 0 && lower.rules.length > 0;
  if (upper.shades.length > 0 && lower.shades.length > 0)
    return lower.x0 > upper.x0 - 8 && lower.x1 < upper.x1 + 8 && lower.x1 > upper.x0 + 0.5 * (upper.x1 - upper.x0);
  if (ruled && (upper.widened ?? lower.widened))
    return Math.abs(upper.x1 - lower.x1) < 8 || Math.abs(upper.x0 - lower.x0) < 8;
  return !ruled || (Math.abs(upper.x0 - lower.x0) < 8 && Math.abs(upper.x1 - lower.x1) < 8);
}

/** Borders that rules give away: where one stops short of the table's edge, or was drawn cell by cell. */
function knownBorders(group: readonly Stretch[], left: number, right: number): number[] {
  return group.flatMap(({ zone }) =>
    [
      ...zone.rules.flatMap(({ from, to, joints }) => [from, to, ...(joints ?? [])]),
      ...zone.shades.flatMap(({ x0, x1 }) => [x0, x1]),
    ].filter((x) => x > left + 8 && x < right - 8),
  );
}

/** Whether rules part all rows: else figures stand below one another between two rules. */
function rowsAreRuled(group: readonly Stretch[], chunks: readonly (readonly Line[])[], xs: readonly number[]): boolean {
  let bands = 0;
  let stacked = 0;
  for (const [i, { zone }] of group.entries()) {
    const pieces = piecesOf(chunks[i]!, xs);
    for (let column = 1; column + 1 < xs.length; column++) {
      const middleX = (xs[column]! + xs[column + 1]!) / 2;
      const ys = zone.rules.filter(({ from, to }) => from < middleX && to > middleX).map(({ at }) => at);
      if (zone.shades.length > 0 || zone.lines.some(({ y0 }) => y0 > zone.rules.at(-1)!.at)) ys.push(Infinity);
      for (const [k, top] of ys.slice(0, -1).entries()) {
        const here = pieces.filter(
          ({ line, first, last }) =>
            first <= column && last >= column && middle(line) > top && middle(line) < ys[k + 1]!,
        );
        if (here.length === 0) continue;
        bands++;
        const figures = here.filter(({ line }) => isNumeric(line.text)).length;
        const apart = here.some(({ line }, n) => n > 0 && line.y0 - here[n - 1]!.line.y1 > 1.1 * line.size);
        if (figures > 1) stacked++;
        // Paragraphs of one cell may stand apart; in several columns they are rows.
        else if (apart) stacked += 0.25;
      }
    }
  }
  return bands > 0 && stacked < 0.2 * bands;
}
