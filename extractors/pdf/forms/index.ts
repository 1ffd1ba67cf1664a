import { squeeze } from '../../../schemas/index.js';
import { distinct } from '../../grid/index.js';
import type { FurnitureKind } from '../furniture.js';
import { chunksOf, isNumeric } from '../chunks.js';
import type { Line } from '../lines.js';
import { middle } from '../lines.js';
import type { PageCell, PageContent, PageTable } from '../page.js';
import { cutsRow } from './alternate.js';
import type { Stretch as Stretched } from './build.js';
import { buildTable, rowsBySection, rowsOf } from './build.js';
import { centredSections } from './centred.js';
import { findBorders, shareBorders, splitAt } from './columns.js';
import { markOpen, partedLike, withHanging } from './cut-rows.js';
import type { Margins } from './flush.js';
import { flushSections, marginsOf, stretchesOf } from './flush.js';
import { leadingOf } from './leading.js';
import { piecesOf } from './pieces.js';
import { ledgerTables, takeBeginnings } from './ruled-down.js';
import type { Section } from './sections.js';
import { bandsOf, bordersIn, FLUSH, narrowed, sectionsOf } from './sections.js';
import type { PageZone } from './page-zone.js';
import { extendUp, footAbove, goesOnIn, takeFoot, titlesBelow, withLabelsAbove } from './page-ends.js';
import { ROW_GAP } from './runs.js';
import { setAtOf } from './set-at.js';
import { findZones } from './zones.js';

interface Stretch {
  page: PageContent;
  zone: PageZone;
}

/** A row that the page cuts goes down so far at least, as a share of the height to which pages are filled. */
const FILLED = 0.85;
/** The lines of a label are never so far apart (em). */
const APART = 4;

/**
 * Tables without lines down in Chinese print: the columns of all pages that one table goes on over are found together.
 * Takes their lines out of the pages, and puts the tables in.
 */
export function findForms(pages: readonly PageContent[], furniture: Map<Line, FurnitureKind>): void {
  takeBeginnings(pages);
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
  const ledgers = group.flatMap(({ zone }) => (zone.ledger ? [{ ...zone, ledger: zone.ledger }] : []));
  if (ledgers.length > 0) return ledgerTables(ledgers);
  let left = Math.min(...group.map(({ zone }) => zone.x0));
  let right = Math.max(...group.map(({ zone }) => zone.x1));
  const known = knownBorders(group, left, right);
  const drawn = group.every(({ zone }) => zone.rules.length > 0);
  const least = drawn ? 0.5 : 1;
  const margins = marginsOf(group.flatMap(({ zone }) => zone.lines));
  // Where rules are drawn, they say more of the borders than margins do.
  const telling = drawn ? undefined : margins;
  if (telling) left = Math.min(left, telling.starts[0]! - telling.padding);
  const strips = group.map(({ zone }) => ({
    lines: margins ? zone.lines.flatMap((line) => stretchesOf(line, margins)) : zone.chunks,
    rules: zone.rules.map(({ at }) => at),
    ...(margins && { starts: margins.starts }),
  }));
  const between = (borders: readonly number[]): number[] => [
    left,
    ...borders.filter((x) => x > left + 4 && x < right - 4),
    right,
  ];
  const rooms = findBorders(strips, known, least);
  const own = drawn
    ? rooms
    : narrowed(
        rooms,
        strips.flatMap(({ lines }) => fromMargins(lines).map((line) => [line])),
      );
  const first = between(own.map(({ from, to }) => (from + to) / 2));
  if (first.length < 3) return [];
  const parted = group.some(({ zone }) => zone.rules.some(({ from, to }) => from > zone.x0 + 8 || to < zone.x1 - 8));
  const chunks = strips.map(({ lines }) => splitAt(lines, first));
  const ruled = drawn && rowsAreRuled(group, chunks, first);
  const pieces = chunks.map((lines) => piecesOf(lines, first));
  const leading = leadingOf(pieces);
  const setAt = setAtOf(pieces);
  const cut = group.slice(1).map(({ zone }, i) => cutsRow(group[0]!.zone, group[i]!.zone, zone));
  const zones = group.map(({ zone }, i) => ({
    ...zone,
    rules: ruled && i < group.length - 1 && !zone.openBottom ? withHanging(zone) : zone.rules,
    ...(leading !== undefined && { leading }),
    ...(setAt && { setAt }),
    chunks: chunks[i]!,
    ruled,
    parted,
    continues: i > 0,
    goesOn: i < group.length - 1,
    // Where no rules part the rows, nothing tells that the page cuts one; nor where one ends the row above.
    openTop: ruled && ((zone.openTop && (group[i - 1]?.zone.openBottom ?? true)) || cut[i - 1] === true),
    openBottom: ruled && (zone.openBottom || cut[i] === true),
  }));
  const sure = known.map((at) => ({ from: at, to: at }));
  let rows = zones.map((zone) => rowsOf(zone, first));
  let xs = first;
  let stretches: Stretched[][] = [];
  // Rows tell which columns a part of the table has, and columns which rows.
  for (let pass = 0; pass < (ruled ? 1 : 2); pass++) {
    const found = sectionsOf(
      zones.flatMap((zone, i) => bandsOf(zone, rows[i]!.ys, i, [left, right])),
      least,
      known,
      telling,
    );
    const { sections, edges } = borderedSections(found, drawn, telling);
    if (edges) [left, right] = [Math.min(left, edges[0]), Math.max(right, edges[1])];
    xs = between(shareBorders([sure, ...sections.map(({ rooms }) => rooms)]));
    if (xs.length < 3) return [];
    const inUse = sections.map((section) => ({ ...section, borders: bordersIn(section, xs) }));
    stretches = zones.map((_, i) =>
      inUse.flatMap(({ bands, borders }) => {
        const own = bands.filter(({ page }) => page === i);
        return own.length === 0 ? [] : [{ top: own[0]!.top, bottom: own.at(-1)!.bottom, borders }];
      }),
    );
    if (!ruled) rows = zones.map((zone, i) => rowsBySection(zone, rows[i]!, xs, joined(stretches[i]!)));
  }
  for (const [i, zone] of zones.entries())
    if (zone.openTop && zones[i - 1]?.openBottom) goOnWith(stretches[i - 1]!.at(-1), stretches[i]![0]);
  let above: PageTable | undefined;
  return zones.map((zone, i) => {
    const built = buildTable(zone, rows[i]!, xs, stretches[i]!);
    const table = built && above && zone.openTop && zones[i - 1]!.openBottom ? partedLike(above, built) : built;
    above = table;
    if (!table) return undefined;
    // Cells that are not painted have no lower border to lose.
    if (zone.ruled && zone.goesOn && zone.shades.length === 0) markOpen(table, zone.rules);
    const torn = group[i]!.zone.torn || table.cells.some(isTwo);
    if (ruled && rows[i]!.merged !== true && !torn) return table;
    return { ...table, guessed: torn ? 'rows' : 'columns' };
  });
}

