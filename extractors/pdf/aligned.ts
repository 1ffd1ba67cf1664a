import type { Edge, GridCell } from '../grid/index.js';
import { latticeOf } from '../grid/index.js';
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
    const drawn = extent ? within(level, rules, extent) : [];
    const table = tableOf(zone, rules, drawn, extent);
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

/**
 * A ruled table whose rows are not: a few cells in which whole columns of figures stand, line beside line. `lines` are
 * those of the whole table, read across its cells; `rules` its level separators.
 */
export function alignWithin(lines: readonly Line[], table: PageTable, rules: readonly number[]): PageTable | undefined {
  const rows = lines.map((line) => ({ line, chunks: chunksOf(line) }));
  const fullest = Math.max(0, ...rules.slice(1).map((bottom, i) => linesBetween(lines, rules[i]!, bottom)));
  if (fullest < 4) return undefined;
  const wide = rows.filter(({ chunks }) => chunks.length >= 2);
  const others = wide.flatMap(({ chunks }) => chunks.slice(1));
  const figures = others.filter(({ text }) => isNumeric(text));
  if (wide.length < 0.8 * rows.length || figures.length < 0.5 * others.length) return undefined;
  const aligned = tableOf(rows, rules, [], [table.x0, table.x1]);
  return aligned && aligned.rows > table.rows && aligned.columns >= table.columns ? aligned : undefined;
}

function linesBetween(lines: readonly Line[], top: number, bottom: number): number {
  return lines.filter(({ y0, y1 }) => (y0 + y1) / 2 > top && (y0 + y1) / 2 < bottom).length;
}

/** All level edges of a zone, also those that run below some columns only. */
function within(level: readonly Edge[], rules: readonly number[], [from, to]: readonly [number, number]): Edge[] {
  return level.filter(
    (edge) => edge.from > from - 8 && edge.to < to + 8 && edge.at >= rules[0]! - 1 && edge.at <= rules.at(-1)! + 1,
  );
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
    const short =
      bottom - top < 60 && band.every(({ line, chunks }) => chunks.length > 1 || line.x1 < from + 0.6 * (to - from));
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
    const second = Math.min(...current.flatMap(({ chunks }) => chunks.slice(1, 2).map(({ x0 }) => x0)));
    // Labels of two lines, and headings between the rows, stay left of the first figures.
    const label =
      row.chunks.length < 2 && row.line.x1 < second && current.slice(-2).some(({ chunks }) => chunks.length > 1);
    if (far || (row.chunks.length < 2 && before && before.chunks.length < 2 && !label)) finish();
    if (row.chunks.length >= 2 || current.length > 0) current.push(row);
  }
  finish();
  return found;
}

