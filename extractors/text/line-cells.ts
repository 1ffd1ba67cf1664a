import { cellOf, isFigure, isSerial, isVoid, type TextCell, type TextRow } from './cells.js';
import { isRunTogether } from './cut-figures.js';
import { WIDE_GAP } from './spaced-lines.js';
import { gist, greatest, pieceOf, type Chunk, type Line, type Piece } from './lines.js';
import { isLabels, restoreRows } from './restore-rows.js';
import { aroundTable, cellsLost, type Reading, type Work } from './stretch.js';
import { unwrapRows, type WordLine } from './unwrap.js';
import { wrapsTo } from './wrapped-cells.js';
import { CAPTION, FIELD, OUTLINE, PAGE_NUMBER, SPREAD, UNIT_TITLE } from './words.js';

const LONGEST = 2000;
/** A label without figures between rows. */
const LONGEST_LABEL = 24;
/** Lines of one label between two rows, at most. */
const LONE_LINES = 5;
/** What it may cost to place a cell. */
const DEAREST = 0.9;

/**
 * A row a line, cells held apart by single blanks: 局机关 1115.55 118.68. Figures may have run together with the label
 * and each other (项目支出194.9194.9100%). Empty cells are lost.
 */
export function readLineCells(chunks: readonly Chunk[], at: number, work: Work): Reading | undefined {
  if (chunks[at]!.lines.length < 3 || !chunks[at]!.lines.some(({ text }) => BLANK_INSIDE.test(text))) return undefined;
  const { lines, next: after } = withNextPages(chunks, at, work);
  const glued = isGlued(lines);
  const all = lines.map((line) => rowFrom(line, glued));
  const isRow = (row: TextRow | undefined) => row !== undefined && row.cells.length > 1;
  let tries = 0;
  for (let from = 0; from < all.length; from++) {
    if (!isRow(all[from])) continue;
    const unwrapped = isLabels(all[from]!) && tries++ < MOST_TRIES ? readUnwrapped(lines, from) : undefined;
    if (unwrapped) {
      const { reading, taken } = unwrapped;
      const table = { ...reading, lines: lines.slice(from, from + taken) };
      return { stretches: aroundTable(lines.slice(0, from), table, []), next: after, rest: lines.slice(from + taken) };
    }
    let last = from;
    for (let next = from + 1; next < all.length && next <= last + LONE_LINES; next++) {
      const row = all[next];
      if (!row || (row.cells.length === 1 && isTitle(lines[next]!))) break;
      if (row.cells.length > 1) last = next;
    }
    const reading = readRows(withLabels(all.slice(from, last + 1) as TextRow[]));
    if (reading) {
      const table = { ...reading, lines: lines.slice(from, last + 1) };
      return { stretches: aroundTable(lines.slice(0, from), table, []), next: after, rest: lines.slice(last + 1) };
    }
    // A header inside may head a form of its own.
    const inside = tries < MOST_TRIES ? all.findIndex((row, at) => at > from && at <= last && isWide(row)) : -1;
    from = inside < 0 ? last : inside - 1;
  }
  return undefined;
}

/** Headers in one chunk below which cells of several lines are looked for. */
const MOST_TRIES = 20;

/** A table whose cells stand below one another where they are of several lines. */
function readUnwrapped(lines: readonly Line[], from: number) {
  const found = unwrapRows(lines.slice(from, from + MOST_UNWRAPPED).map((line) => wordLine(line)));
  if (!found) return undefined;

  const reading = readRows(found.rows);
  if (!reading) return undefined;
  // Rows that fit no header stay as they are, each with as many cells as it has.
  const widths = reading.run.rows.map(({ cells }) => cells.length).filter((width) => width > 2);
  const width = greatest(widths, 0);
  if (width < 3 || widths.filter((own) => own === width).length * 3 < widths.length * 2) return undefined;
  return { reading: found.wrapped ? { ...reading, guessed: 'rows' as const } : reading, taken: found.lines };
}

const isWide = (row: TextRow | undefined): boolean => row !== undefined && row.cells.length > 3 && isLabels(row);

const MOST_UNWRAPPED = 600;
const LONGEST_LINE = 80;

/** The words of a line that may be of a table. */
function wordLine(line: Line): WordLine | undefined {
  const text = gist(line.text).trim();
  if (text === '' || text.length > LONGEST_LINE || line.text.includes('\t') || text.search(WIDE_GAP) >= 0)
    return undefined;
  if (isTitle(line) || FIELD.test(text) || PAGE_NUMBER.test(text)) return undefined;
  return { line, cells: words(line).map((piece) => cellOf([piece])) };
}

