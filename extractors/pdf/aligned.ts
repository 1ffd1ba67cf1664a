import type { Edge } from '../grid/index.js';
import { chunksOf, isNumeric } from './chunks.js';
import type { Line } from './lines.js';
import type { PageCell, PageTable } from './page.js';

/** A line of a zone with its chunks. */
interface Row {
  line: Line;
  chunks: Line[];
}

export interface AlignedTables {
  tables: PageTable[];
  /** The lines that stand in none of them. */
  lines: Line[];
}

/**
 * Tables without lines down: zones between level rules of one length, and runs of lines whose stretches stand below one
 * another with numbers in them. `level` are the page's level edges outside of ruled tables.
 */
export function findAligned(lines: readonly Line[], level: readonly Edge[]): AlignedTables {
  const rows = lines.map((line) => ({ line, chunks: chunksOf(line) }));
  const tables: PageTable[] = [];
  const used = new Set<Line>();
  const take = (zone: readonly Row[], rules: readonly number[], extent?: readonly [number, number]): void => {
    const table = tableOf(zone, rules, extent);
    if (!table) return;
    tables.push(table);
    for (const { line } of zone) used.add(line);
  };
  for (const { rules, from, to } of ruleGroups(level)) {
    const inside = rows.filter(
      ({ line }) =>
        !used.has(line) &&
        line.x0 > from - 12 &&
        line.x1 < to + 12 &&
        line.y0 > rules[0]! - 4 &&
        line.y1 < rules.at(-1)! + 4,
    );
    for (const run of tabularBands(inside, rules, from, to)) take(run.rows, run.rules, [from, to]);
  }
  for (const run of runs(rows.filter(({ line }) => !used.has(line)))) take(run, []);
  return { tables, lines: lines.filter((line) => !used.has(line)) };
}

/** Level rules of one length below one another. */
function ruleGroups(level: readonly Edge[]): { rules: number[]; from: number; to: number }[] {
  const groups: { rules: number[]; from: number; to: number }[] = [];
  for (const edge of [...level].sort((a, b) => a.at - b.at)) {
    if (edge.to - edge.from < 60) continue;
    const group = groups.find(({ from, to }) => Math.abs(from - edge.from) < 8 && Math.abs(to - edge.to) < 8);
    if (group) group.rules.push(edge.at);
    else groups.push({ rules: [edge.at], from: edge.from, to: edge.to });
  }
  return groups.filter(({ rules }) => rules.length >= 2);
}

/** Runs of bands between rules in which the text stands in columns; prose between two tables parts them. */
function tabularBands(
  rows: readonly Row[],
  rules: readonly number[],
  from: number,
  to: number,
): { rows: Row[]; rules: number[] }[] {
  const found: { rows: Row[]; rules: number[] }[] = [];
  let current: { rows: Row[]; rules: number[] } | undefined;
  for (let i = 0; i + 1 < rules.length; i++) {
    const [top, bottom] = [rules[i]!, rules[i + 1]!];
    const band = rows.filter(({ line }) => (line.y0 + line.y1) / 2 > top && (line.y0 + line.y1) / 2 < bottom);
    const wide = band.filter(({ chunks }) => chunks.length >= 2);
    // A label of two lines in a row without figures is no prose: prose fills its lines.
    const short = bottom - top < 60 && band.every(({ line }) => line.x1 < from + 0.6 * (to - from));
    if (band.length === 0 || (band.length > 1 && wide.length * 2 < band.length && !short)) {
      current = undefined;
      continue;
    }
    if (!current) found.push((current = { rows: [], rules: [top] }));
    current.rows.push(...band);
    current.rules.push(bottom);
  }
  return found.filter((run) => run.rows.length >= 2);
}

/** Consecutive lines in columns, on a page without rules; at most one line between them may be in one piece. */
function runs(rows: readonly Row[]): Row[][] {
  const found: Row[][] = [];
  let current: Row[] = [];
  const finish = (): void => {
    while (current.length > 0 && current.at(-1)!.chunks.length < 2) current.pop();
    const threes = current.filter(({ chunks }) => chunks.length >= 3).length;
    const twos = current.filter(({ chunks }) => chunks.length >= 2).length;
    if (threes >= 3 || twos >= 4) found.push(current);
    current = [];
  };
  for (const row of rows) {
    const before = current.at(-1);
    const far = before && row.line.y0 - before.line.y1 > 2.2 * row.line.size;
    if (far || (row.chunks.length < 2 && before && before.chunks.length < 2)) finish();
    if (row.chunks.length >= 2 || current.length > 0) current.push(row);
  }
  finish();
  return found;
}

