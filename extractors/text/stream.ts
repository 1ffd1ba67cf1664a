import { columnsOf, kindOf, type Column } from './align-row.js';
import { emptyCell, isFigure, isVoid, type TextCell } from './cells.js';
import { restoreHeaders } from './lost-header.js';
import { amountOf, weighedColumns } from './weights.js';
import { COLUMN_TITLE, FIGURES, GIVEN, OF_WHICH, OVERALL, REMARK, RULES, SHARED, UNIT_TITLE, WHOLE } from './words.js';

/** Cells one after the other, cut into rows: where each row begins, header rows first; `end` is exclusive. */
export interface CutStream {
  start: number;
  /** Rows of the header, then those of the body. */
  rows: number[];
  header: number;
  end: number;
}

const MOST_LABELS = 16;
const LONGEST_LABEL = 24;
/** Cells behind a header by which it is chosen. */
const PREFIX = 70;
/** What a cell that finds its column is worth. */
const GAIN = 0.45;
/** Headers that are looked at twice. */
const TRIED = 8;
const NEW_ROW = 0.15;
/** What a cell may cost at most, less what it is worth. */
const DEAREST = -0.2;
/** A label that lost all its figures. */
const LONE = 0.5;

/**
 * The first form in a stream of cells: labels that head columns, and the rows behind them. Rows are cut where the kinds
 * of cells fit the labels of the columns best, column after column, again and again; what the rows show tells more of the
 * columns, and they are cut once more.
 */
export function cutStream(texts: readonly string[]): CutStream | undefined {
  const label = texts.map(isLabel);
  for (let from = 0; from < texts.length;) {
    if (!label[from]) {
      from++;
      continue;
    }
    let to = from;
    while (to < texts.length && label[to]) to++;
    const found = to - from >= 3 ? formIn(texts, from, to) : undefined;
    if (found) return found;
    from = to;
  }
  return undefined;
}

function isLabel(text: string): boolean {
  return (
    text !== '' &&
    text.length <= LONGEST_LABEL &&
    !isFigure(text) &&
    !isVoid(text) &&
    !/[。；，]|[:：].|^[\d.,%\s/—-]+$/u.test(text)
  );
}

/** A word that heads a column. */
function isHead(text: string): boolean {
  return HEADS.some((words) => words.test(text));
}

const HEADS = [
  /费$|经费[:：]?$|拨款|资金|编制|^其他$|其他收入|资产|财政|^小计|^机关/u,
  FIGURES,
  GIVEN,
  SHARED,
  REMARK,
  RULES,
  COLUMN_TITLE,
  OF_WHICH,
];

interface Head {
  start: number;
  /** Where its rows begin. */
  rows: number[];
  /** Where the body begins. */
  body: number;
  leaves: string[];
  cost: number;
}

function formIn(texts: readonly string[], from: number, to: number): CutStream | undefined {
  const stops = new Map<string, number>();
  const stopOf = (corner: string) => {
    let stop = stops.get(corner);
    if (stop === undefined) stops.set(corner, (stop = stopAfter(texts, from + 2, corner)));
    return stop;
  };
  const heads: { head: Head; cost: number; own: number; items: readonly string[] }[] = [];
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
      const items = texts.slice(body, Math.min(stopOf(texts[start]!), body + PREFIX));
      for (const head of headsOf(texts, start, body)) {
        const cost = head.cost + passed + unknown;
        const own = cutRows(items, frameOf(head.leaves, []), cost);
        if (own && own.cost < -1) heads.push({ head, cost, own: own.cost, items });
      }
    }
  }
  // What the rows of the likeliest ones show of their columns tells which it is.
  let best: Head | undefined;
  let least = 0;
  for (const { head, cost, items } of heads.sort((a, b) => a.own - b.own).slice(0, TRIED)) {
    const first = cutRows(items, frameOf(head.leaves, []), cost);
    const again = first && cutRows(items, frameOf(head.leaves, rowsOf(items, first, head.leaves.length)), cost);
    if (again && again.cost < least) [best, least] = [head, again.cost];
  }
  return best && cutBody(texts, best, stopOf(texts[best.start]!));
}

function rowsOf(items: readonly string[], { starts, columns, end }: Rows, width: number): TextCell[][] {
  return starts.map((start, at) => {
    const placed = Array.from({ length: width }, emptyCell);
    for (let item = start; item < (starts[at + 1] ?? end); item++)
      placed[columns[item]!] = { text: items[item]!, pieces: [] };
    return placed;
  });
}