/** Where the page cuts a row, what is below has the borders of what is above: a label that ended there leaves its column empty. */
function goOnWith(upper: Stretched | undefined, lower: Stretched | undefined): void {
  if (upper && lower) lower.borders = [...new Set([...lower.borders, ...upper.borders])].sort((a, b) => a - b);
}

/** Sections with the borders that tell how their cells are set where no rules are drawn. */
function borderedSections(
  found: Section[],
  drawn: boolean,
  margins: Margins | undefined,
): { sections: Section[]; edges?: readonly [left: number, right: number] } {
  if (drawn) return { sections: found };
  return margins ? { sections: flushSections(found, margins) } : centredSections(found);
}

/** Stretches that begin where others do: titles in the middle of several columns do not. */
function fromMargins(lines: readonly Line[]): Line[] {
  return lines.filter(({ x0 }) => lines.filter((other) => Math.abs(other.x0 - x0) < 0.7).length >= FLUSH);
}

/** Figures of two columns with no more between them than a blank: 99.49%9.95, 1,032.531,160.15. */
const TOUCHING = /^[-+−]?[\d,.]*(?:[%％]\d|\.\d+,\d|,\d{4})[\d,.%％]*$/u;

/**
 * Whether stretches stand side by side in one cell, on base lines of their own or as two figures, or far below one another
 * in one that is merged over rows: then it is two.
 */
function isTwo({ lines, rowSpan }: PageCell): boolean {
  if (lines.some(({ text }) => TOUCHING.test(squeeze(text)))) return true;
  if (rowSpan > 1 && lines.some(({ y0, size }, i) => i > 0 && y0 - lines[i - 1]!.y1 > APART * size)) return true;
  return lines.some((a, i) =>
    lines.slice(i + 1).some((b) => {
      const [over, apart] = [Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0), Math.max(a.x0, b.x0) - Math.min(a.x1, b.x1)];
      if (over < 0.2 * a.size || apart < 0.3 * a.size) return false;
      return Math.abs(a.y0 - b.y0) > 0.2 * a.size || (isNumeric(a.text) && isNumeric(b.text));
    }),
  );
}

/** Stretches below one another that use the same borders as one: their rows are found together. */
function joined(stretches: readonly Stretched[]): Stretched[] {
  const found: Stretched[] = [];
  for (const { top, bottom, borders } of stretches) {
    const last = found.at(-1);
    if (last && last.borders.join() === borders.join()) last.bottom = bottom;
    else found.push({ top, bottom, borders });
  }
  return found;
}