function tableOf(
  rows: readonly Row[],
  rules: readonly number[],
  drawn: readonly Edge[],
  extent?: readonly [number, number],
): PageTable | undefined {
  const widest = Math.max(...rows.map(({ chunks }) => chunks.length));
  if (widest < 2) return undefined;
  const body = rows.filter(({ chunks }) => chunks.length >= Math.max(2, 0.6 * widest));
  const others = body.flatMap(({ chunks }) => chunks.slice(1));
  const numeric = others.filter(({ text }) => isNumeric(text)).length;
  if (body.length < 2 || numeric < (rules.length > 0 ? 0.25 : 0.5) * others.length) return undefined;
  const xs = separators(rows, body, drawn, extent);
  const columns = xs.length - 1;
  if (columns < 2) return undefined;
  const groups = groupRows(rows, rules, xs);
  if (drawn.length > rules.length) return ruledByText(rows, groups, drawn, rules, xs);
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
    drawn: 1,
    openTop: false,
    openBottom: false,
    soft: true,
    ...(rules.length <= groups.length && { guessed: 'columns' }),
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

/** Column borders: where a partial rule ends, or else the middles of the stretches that no line of the body crosses. */
function separators(
  rows: readonly Row[],
  body: readonly Row[],
  drawn: readonly Edge[],
  extent?: readonly [number, number],
): number[] {
  const left = Math.min(...rows.map(({ line }) => line.x0), extent?.[0] ?? Infinity);
  const right = Math.max(...rows.map(({ line }) => line.x1), extent?.[1] ?? -Infinity);
  const ends = drawn.flatMap(({ from, to }) => [from, to]);
  const spans = body.flatMap(({ chunks }) => chunks.map(({ x0, x1 }) => [x0, x1] as const)).sort((a, b) => a[0] - b[0]);
  const xs = [left];
  let reach = spans[0]?.[1] ?? right;
  for (const [x0, x1] of spans) {
    if (x0 - reach > 3) {
      const [from, to] = tightened(reach, x0, rows);
      xs.push(ends.find((end) => end > from && end < to) ?? (from + to) / 2);
    }
    reach = Math.max(reach, x1);
  }
  return [...xs, right];
}

/** Whether a rule below several columns, with one title above it, covers the border at `x`: the title is theirs. */
function isTitled(
  x: number,
  top: number,
  bottom: number,
  drawn: readonly Edge[],
  chunks: readonly Line[],
  xs: readonly number[],
): boolean {
  const rule = drawn.find(({ at, from, to }) => Math.abs(at - bottom) < 3 && from < x - 3 && to > x + 3);
  if (!rule || rule.to - rule.from > 0.95 * (xs.at(-1)! - xs[0]!)) return false;
  const above = chunks.filter(({ x0, x1, y0, y1 }) => {
    const [across, down] = [(x0 + x1) / 2, (y0 + y1) / 2];
    return down > top && down < bottom && across > rule.from && across < rule.to;
  });
  return above.length === 1;
}

/** A gap between columns without what other lines reach into it from either side. */
function tightened(start: number, end: number, rows: readonly Row[]): [number, number] {
  let [from, to] = [start, end];
  for (const { chunks } of rows) {
    for (const { x0, x1 } of chunks) {
      if (x0 < start && x1 > from && x1 < end - 1) from = x1;
      if (x1 > end && x0 < to && x0 > start + 1) to = x0;
    }
  }
  return from < to ? [from, to] : [start, end];
}

/**
 * Where rules of several lengths are drawn, they say which cells are merged: the same lattice as for ruled tables, with
 * lines down between the columns wherever no text crosses them.
 */
function ruledByText(
  rows: readonly Row[],
  groups: readonly (readonly Row[])[],
  drawn: readonly Edge[],
  rules: readonly number[],
  xs: readonly number[],
): PageTable | undefined {
  const [top, bottom] = [rules[0]!, rules.at(-1)!];
  const made = groups.slice(1).flatMap((group, i): Edge[] => {
    const above = Math.max(...groups[i]!.map(({ line }) => line.y1));
    const below = Math.min(...group.map(({ line }) => line.y0));
    const parted = drawn.some(({ at }) => at > above - 3 && at < below + 3);
    const centred = below < above;
    return parted || centred ? [] : [{ at: (above + below) / 2, from: xs[0]!, to: xs.at(-1)!, drawn: 0 }];
  });
  const level = [...drawn, ...made];
  const ys = [...new Set(level.map(({ at }) => at))].sort((a, b) => a - b);
  const chunks = rows.flatMap((row) => row.chunks);
  const upright = xs.flatMap((x, i) =>
    ys.slice(1).flatMap((to, k): Edge[] => {
      const from = ys[k]!;
      const crossed = chunks.some((chunk) => {
        const middle = (chunk.y0 + chunk.y1) / 2;
        return middle > from && middle < to && chunk.x0 < x - 1 && chunk.x1 > x + 1;
      });
      const inner = i > 0 && i < xs.length - 1;
      return inner && (crossed || isTitled(x, from, to, drawn, chunks, xs)) ? [] : [{ at: x, from, to, drawn: 0 }];
    }),
  );
  const outer = [top, bottom].map((at): Edge => ({ at, from: xs[0]!, to: xs.at(-1)!, drawn: 0 }));
  const grid = latticeOf({ level: [...level, ...outer], upright });
  if (!grid) return undefined;
  const holds = (cell: GridCell, { x0, x1, y0, y1 }: Line): boolean =>
    (x0 + x1) / 2 >= cell.x0 && (x0 + x1) / 2 < cell.x1 && (y0 + y1) / 2 >= cell.y0 && (y0 + y1) / 2 < cell.y1;
  const cells = grid.cells.map((cell) => ({
    ...cell,
    lines: chunks.filter((chunk) => holds(cell, chunk)),
    tables: [],
  }));
  if (cells.reduce((sum, cell) => sum + cell.lines.length, 0) < chunks.length) return undefined;
  return {
    x0: grid.xs[0]!,
    x1: grid.xs.at(-1)!,
    y0: grid.ys[0]!,
    y1: grid.ys.at(-1)!,
    rows: grid.ys.length - 1,
    columns: grid.xs.length - 1,
    cells,
    drawn: 1,
    openTop: false,
    openBottom: false,
    soft: true,
  };
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
      // A figure that is centred beside a label of two lines overlaps both of them.
      if (rules.length === 0 && row.line.y0 < before.line.y1 - 0.08 * row.line.size) {
        group.push(row);
        continue;
      }
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