/**
 * The lines of a chunk, and of those behind page ends where the rows go on: the last one above and the first one below hold
 * as many figures behind a label.
 */
function withNextPages(chunks: readonly Chunk[], at: number, work: Work): { lines: readonly Line[]; next: number } {
  let { lines } = chunks[at]!;
  let next = at + 1;
  for (let chunk = chunks[next]; chunk?.breaks && chunk.gap <= 1 && work.left > 0; chunk = chunks[++next]) {
    const [above, below] = [figuresBehind(lines[lines.length - 1]!), figuresBehind(chunk.lines[0]!)];
    const goesOn = above >= FEWEST && above === below;
    if (!goesOn && !(isTabular(lines.slice(-BESIDE), true) && isTabular(chunk.lines.slice(0, 2 * BESIDE)))) break;
    lines = [...lines, ...chunk.lines];
    work.left -= lines.length;
  }
  return { lines, next };
}

/** Lines at the foot and the head of a page that tell whether a table goes on. */
const BESIDE = 5;

/** Lines of which one holds several figures, or heads columns where `headed`, and none is a heading or a sentence. */
function isTabular(lines: readonly Line[], headed = false): boolean {
  const found = lines.map((line) => wordLine(line));
  const head = headed ? found.findLastIndex((line) => line && line.cells.length > 3 && isLabels(line)) : -1;
  if (head >= 0) return found.slice(head).every((line) => line !== undefined);
  return (
    found.every((line) => line !== undefined) &&
    found.some((line) => line.cells.filter(({ text }) => isFigure(text)).length > 1)
  );
}

/** Figures behind a label, as many of them in every row are no sentence. */
const FEWEST = 3;

/** Figures and strokes behind the label of a line that holds nothing else; 0 where it holds other things. */
function figuresBehind(line: Line): number {
  const cells = rowFrom(line, false)?.cells ?? [];
  const isRow =
    cells.length > 1 && !isFigure(cells[0]!.text) && cells.slice(1).every(({ text }) => isFigure(text) || isVoid(text));
  return isRow ? cells.length - 1 : 0;
}

const BLANK_INSIDE = /[^\s\u3000][ \u00a0\u3000][^\s\u3000]/u;

function readRows(given: readonly TextRow[]) {
  const figured = given.filter(({ cells }) => cells.some(({ text }) => isFigure(text) || isRunTogether(text)));
  // What begins in the middle of a sentence is none.
  if (given[0]!.cells.some(({ text }, at) => /[，。；]/u.test(text) || (at === 0 && isFigure(text)))) return undefined;
  const wide = given.filter(({ cells }) => cells.length > 1);
  if (wide.length < 3 || figured.length < 2 || figured.length * 3 < wide.length) return undefined;
  const { rows, unsure, cost } = restoreRows(given);
  if (cost > DEAREST) return undefined;
  return {
    kind: 'run' as const,
    run: { layout: 'merged' as const, rows },
    notices: unsure.length > 0 ? [cellsLost(unsure[0]!.line)] : [],
    // Figures that could be cut otherwise accuse no one.
    guessed:
      unsure.length > 0 || rows.some(({ cells }) => cells.some(({ alternatives }) => alternatives))
        ? ('rows' as const)
        : ('columns' as const),
  };
}

/** Rows whose label stands on lines of its own above them, broken where its column ended: 档案管 | 理经费 | 40.01 40.01. */
function withLabels(rows: readonly TextRow[]): TextRow[] {
  const found: TextRow[] = [];
  for (const row of rows) {
    const alone = row.cells.length > 1 && row.cells.every(({ text }) => isFigure(text) && !isSerial(text));
    const label = alone ? found[found.length - 1] : undefined;
    if (label?.cells.length !== 1 || isFigure(label.cells[0]!.text)) {
      found.push(row);
      continue;
    }
    found.pop();
    let pieces = [...label.cells[0]!.pieces];
    let { line } = label;
    for (let above = found[found.length - 1]; above; above = found[found.length - 1]) {
      const [cell] = above.cells;
      if (above.cells.length > 1 || !wrapsTo(cell!.text, pieces[0]!.text)) break;
      pieces = [...cell!.pieces, ...pieces];
      line = above.line;
      found.pop();
    }
    found.push({ ...row, cells: [cellOf(pieces), ...row.cells], line });
  }
  return found;
}

