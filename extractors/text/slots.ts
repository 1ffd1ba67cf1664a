import { emptyCell, extendCell, isFigure, isVoid, type TextCell, type TextRow } from './cells.js';
import { gist, greatest } from './lines.js';
import { place, type PlacedRow, type Section } from './placed.js';
import { hasFigure } from './sections.js';
import { FINISHED, OUTLINE, SIGNATURE, WHOLE } from './words.js';

type Kind = 'figure' | 'void' | 'short' | 'long' | 'empty';
type Profile = Map<Kind, number>[];

/**
 * Rows in which every grid position has its slot → one section (and a section for every title row). Rows that lost
 * slots, as text copied across a page end does, are shifted to where their cells fit; a row that only continues
 * unfinished sentences of the row above is glued to it; empty slots beside a header label are its span.
 */
export function placeSlots(rows: readonly TextRow[]): Section[] {
  const width = commonWidth(rows);
  const sections: Section[] = [];
  let open: TextRow[] = [];
  const close = () => {
    if (open.length > 0) sections.push(placeGrid(open, width));
    open = [];
  };
  rows.forEach((row, at) => {
    if (width > 1 && isTitle(row, rows[at + 1], width, open.length)) {
      close();
      const [cell = emptyCell()] = row.cells.filter(({ text }) => text !== '');
      sections.push({ rows: [{ cells: place([cell], [1]), line: row.line }], width: 1, header: 0, guessed: false });
      return;
    }
    if (startsForm(row, open, width)) close();
    open.push(row);
  });
  close();
  return sections;
}

/** One text in the first slot and nothing beside it: a heading, a signature, or what stands over a header. */
function isTitle(row: TextRow, next: TextRow | undefined, width: number, above: number): boolean {
  if (row.cells.length === 1) return true;
  const filled = row.cells.filter(({ text }) => text !== '');
  const [first] = row.cells;
  if (filled.length !== 1 || first!.text === '' || width < 3 || row.cells.length < width) return false;
  const text = gist(first!.text);
  if (OUTLINE.test(text) || SIGNATURE.test(text) || /意见[:：]?/u.test(text)) return true;
  if (!next) return false;
  const below = next.cells.filter((cell) => cell.text !== '');
  if (below.length === 1 && next.cells[0]!.text !== '') return above === 0 || OUTLINE.test(gist(next.cells[0]!.text));
  if (above === 0) return true;
  return below.length > 1 && next.cells[0]!.text !== '' && isLabels(next.cells);
}

/** A row of labels after rows of figures, or in columns that the form above does not use: the next form begins. */
function startsForm(row: TextRow, above: readonly TextRow[], width: number): boolean {
  if (above.length < 2 || row.cells.length !== width || row.cells[0]!.text === '' || !isLabels(row.cells)) return false;
  const columns = row.cells.flatMap(({ text }, column) => (text === '' ? [] : [column]));
  const recent = above.slice(-20);
  const filled = (column: number) => recent.filter((other) => (other.cells[column]?.text ?? '') !== '');
  const figures = columns.filter((column) => {
    const texts = filled(column).map((other) => other.cells[column]!.text);
    return texts.filter((text) => isFigure(text)).length * 2 >= Math.max(1, texts.length - 1);
  });
  return figures.length >= 2 || (above.length < 20 && columns.some((column) => filled(column).length === 0));
}

function isLabels(cells: readonly TextCell[]): boolean {
  const filled = cells.filter(({ text }) => text !== '');
  return filled.length > 1 && filled.every(({ text }) => text.length <= 24 && !isFigure(text) && !isVoid(text));
}

function commonWidth(rows: readonly TextRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let width = 1;
  for (const [count, times] of counts) if (count > width && (times > 1 || rows.length < 4)) width = count;
  const first = rows.find((row) => row.cells.length > 1);
  return Math.max(width, first?.cells.length ?? 1);
}

function placeGrid(rows: readonly TextRow[], common: number): Section {
  const width = greatest(
    rows.map((row) => lastFilled(row.cells) + 1),
    common,
  );
  const header = countHeader(rows);
  const exact = rows.slice(header).filter((row) => row.cells.length === width);
  const profile = exact.length >= 2 ? profileOf(exact, width) : undefined;
  const aligned: { cells: TextCell[]; whole: number; line: number }[] = [];
  rows.forEach((row, at) => {
    const above = at > header ? aligned[aligned.length - 1] : undefined;
    const { cells, whole } = align(row, width, at < header ? undefined : profile, above?.cells);
    if (above && row.gap > 0 && continues(cells, above.cells)) {
      cells.forEach((cell, column) => extendCell(above.cells[column]!, cell.pieces, true));
    } else aligned.push({ cells, whole, line: row.line });
  });
  const placed: PlacedRow[] = aligned.map(({ cells, whole, line }) => {
    const spans = [whole, ...cells.slice(whole).map(() => 1)];
    return { cells: place([cells[0]!, ...cells.slice(whole)], spans), line };
  });
  const used = new Set<number>();
  for (const { cells } of aligned) cells.forEach(({ text }, column) => text !== '' && used.add(column));
  for (const row of placed) absorbSpans(row, used);
  for (let at = header - 2; at >= 0; at--) widenLabels(placed[at]!, placed[at + 1]!);
  return { rows: placed, width, header: 0, guessed: false };
}

