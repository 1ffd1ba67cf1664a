import { emptyCell, isFigure, type TextCell } from './cells.js';
import { Kinship } from './kinship.js';
import { frameOf, type Traits } from './stream-frame.js';
import { headsOf, isHead, isLabel, isTitle, stopAfter, type Head } from './stream-heads.js';
import { cutRows, itemsOf, type Items, type Rows } from './stream-rows.js';
import { UNIT_TITLE } from './words.js';

/** Cells one after the other, cut into rows: where each row begins, header rows first; `end` is exclusive. */
export interface CutStream {
  start: number;
  /** Rows of the header, then those of the body. */
  rows: number[];
  header: number;
  end: number;
}

const MOST_LABELS = 16;
/** Cells behind a header by which it is chosen. */
const PREFIX = 70;
/** Headers that are looked at twice. */
const TRIED = 8;
/** What a cell may cost at most, less what it is worth. */
const DEAREST = -0.2;

/**
 * The first form in a stream of cells: labels that head columns, and the rows behind them. Rows are cut where the kinds
 * of cells fit the labels of the columns best, column after column, again and again; what the rows show tells more of the
 * columns, and they are cut once more.
 */
export function cutStream(texts: readonly string[]): CutStream | undefined {
  const label = texts.map(isLabel);
  const items = itemsOf(texts);
  const traits: Traits = new Map();
  for (let from = 0; from < texts.length;) {
    if (!label[from]) {
      from++;
      continue;
    }
    let to = from;
    while (to < texts.length && label[to]) to++;
    const found = to - from >= 3 ? formIn(items, from, to, traits) : undefined;
    if (found) return found;
    from = to;
  }
  return undefined;
}

function formIn(items: Items, from: number, to: number, traits: Traits): CutStream | undefined {
  const { texts } = items;
  const kinship = new Kinship();
  const stops = new Map<string, number>();
  const stopOf = (corner: string) => {
    let stop = stops.get(corner);
    if (stop === undefined) stops.set(corner, (stop = stopAfter(texts, from + 2, corner)));
    return stop;
  };
  const heads: { head: Head; cost: number; own: number; end: number }[] = [];
  let passed = 0;
  for (let start = from; start < Math.min(to - 2, from + 10); start++) {
    if (start > from) passed += isHead(texts[start - 1]!) && !isTitle(texts[start - 1]!) ? 0.6 : 0.05;
    if (isTitle(texts[start]!)) continue;
    // 收入情况（万元） is a title, and sometimes the corner of a header.
    let unknown = UNIT_TITLE.test(texts[start]!) ? 0.4 : 0;
    for (let body = start + 1; body <= Math.min(to, start + MOST_LABELS); body++) {
      if (isTitle(texts[body - 1]!)) break;
      if (!isHead(texts[body - 1]!)) unknown += 0.35;
      if (body - start < 3 || unknown > (body - start) * 0.25) continue;
      const end = Math.min(stopOf(texts[start]!), body + PREFIX);
      for (const head of headsOf(items.cells, start, body, kinship)) {
        const cost = head.cost + passed + unknown;
        const own = cutRows(items, body, end, frameOf(head.leaves, [], traits), cost);
        if (own && own.cost < -1) heads.push({ head, cost, own: own.cost, end });
      }
    }
  }
  // What the rows of the likeliest ones show of their columns tells which it is.
  let best: Head | undefined;
  let least = 0;
  for (const { head, cost, end } of heads.sort((a, b) => a.own - b.own).slice(0, TRIED)) {
    const cut = (rows: readonly TextCell[][]) =>
      cutRows(items, head.body, end, frameOf(head.leaves, rows, traits), cost);
    const first = cut([]);
    const again = first && cut(rowsOf(items, head.body, first, head.leaves.length));
    if (again && again.cost < least) [best, least] = [head, again.cost];
  }
  return best && cutBody(items, best, stopOf(texts[best.start]!), traits);
}

/** The cells from one on, on their columns. */
function rowsOf({ cells }: Items, from: number, { starts, columns, end }: Rows, width: number): TextCell[][] {
  return starts.map((start, at) => {
    const placed = Array.from({ length: width }, emptyCell);
    for (let item = start; item < (starts[at + 1] ?? end); item++) placed[columns[item]!] = cells[from + item]!;
    return placed;
  });
}

function cutBody(items: Items, head: Head, stop: number, traits: Traits): CutStream | undefined {
  const width = head.leaves.length;
  let found: Rows | undefined;
  let rows: TextCell[][] = [];
  for (let round = 0; round < 3; round++) {
    const own = cutRows(items, head.body, stop, frameOf(head.leaves, rows, traits), 0);
    if (!own || own.starts.length === 0) return undefined;
    found = own;
    rows = rowsOf(items, head.body, own, width);
  }
  if (!found) return undefined;
  const figures = rows.flat().filter(({ text }) => isFigure(text)).length;
  const figured = rows.filter((row) => row.some(({ text }) => isFigure(text))).length;
  if ((rows.length < 2 && width < 4) || figures < 3 || figured * 5 < rows.length || found.cost > DEAREST * found.end)
    return undefined;
  return {
    start: head.start,
    rows: [...head.rows, ...found.starts.map((start) => head.body + start)],
    header: head.rows.length,
    end: head.body + found.end,
  };
}
