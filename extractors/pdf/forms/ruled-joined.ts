import type { Edge } from '../../grid/index.js';
import { chunksOf } from '../chunks.js';
import type { Line } from '../lines.js';
import { middle } from '../lines.js';
import type { PageZone, Row } from './page-zone.js';
import { NARROW } from './page-zone.js';

/** Rows of one table stand no further apart (em) than this. */
const APART = 3;
/** Rules end with a table within this (points). */
const CLOSE = 8;
/** So many rows on both sides show whether two stretches have the same columns. */
const NEAR = 8;

/**
 * Stretches of lines in columns that stand right above or below a zone of level rules, in the same columns, are of the
 * same table: a rule parts groups of its rows alone.
 */
export function joinRuled(zones: readonly PageZone[], rows: readonly Row[], level: readonly Edge[]): PageZone[] {
  const found: PageZone[] = [];
  for (const zone of [...zones].sort((a, b) => a.lines[0]!.y0 - b.lines[0]!.y0)) {
    const last = found.at(-1);
    if (last && isParted(last) !== isParted(zone) && isOne(last, zone, rows))
      found[found.length - 1] = joined(last, zone);
    else found.push(zone);
  }
  return found
    .map((zone) => (isPlain(zone) ? withRules(zone, level) : zone))
    .map((zone) => withBetween(zone, found, rows));
}

/** Whether level rules alone part its rows, or nothing does. */
function isPlain({ rules, shades, ledger }: PageZone): boolean {
  return shades.length === 0 && !ledger && rules.length === 0;
}

function isParted(zone: PageZone): boolean {
  return zone.rules.length > 0;
}

function isOne(upper: PageZone, lower: PageZone, rows: readonly Row[]): boolean {
  if (upper.shades.length + lower.shades.length > 0 || upper.ledger || lower.ledger) return false;
  const [end, start] = [Math.max(...upper.lines.map(({ y1 }) => y1)), lower.lines[0]!];
  if (start.y0 - end > APART * start.size || Math.abs(start.size - upper.lines.at(-1)!.size) > 0.1 * start.size)
    return false;
  const [left, right] = [Math.min(upper.x0, lower.x0), Math.max(upper.x1, lower.x1)];
  const between = rows.some(
    ({ line }) =>
      line.y0 > end - 1 && line.y1 < start.y0 + 1 && line.x1 > left && line.x0 < right && !lower.lines.includes(line),
  );
  return !between && sharedColumns(upper.chunks.slice(-6 * NEAR), lower.chunks.slice(0, 6 * NEAR)) > 1;
}

/** In how many columns stretches of both begin, end or have their middle at one place. */
function sharedColumns(above: readonly Line[], below: readonly Line[]): number {
  const shared = new Set<number>();
  for (const { x0, x1 } of below) {
    const same = above.find(
      (other) =>
        Math.abs(other.x0 - x0) < 0.7 || Math.abs(other.x1 - x1) < 0.7 || Math.abs(other.x0 + other.x1 - x0 - x1) < 1.4,
    );
    if (same) shared.add(Math.round((same.x0 + same.x1) / 20));
  }
  return shared.size;
}

function joined(upper: PageZone, lower: PageZone): PageZone {
  const ruled = isParted(upper) ? upper : lower;
  return {
    ...ruled,
    lines: [...upper.lines, ...lower.lines],
    chunks: [...upper.chunks, ...lower.chunks],
    rules: [...upper.rules, ...lower.rules].sort((a, b) => a.at - b.at),
    x0: Math.min(upper.x0, lower.x0),
    x1: Math.max(upper.x1, lower.x1),
    widened: true,
    openTop: false,
    openBottom: false,
  };
}

/** A stretch that begins or ends with a rule of its whole width, with all rules in it. */
function withRules(zone: PageZone, level: readonly Edge[]): PageZone {
  const { x0, x1, lines } = zone;
  const { size } = lines[0]!;
  const top = lines[0]!.y0 - 1.5 * size;
  const bottom = Math.max(...lines.map(({ y1 }) => y1)) + 1.5 * size;
  const rules = level.filter(({ at, from, to }) => at > top && at < bottom && from > x0 - CLOSE && to < x1 + 2 * CLOSE);
  const whole = rules.find(({ from, to }) => from < x0 + CLOSE && to > x1 - CLOSE);
  if (!whole) return zone;
  return { ...zone, rules, ruled: true, widened: true, x0: Math.min(x0, whole.from), x1: Math.max(x1, whole.to) };
}

/** A joined zone with the lines of labels that stand beside its rules. */
function withBetween(zone: PageZone, zones: readonly PageZone[], rows: readonly Row[]): PageZone {
  if (!zone.widened || zone.rules.length === 0) return zone;
  const [top, bottom] = [zone.lines[0]!.y0, Math.max(...zone.lines.map(({ y1 }) => y1))];
  const taken = new Set([zone, ...zones].flatMap(({ lines }) => lines));
  const own = rows.filter(
    ({ line }) =>
      !taken.has(line) && middle(line) > top && middle(line) < bottom && line.x0 > zone.x0 - 4 && line.x1 < zone.x1 + 4,
  );
  if (own.length === 0) return zone;
  const lines = [...zone.lines, ...own.map(({ line }) => line)].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
  return { ...zone, lines, chunks: [...zone.chunks, ...own.flatMap(({ line }) => chunksOf(line, NARROW))] };
}
