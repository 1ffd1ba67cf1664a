import { addUnder } from '../../../schemas/index.js';
import type { Edge } from '../../grid/index.js';
import { withBlanks } from '../chunks.js';
import type { Glyph } from '../engine.js';
import type { Ledger } from '../ledgers.js';
import type { Line } from '../lines.js';
import { lineOf, middle } from '../lines.js';
import type { PageContent, PageTable } from '../page.js';
import { tableOf } from './build.js';
import { leadingOf } from './leading.js';
import type { PageZone, Row } from './page-zone.js';
import type { Piece } from './pieces.js';
import type { Section } from './ruled-rows.js';
import { rulesIn } from './ruled-rows.js';
import { setAtOf } from './set-at.js';

/** Lines that meet do within this (points). */
const CLOSE = 4;

/**
 * What stands open at the foot of a page above a ledger of the same sides is its beginning: one row of it, or two, that
 * looked like cells. Takes such tables out of the pages.
 */
export function takeBeginnings(pages: readonly PageContent[]): void {
  for (let i = pages.length - 1; i > 0; i--) {
    const [page, below] = [pages[i - 1]!, pages[i]!.ledgers?.[0]];
    if (!page.open || !page.ledgers || !below?.openTop) continue;
    const { x0, x1, y0, y1 } = page.open;
    if (Math.abs(x0 - below.x0) > CLOSE || Math.abs(x1 - below.x1) > CLOSE) continue;
    const own = page.tables.filter(
      (table) => table.y0 > y0 - CLOSE && table.y1 < y1 + CLOSE && table.x0 < x1 && table.x1 > x0,
    );
    page.tables = page.tables.filter((table) => !own.includes(table));
    const lines = own.flatMap(({ cells }) => cells.flatMap((cell) => cell.lines));
    page.lines = [...page.lines, ...lines].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
    page.ledgers.push(page.open);
  }
}

/** The zones of tables whose columns are drawn, and whose rows are not. */
export function ledgerZones(rows: readonly Row[], ledgers: readonly Ledger[]): PageZone[] {
  return ledgers.flatMap((ledger): PageZone[] => {
    const { x0, x1, y0, y1, upright, level } = ledger;
    const lines = rows.flatMap(({ line }) =>
      middle(line) > y0 && middle(line) < y1 && line.x0 > x0 - 2 && line.x1 < x1 + 2 ? [line] : [],
    );
    if (lines.length === 0) return [];
    const chunks = lines.flatMap((line) => splitAtLines(line, upright));
    const zone = { ledger: asPrinted(ledger, lines), lines, chunks, rules: level, shades: [], x0, x1, ruled: false };
    return [{ ...zone, continues: false, goesOn: false, openTop: false, openBottom: false }];
  });
}

/** A ledger that no rule closes as far as it holds print: its lines go on to the edge of the page. */
function asPrinted(ledger: Ledger, lines: readonly Line[]): Ledger {
  const { openTop, openBottom } = ledger;
  const y0 = openTop ? Math.min(...lines.map((line) => line.y0)) - 1 : ledger.y0;
  const y1 = openBottom ? Math.max(...lines.map((line) => line.y1)) + 1 : ledger.y1;
  const upright = ledger.upright.flatMap((edge) =>
    edge.from < y1 && edge.to > y0 ? [{ ...edge, from: Math.max(edge.from, y0), to: Math.min(edge.to, y1) }] : [],
  );
  return { ...ledger, y0, y1, upright, level: ledger.level.filter(({ at }) => at > y0 - CLOSE && at < y1 + CLOSE) };
}

/** What a line holds of each column. */
function splitAtLines(line: Line, upright: readonly Edge[]): Line[] {
  const y = middle(line);
  const ats = upright.flatMap(({ at, from, to }) => (from < y + 1 && to > y - 1 ? [at] : []));
  const parts = new Map<number, Glyph[]>();
  for (const glyph of line.glyphs) {
    const column = ats.filter((at) => at < (glyph.x0 + glyph.x1) / 2).length;
    addUnder(parts, column, glyph);
  }
  return parts.size === 1 ? [line] : [...parts.values()].flatMap((glyphs) => lineOf(withBlanks(glyphs)) ?? []);
}

/** One table, a stretch of it on each page: rows from the words, columns as they are drawn. */
export function ledgerTables(zones: readonly (PageZone & { ledger: Ledger })[]): (PageTable | undefined)[] {
  const sections = zones.map((zone, i) => sectionsOf(zone, i > 0, i < zones.length - 1));
  const pages = sections.map((own) => own.flatMap(({ pieces }) => pieces));
  const leading = leadingOf(pages);
  const setAt = setAtOf(pages);
  const setting = { ...(leading && { leading }), ...(setAt && { setAt }) };
  return zones.map((zone, i) => {
    const { x0, x1, y0, y1, upright, level, openBottom } = zone.ledger;
    const whole = (at: number): Edge => ({ at, from: x0, to: x1, drawn: 0 });
    const made = sections[i]!.flatMap((section) => rulesIn(section, setting));
    const table = tableOf(zone, [whole(y0), ...level, ...made, whole(y1)], upright);
    return table && { ...table, ...(openBottom && { unclosed: true }), guessed: 'columns' };
  });
}

function sectionsOf({ ledger, chunks }: PageZone & { ledger: Ledger }, continues: boolean, goesOn: boolean): Section[] {
  const { x0, x1, y0, y1, upright, level } = ledger;
  const through = level.filter(({ from, to }) => from < x0 + CLOSE && to > x1 - CLOSE).map(({ at }) => at);
  const heights = [y0, ...through.filter((at) => at > y0 + CLOSE && at < y1 - CLOSE), y1];
  return heights.slice(1).map((bottom, i): Section => {
    const top = heights[i]!;
    const own = upright.filter(({ from, to }) => Math.min(to, bottom) - Math.max(from, top) > CLOSE);
    const xs: number[] = [];
    for (const { at } of [...own].sort((a, b) => a.at - b.at)) if (at - (xs.at(-1) ?? -Infinity) > 2.6) xs.push(at);
    const inside = chunks.filter((line) => middle(line) > top && middle(line) < bottom);
    return {
      top,
      bottom,
      xs,
      upright: own,
      pieces: inside.map((line) => pieceOf(line, own, xs)).sort((a, b) => middle(a.line) - middle(b.line)),
      rules: level.filter(({ at }) => at > top + CLOSE && at < bottom - CLOSE),
      ends: { continues: continues && i === 0, goesOn: goesOn && i === heights.length - 2, inner: i > 0 },
    };
  });
}

/** A stretch of print with the columns between the lines beside it. */
function pieceOf(line: Line, upright: readonly Edge[], xs: readonly number[]): Piece {
  const [x, y] = [(line.x0 + line.x1) / 2, middle(line)];
  const beside = upright.filter(({ from, to }) => from < y + 1 && to > y - 1).map(({ at }) => at);
  const left = Math.max(xs[0]!, ...beside.filter((at) => at < x));
  const right = Math.min(xs.at(-1)!, ...beside.filter((at) => at > x));
  return { line, first: nearest(xs, left), last: Math.max(nearest(xs, left), nearest(xs, right) - 1) };
}

function nearest(sorted: readonly number[], value: number): number {
  let best = 0;
  for (let i = 1; i < sorted.length; i++) if (Math.abs(sorted[i]! - value) < Math.abs(sorted[best]! - value)) best = i;
  return best;
}