function tableOf(
  rows: readonly Row[],
  rules: readonly number[],
  extent?: readonly [number, number],
): PageTable | undefined {
  const widest = Math.max(...rows.map(({ chunks }) => chunks.length));
  if (widest < 2) return undefined;
  const body = rows.filter(({ chunks }) => chunks.length >= Math.max(2, 0.6 * widest));
  const others = body.flatMap(({ chunks }) => chunks.slice(1));
  const numeric = others.filter(({ text }) => isNumeric(text)).length;
  if (body.length < 2 || numeric < (rules.length > 0 ? 0.25 : 0.5) * others.length) return undefined;
  const xs = separators(rows, body, extent);
  const columns = xs.length - 1;
  if (columns < 2) return undefined;
  const groups = groupRows(rows, rules, xs);
  const ys = groups.map((group, i) => {
    const top = Math.min(...group.map(({ line }) => line.y0));
    const above = groups[i - 1];
    return above ? (top + Math.max(...above.map(({ line }) => line.y1))) / 2 : Math.min(top, rules[0] ?? Infinity);
  });
  ys.push(Math.max(...rows.map(({ line }) => line.y1), rules.at(-1) ?? 0));
  const cells: PageCell[] = [];
  for (const [row, group] of groups.entries()) {
    for (let column = 0; column < columns;) {
      const lines = group.flatMap(({ chunks }) => chunks.filter((chunk) => columnsOf(chunk, xs)[0] === column));
      const end = Math.max(column, ...lines.map((chunk) => columnsOf(chunk, xs)[1]));
      cells.push({
        x0: xs[column]!,
        x1: xs[end + 1]!,
        y0: ys[row]!,
        y1: ys[row + 1]!,
        row,
        column,
        rowSpan: 1,
        colSpan: end + 1 - column,
        lines: [...lines, ...covered(group, column, end, xs)].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0),
        tables: [],
      });
      column = end + 1;
    }
  }
  return {
    x0: xs[0]!,
    x1: xs.at(-1)!,
    y0: ys[0]!,
    y1: ys.at(-1)!,
    rows: groups.length,
    columns,
    cells,
    openTop: false,
    openBottom: false,
  };
}

/** Chunks that begin in a column that a wider chunk of the same row already covers. */
function covered(group: readonly Row[], column: number, end: number, xs: readonly number[]): Line[] {
  return group.flatMap(({ chunks }) =>
    chunks.filter((chunk) => {
      const [first] = columnsOf(chunk, xs);
      return first > column && first <= end;
    }),
  );
}

/** Column borders: the middles of the stretches that no line of the body crosses. */
function separators(rows: readonly Row[], body: readonly Row[], extent?: readonly [number, number]): number[] {
  const left = Math.min(...rows.map(({ line }) => line.x0), extent?.[0] ?? Infinity);
  const right = Math.max(...rows.map(({ line }) => line.x1), extent?.[1] ?? -Infinity);
  const spans = body.flatMap(({ chunks }) => chunks.map(({ x0, x1 }) => [x0, x1] as const)).sort((a, b) => a[0] - b[0]);
  const xs = [left];
  let reach = spans[0]?.[1] ?? right;
  for (const [x0, x1] of spans) {
    if (x0 - reach > 3) xs.push((x0 + reach) / 2);
    reach = Math.max(reach, x1);
  }
  return [...xs, right];
}

/** The first and last column that a chunk stands in; a hair over a border does not count. */
function columnsOf({ x0, x1 }: Line, xs: readonly number[]): readonly [number, number] {
  let first = 0;
  while (first < xs.length - 2 && xs[first + 1]! < x0 + 1) first++;
  let last = first;
  while (last < xs.length - 2 && xs[last + 1]! < x1 - 1) last++;
  return [first, last];
}

/** Lines → rows: what stands between two rules where most rows are ruled; else a line that only goes on joins. */
function groupRows(rows: readonly Row[], rules: readonly number[], xs: readonly number[]): Row[][] {
  const band = ({ line }: Row): number => rules.filter((at) => at < (line.y0 + line.y1) / 2).length;
  const bands = new Set(rows.map(band)).size;
  const ruled = bands >= 4 && bands * 2 > rows.length;
  const head = band(rows[0]!);
  const groups: Row[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group && before && band(row) === band(before)) {
      const inHead = bands >= 2 && band(row) === head;
      if (ruled || (inHead ? joinsHead(group, row, xs) : continues(group, row, xs))) {
        group.push(row);
        continue;
      }
    }
    groups.push([row]);
  }
  return groups;
}

/** In the header, wrapped titles make one row; a title over several columns makes one of its own. */
function joinsHead(group: readonly Row[], row: Row, xs: readonly number[]): boolean {
  const spans = (item: Row): boolean =>
    item.chunks.some((chunk) => {
      const [first, last] = columnsOf(chunk, xs);
      return last > first;
    });
  return !spans(row) && !group.some(spans) && !row.chunks.every(({ text }) => isNumeric(text));
}

/** A line without numbers that only fills columns which the row above has filled too. */
function continues(group: readonly Row[], row: Row, xs: readonly number[]): boolean {
  const before = group.at(-1)!;
  if (row.line.y0 - before.line.y1 > 0.5 * row.line.size) return false;
  if (row.chunks.length * 2 > xs.length - 1 || row.chunks.some(({ text }) => isNumeric(text))) return false;
  const filled = new Set(group.flatMap(({ chunks }) => chunks.map((chunk) => columnsOf(chunk, xs)[0])));
  // A label of its own in the first column is a heading, unless it is indented under the one above.
  return row.chunks.every((chunk) => {
    const [first] = columnsOf(chunk, xs);
    return first > 0 ? filled.has(first) : filled.has(0) && chunk.x0 > before.line.x0 + 2;
  });
}