/** Rows of labels at the top: up to the first figure, long text or row that is full from end to end after a gap. */
function countHeader(rows: readonly TextRow[]): number {
  let count = 0;
  for (const { cells } of rows.slice(0, 6)) {
    const words = cells.filter(({ text }) => text !== '');
    if (hasFigure({ cells }) || words.some(({ text }) => text.length > 30 || /^[√×]$/u.test(text))) break;
    count++;
    if (words.length === cells.length && count > 1) break;
    if (words.length === cells.length && !rows[count]?.cells.some(({ text }) => text === '')) break;
  }
  return Math.min(Math.max(count, 1), Math.max(1, rows.length - 1));
}

function profileOf(rows: readonly TextRow[], width: number): Profile {
  return Array.from({ length: width }, (_, column) => {
    const shares = new Map<Kind, number>();
    for (const { cells } of rows) {
      const kind = kindOf(cells[column]!.text);
      shares.set(kind, (shares.get(kind) ?? 0) + 1 / rows.length);
    }
    return shares;
  });
}

function kindOf(text: string): Kind {
  if (text === '') return 'empty';
  if (isFigure(text)) return 'figure';
  if (isVoid(text)) return 'void';
  return text.length > 24 ? 'long' : 'short';
}

/** The row on all columns. `whole` is the span of its first cell where that is a label for the whole row. */
function align(
  row: TextRow,
  width: number,
  profile: Profile | undefined,
  above: readonly TextCell[] | undefined,
): { cells: TextCell[]; whole: number } {
  const pad = (cells: readonly TextCell[]): TextCell[] =>
    Array.from({ length: width }, (_, column) => cells[column] ?? emptyCell());
  if (row.cells.length === width) return { cells: row.cells.slice(), whole: 1 };
  if (!profile) return { cells: pad(row.cells), whole: 1 };
  const core = row.cells.slice(0, lastFilled(row.cells) + 1);
  if (core.length === 0) return { cells: pad([]), whole: 1 };
  const whole = WHOLE.test(core[0]!.text);
  const kinds = core.map(({ text }) => kindOf(text));
  const shifted = (shift: number): TextCell[] => {
    const empty = Array.from({ length: shift }, emptyCell);
    return pad(whole ? [core[0]!, ...empty, ...core.slice(1)] : [...empty, ...core]);
  };
  let best = -1;
  let highest = -Infinity;
  for (let shift = 0; shift <= width - core.length; shift++) {
    const lead = whole ? 0 : shift;
    // What its cells are worth where they stand, against columns left empty.
    let score = 0;
    for (const [at, kind] of kinds.entries()) {
      const shares = profile[at === 0 ? lead : at + shift]!;
      score += fit(kind, shares) - fit('empty', shares);
    }
    if (shift + row.cells.length === width) score += 0.5;
    if (lead === 0) score += 0.3;
    if (above && row.gap > 0 && continues(shifted(shift), above)) score += 2;
    if (score > highest + 1e-9) [highest, best] = [score, shift];
  }
  return { cells: best < 0 ? pad(row.cells) : shifted(best), whole: whole && best >= 0 ? best + 1 : 1 };
}

function fit(kind: Kind, shares: ReadonlyMap<Kind, number>): number {
  const share = (shares.get(kind) ?? 0) * 2 - 1;
  return kind === 'empty' ? share * 0.3 : share;
}

/** Whether these cells hold nothing but the rest of sentences that the row above left unfinished. */
function continues(cells: readonly TextCell[], above: readonly TextCell[]): boolean {
  const filled = cells.flatMap((cell, column) => (cell.text === '' ? [] : [column]));
  if (filled.length === 0 || filled.length * 2 > cells.length) return false;
  return filled.every((column) => {
    const text = cells[column]!.text;
    const before = above[column]?.text ?? '';
    return !isFigure(text) && !isVoid(text) && before.length >= 8 && !FINISHED.test(before.slice(-40));
  });
}

/** Spans that the drawing tells, and columns in which the whole form prints nothing: they are cut by other forms. */
function absorbSpans(row: PlacedRow, used: ReadonlySet<number>): void {
  for (let at = 0; at < row.cells.length; at++) {
    const cell = row.cells[at]!;
    for (let next = row.cells[at + 1]; next?.cell.text === ''; next = row.cells[at + 1]) {
      if (used.has(next.column) && cell.columns >= (cell.cell.span ?? 1)) break;
      cell.columns += next.columns;
      row.cells.splice(at + 1, 1);
    }
  }
}

/** Empty slots to the right of a label belong to it where labels stand beneath. */
function widenLabels(row: PlacedRow, below: PlacedRow): void {
  const owner = (column: number) =>
    below.cells.find((cell) => column >= cell.column && column < cell.column + cell.columns)!;
  for (let at = 0; at < row.cells.length; at++) {
    const label = row.cells[at]!;
    if (label.cell.text === '' || owner(label.column).cell.text === '') continue;
    while (at + 1 < row.cells.length && row.cells[at + 1]!.cell.text === '') {
      if (owner(row.cells[at + 1]!.column).cell.text === '') break;
      label.columns += row.cells[at + 1]!.columns;
      row.cells.splice(at + 1, 1);
    }
  }
}

function lastFilled(cells: readonly TextCell[]): number {
  let last = cells.length - 1;
  while (last >= 0 && cells[last]!.text === '') last--;
  return last;
}