/** All ways to cut the labels into header rows, the likeliest for each number of columns. */
function headsOf(texts: readonly string[], start: number, body: number): Head[] {
  const cells = texts.slice(start, body).map((text): TextCell => ({ text, pieces: [] }));
  const parts = cells.filter(({ text }) => OF_WHICH.test(text)).length;
  const best = new Map<number, Head>();
  const put = (cuts: readonly number[]) => {
    const bounds = [0, ...cuts, cells.length];
    const rows = bounds.slice(1).map((end, at) => cells.slice(bounds[at], end));
    for (const { leaves, cost } of restoreHeaders(rows)) {
      // 其中： without parts.
      const whole = cost + 0.2 * cuts.length + 4 * leaves.filter((leaf) => OF_WHICH.test(leaf)).length;
      const known = best.get(leaves.length);
      if (known && known.cost <= whole) continue;
      best.set(leaves.length, { start, rows: bounds.slice(0, -1).map((at) => start + at), body, leaves, cost: whole });
    }
  };
  put([]);
  const most = cells.length > 3 ? cells.length : 0;
  for (let first = 2; first < most; first++) {
    put([first]);
    if (parts === 0) continue;
    for (let second = first + 2; second < most; second++) put([first, second]);
  }
  return [...best.values()];
}

/** Where the stream cannot go on: titles, and labels that head another form. */
function stopAfter(texts: readonly string[], from: number, corner: string): number {
  let heads = 0;
  /** Where the labels begin that stand here. */
  let run = from;
  let figures = false;
  for (let at = from; at < texts.length; at++) {
    const text = texts[at]!;
    figures ||= isFigure(text);
    if (figures && isTitle(text)) return at;
    if (figures && text === corner) return at;
    if (!figures || !isLabel(text)) {
      run = at + 1;
      heads = 0;
      continue;
    }
    // 机构名称, 三公经费, 其中：, 公务接待费 …: a header with parts.
    if (OF_WHICH.test(text) && at - run < 4 && texts.slice(run, run + 5).every(isLabel)) return run;
    heads = isHead(text) && !/^(?:\d{1,2}[、.．]|其中|[（(])/u.test(text) && !WHOLE.test(text) ? heads + 1 : 0;
    if (heads === 3) {
      // The corner of that header may be no such word.
      const first = at - 3;
      return first >= run && /[（(](?:万元|元|人)[)）]$|名称|^绩效|项目|指标/u.test(texts[first]!) ? first : at - 2;
    }
  }
  return texts.length;
}

function isTitle(text: string): boolean {
  return /^\s*(?:附件|附表|表\s?\d|续表|单位\s*[:：])|(?:报告|自评表|评分表|打分表|情况表|汇总表|明细表|统计表|基础数据表|一览表)$|^(?:第[一二三四五六七八九十]{1,3}部分|[一二三四五六七八九十]{1,3}、)/u.test(
    text,
  );
}

function cutBody(texts: readonly string[], head: Head, stop: number): CutStream | undefined {
  const items = texts.slice(head.body, stop);
  const width = head.leaves.length;
  let found: Rows | undefined;
  let rows: TextCell[][] = [];
  for (let round = 0; round < 3; round++) {
    const own = cutRows(items, frameOf(head.leaves, rows), 0);
    if (!own || own.starts.length === 0) return undefined;
    found = own;
    rows = rowsOf(items, own, width);
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

/** What columns ask of their cells. */
interface Frame {
  fit: Record<string, number>[];
  /** Cost of leaving a column out at the beginning, in the middle and at the end of a row. */
  skips: { head: number[]; middle: number[]; tail: number[] };
  columns: Column[];
  weighed: Set<number>;
  remarks: Set<number>;
}

function frameOf(leaves: readonly string[], rows: readonly (readonly TextCell[])[]): Frame {
  const columns = columnsOf(leaves, rows);
  const learnt = rows.length > 2;
  const fit = columns.map(({ fit: own }) => {
    const most = Math.max(...Object.values(own));
    // A column of many kinds is none: what was seen of it costs what it is unlikely.
    const cost = (share: number) => (learnt ? -0.5 * Math.log(Math.min(1, share)) : 1.6 * (1 - share / most) + 0.05);
    return Object.fromEntries(Object.entries(own).map(([kind, share]) => [kind, cost(share)]));
  });
  const empty = leaves.map((_, at) => rows.filter((row) => row[at]!.text === '').length / Math.max(1, rows.length));
  const skip = (base: (at: number) => number) =>
    leaves.map((_, at) => (learnt ? 0.5 * base(at) + 0.5 * (0.05 + 0.7 * (1 - empty[at]!)) : base(at)));
  const firstFigure = columns.findIndex(({ fit: own }) => own.figure > 0.5 || own.percent > 0.5);
  const isStub = (at: number) => firstFigure < 0 || at < firstFigure;
  return {
    fit,
    columns,
    skips: {
      head: skip((at) => (isStub(at) ? 0.12 : 0.6)),
      middle: skip((at) => (columns[at]!.open ? 0.1 : 0.6)),
      tail: skip((at) => (columns[at]!.open ? 0.1 : 0.35)),
    },
    weighed: new Set(weighedColumns(leaves)),
    remarks: new Set(leaves.flatMap((leaf, at) => (REMARK.test(leaf) && /原因|说明/u.test(leaf) ? [at] : []))),
  };
}

interface Rows {
  starts: number[];
  /** Of each cell. */
  columns: number[];
  end: number;
  cost: number;
}

/** Cells cut into rows at the least cost, as far as that pays. */
function cutRows(texts: readonly string[], frame: Frame, from: number): Rows | undefined {
  const { fit, skips, columns, weighed, remarks } = frame;
  const width = fit.length;
  const count = texts.length;
  const kinds = texts.map(kindOf);
  const sums = (values: readonly number[]) => values.reduce<number[]>((all, one) => [...all, all.at(-1)! + one], [0]);
  const [heads, middles, tails] = [sums(skips.head), sums(skips.middle), sums(skips.tail)];
  const cost: number[][] = [];
  /** Column of the cell before, −1 where a row begins. */
  const back: number[][] = [];
  const ends: number[] = [];
  const amounts = texts.map((text) => (isFigure(text) ? amountOf(text) : undefined));
  // Weight and score right before a cell: whether points are missing, or nothing is known.
  const lacks = (at: number): boolean | undefined => {
    const [weight, score] = [amounts[at - 1], amounts[at]];
    return weight && score ? !weight.eq(score) : undefined;
  };
  let bestEnd = 0;
  let least = Infinity;
  for (let at = 0; at < count; at++) {
    const own: number[] = [];
    const origin: number[] = [];
    const before = cost[at - 1];
    const ended = at === 0 ? from : ends[at - 1]!;
    const overall = at > 0 && OVERALL.test(texts[at - 1]!);
    for (let column = 0; column < width; column++) {
      let emission = kinds[at] === 'void' && /^[-—－−─–/]+$/u.test(texts[at]!) ? 0.3 : fit[column]![kinds[at]!]!;
      if (column === 0 && (kinds[at] === 'figure' || kinds[at] === 'percent')) emission += 0.8;
      let best = ended + NEW_ROW + heads[column]! + (amounts[at] && column > 0 ? 0.5 : 0);
      let source = -1;
      if (before) {
        for (let last = 0; last < column; last++) {
          let step = before[last]!;
          if (overall && last === 0 && columns[column]!.scored && kinds[at] === 'figure') step += 0.02;
          else step += middles[column]! - middles[last + 1]!;
          if (
            weighed.has(last) &&
            column === last + 1 &&
            amounts[at] &&
            amounts[at - 1] &&
            amounts[at]!.gt(amounts[at - 1]!)
          )
            step += 1.5;
          if (remarks.has(column) && last === column - 1 && weighed.has(last - 1)) {
            const lacking = lacks(at - 1);
            if (lacking !== undefined) step += lacking ? -0.3 : 0.8;
          }
          if (step < best) [best, source] = [step, last];
        }
      }
      own.push(best + emission - GAIN);
      origin.push(source);
    }
    cost.push(own);
    back.push(origin);
    let end = Infinity;
    for (let column = 0; column < width; column++) {
      let rest = tails[width]! - tails[column + 1]!;
      if (column === 0) rest = Math.min(rest, LONE);
      if (remarks.has(column + 1) && weighed.has(column - 1) && lacks(at) === true) rest += 0.2;
      end = Math.min(end, own[column]! + rest);
    }
    ends.push(end);
    if (end < least) [least, bestEnd] = [end, at + 1];
  }
  if (bestEnd === 0) return undefined;
  const placed: number[] = [];
  const starts: number[] = [];
  let column = -1;
  for (let at = bestEnd - 1; at >= 0; at--) {
    if (column < 0) {
      let end = Infinity;
      for (let last = 0; last < width; last++) {
        let rest = tails[width]! - tails[last + 1]!;
        if (last === 0) rest = Math.min(rest, LONE);
        if (remarks.has(last + 1) && weighed.has(last - 1) && lacks(at) === true) rest += 0.2;
        if (cost[at]![last]! + rest < end) [end, column] = [cost[at]![last]! + rest, last];
      }
    }
    placed[at] = column;
    const source = back[at]![column]!;
    if (source < 0) starts.unshift(at);
    column = source;
  }
  return { starts, columns: placed, end: bestEnd, cost: least };
}
