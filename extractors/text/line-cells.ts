import { cellOf, isFigure, isSerial, isVoid, type TextCell, type TextRow } from './cells.js';
import { isRunTogether } from './cut-figures.js';
import { WIDE_GAP } from './spaced-lines.js';
import { gist, pieceOf, type Chunk, type Line, type Piece } from './lines.js';
import { restoreRows } from './restore-rows.js';
import { aroundTable, cellsLost, type Reading } from './stretch.js';
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
export function readLineCells(chunks: readonly Chunk[], at: number): Reading | undefined {
  const { lines } = chunks[at]!;
  if (lines.length < 3 || !lines.some(({ text }) => BLANK_INSIDE.test(text))) return undefined;
  const glued = isGlued(lines);
  const all = lines.map((line) => rowFrom(line, glued));
  const isRow = (row: TextRow | undefined) => row !== undefined && row.cells.length > 1;
  for (let from = 0; from < all.length; from++) {
    if (!isRow(all[from])) continue;
    let last = from;
    for (let next = from + 1; next < all.length && next <= last + LONE_LINES; next++) {
      const row = all[next];
      if (!row || (row.cells.length === 1 && isTitle(lines[next]!))) break;
      if (row.cells.length > 1) last = next;
    }
    const reading = readRows(withLabels(all.slice(from, last + 1) as TextRow[]));
    if (reading) {
      const table = { ...reading, lines: lines.slice(from, last + 1) };
      return { stretches: aroundTable(lines.slice(0, from), table, []), next: at + 1, rest: lines.slice(last + 1) };
    }
    from = last;
  }
  return undefined;
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