/** Zones in reading order; one that ends a page and one that begins the next are one table's. */
function groupsOf(pages: readonly PageContent[], furniture: Map<Line, FurnitureKind>, known = 0): Stretch[][] {
  const groups: Stretch[][] = [];
  const headers = new Set<string>();
  let room = known;
  let open: Stretch[] | undefined;
  let above: { page: PageContent; lines: Line[] } | undefined;
  /** Titles at the foot of a page over rows that stand on the next one, if it goes on with the table. */
  let foot: readonly Line[] = [];
  const floor = FILLED * Math.max(...pages.map(({ lines }) => lines.findLast((line) => !furniture.has(line))?.y1 ?? 0));
  for (const page of pages) {
    if (!page.level) {
      open = undefined;
      above = undefined;
      continue;
    }
    // A header row that is printed again on each page stands where running headers stand.
    for (const line of page.lines) if (furniture.has(line) && chunksOf(line).length > 2) furniture.delete(line);
    const lines = page.lines.filter((line) => !furniture.has(line));
    const zonesAfter = (before: PageZone | undefined): PageZone[] => {
      const around = { ...(before && { before }), ...(page !== pages.at(-1) && { floor }) };
      return findZones(lines, page.level!, page.stripes ?? [], page.ledgers ?? [], headers, room, around);
    };
    let zones = zonesAfter(open?.at(-1)!.zone);
    const begun = open?.[0]!.zone;
    if (open?.length === 1 && begun?.begun && !(zones[0] && isFirst(zones[0], page, lines) && fits(begun, zones[0]))) {
      open = undefined;
      zones = zonesAfter(undefined);
    }
    for (const { header } of zones) if (header) headers.add(header);
    room = Math.max(room, ...zones.map((zone) => zone.room ?? 0));
    const whole = !open && above && zones[0] && withLabelsAbove(zones[0], lines);
    const first = whole && footAbove(whole, above!.lines);
    if (first) {
      zones[0] = whole;
      groups.push((open = [{ page: above!.page, zone: first }]));
    }
    if (open && zones[0]) extendUp(zones[0], open.at(-1)!.zone, lines);
    if (open && lines[0] && !zones.some((zone) => zone.lines.includes(lines[0]!)))
      open.at(-1)!.zone.torn = goesOnIn(open.at(-1)!.zone, lines[0]);
    for (const [i, zone] of zones.entries()) {
      if (open && i === 0 && isFirst(zone, page, lines) && fits(open.at(-1)!.zone, zone)) {
        takeFoot(open.at(-1)!.zone, foot);
        open.push({ page, zone });
      } else groups.push((open = [{ page, zone }]));
      const last = zone.lines.at(-1)!;
      const after = lines.filter((line) => line.y0 > last.y0 + 2 && !zone.lines.includes(line));
      foot = page === pages.at(-1) ? [] : titlesBelow(zone, after);
      if (after.length > foot.length || page.tables.some(({ y1 }) => y1 > last.y1)) open = undefined;
    }
    if (zones.length === 0) open = undefined;
    above = { page, lines: lines.filter((line) => !zones.some((zone) => zone.lines.includes(line))) };
  }
  // Later pages may show that all rows are set wide apart.
  if (known === 0 && room > ROW_GAP) return groupsOf(pages, furniture, room);
  return groups.filter((group) => group.length > 1 || !group[0]!.zone.begun);
}

/** Whether nothing stands above it on its page. */
function isFirst(zone: PageZone, page: PageContent, lines: readonly Line[]): boolean {
  const [first] = zone.lines;
  return (
    !lines.some((line) => line.y1 < first!.y1 - 2 && !zone.lines.includes(line)) &&
    !page.tables.some(({ y0 }) => y0 < first!.y0)
  );
}

function fits(upper: PageZone, lower: PageZone): boolean {
  if (upper.ledger || lower.ledger)
    return (
      upper.ledger !== undefined &&
      lower.ledger !== undefined &&
      Math.abs(upper.x0 - lower.x0) < 8 &&
      Math.abs(upper.x1 - lower.x1) < 8
    );
  const ruled = upper.rules.length > 0 && lower.rules.length > 0;
  if (upper.shades.length > 0 && lower.shades.length > 0)
    return (
      hasColumnsOf(upper, lower) ||
      (lower.x0 > upper.x0 - 8 && lower.x1 < upper.x1 + 8 && lower.x1 > upper.x0 + 0.5 * (upper.x1 - upper.x0))
    );
  if (ruled && (upper.widened ?? lower.widened))
    return Math.abs(upper.x1 - lower.x1) < 8 || Math.abs(upper.x0 - lower.x0) < 8;
  return !ruled || (Math.abs(upper.x0 - lower.x0) < 8 && Math.abs(upper.x1 - lower.x1) < 8);
}

/**
 * Whether a stretch is as narrow as it is because a label that is merged over its painted cells stands beside them and is
 * not painted, as in headers: the next one has painted cells that end where its own do, and others to their left.
 */
function hasColumnsOf(upper: PageZone, lower: PageZone): boolean {
  if (lower.x0 > upper.x0 - 8 || Math.abs(lower.x1 - upper.x1) > 8) return false;
  const [above, below] = [upper, lower].map(({ shades }) =>
    distinct(
      shades.flatMap(({ x0, x1 }) => [x0, x1]),
      2,
    ),
  );
  return above!.length > 3 && above!.every((x) => below!.some((other) => Math.abs(other - x) < 2));
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