/** A line as a row, one cell where nothing parts it; undefined where it can be none. */
function rowFrom(line: Line, glued: boolean): TextRow | undefined {
  const { text } = line;
  if (text.length > LONGEST || text.includes('\t') || text.trim().search(WIDE_GAP) >= 0) return undefined;
  const trimmed = gist(text).trim();
  if (PAGE_NUMBER.test(trimmed) || FIELD.test(trimmed) || SENTENCE.test(text)) return undefined;
  const cells = glued ? words(line).flatMap(partsOf) : words(line).map((piece) => cellOf([piece]));
  if (cells.length === 1 && (trimmed.length > LONGEST_LABEL || /[。；]/u.test(trimmed))) return undefined;
  // 一、 部门概况: the number of a heading, not a cell.
  if (OUTLINE.test(trimmed) && !cells.some((cell) => isFigure(cell.text) || isVoid(cell.text))) return undefined;
  return { cells, line: line.number, gap: 0 };
}

/** A line of its own that heads the next form: its columns are others. */
function isTitle(line: Line): boolean {
  const text = gist(line.text).trim();
  return OUTLINE.test(text) || CAPTION.test(text) || UNIT_TITLE.test(text);
}

/** 2031 年收入 30.5 万元: figures of a sentence that an editor set apart. */
const SENTENCE = /\d[ \u00a0](?:[年月日人名家个次户余元亿]|分(?:[，。；、\s]|$)|万[元亩人余]|项[，、；]|[，。；])/u;
/** 1. （2） ③: what stands behind belongs to it. */
const MARK = /^(?:\d{1,2}[.、．)）]|[(（][\d一二三四五六七八九十]{1,2}[)）]|[①-⑳●◆])$/u;

/** The words of a line; 合 计 is one, and so are a number of a list and what it counts. */
function words(line: Line): Piece[] {
  const pieces: Piece[] = [];
  for (const match of line.text.matchAll(/[^\s\u3000]+/gu)) {
    const piece = pieceOf(line, match.index, match.index + match[0].length)!;
    const before = pieces[pieces.length - 1];
    const joined =
      before &&
      (MARK.test(before.text) ||
        (/[；，、]$/u.test(before.text) && !isFigure(piece.text)) ||
        (piece.text.length === 1 && SPREAD.test(before.text + piece.text)));
    if (joined) pieces[pieces.length - 1] = pieceOf(line, before.start - line.offset, piece.end - line.offset)!;
    else pieces.push(piece);
  }
  return pieces;
}

const TAIL = /[-−]?\d[\d.,%]*(?:[-−]\d[\d.,%]*)*$/u;

/** Whether figures stand right behind labels: 目标设定6, 扣完为止。66. */
function isGlued(lines: readonly Line[]): boolean {
  let attached = 0;
  let alone = 0;
  for (const { text } of lines) {
    if (text.length > LONGEST) continue;
    for (const word of text.split(' ')) {
      if (!/[\d%]$/.test(word)) continue;
      if (hasRunTogether(word)) return true;
      if (isFigure(word)) alone++;
      else if (ATTACHED.test(gist(word)) && text.includes(' ')) attached++;
    }
  }
  return attached > 2 && attached > 3 * alone;
}

const ATTACHED = /[^\d\s.,，、；：:%+=-]\d[\d.,%]*$/u;

function hasRunTogether(word: string): boolean {
  return isRunTogether(TAIL.exec(gist(word))?.[0] ?? '');
}

/** A label and the figures that ran together behind it; 其中：基本支出：953.81 is one cell. */
function partsOf(piece: Piece): TextCell[] {
  const tail = TAIL.exec(piece.text);
  // 3=1+2 is one cell.
  if (!tail || tail.index === 0 || /[=＝]/u.test(piece.text) || /[\d.，；、]$/u.test(piece.text.slice(0, tail.index)))
    return [cellOf([piece])];
  const label = piece.text.slice(0, tail.index);
  if (isFigure(tail[0]) && (/[:：]$/u.test(label) || /[A-Za-z(（第]$/u.test(label))) return [cellOf([piece])];
  const middle = piece.start + tail.index;
  return [cellOf([{ ...piece, text: label, end: middle }]), cellOf([{ ...piece, text: tail[0], start: middle }])];
}
