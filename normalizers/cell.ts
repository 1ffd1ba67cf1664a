import { foldKeepingLength, isPlain, lexNumbers, plainNumber, type PrintedNumber } from './number.js';
import { BLANKS } from './vocabulary/blanks.js';
import { type Words, squeezedOf, wordsOf } from './printed-words.js';

/** A label and its figure in one cell: 其中：一般公共预算：954.67. `number` is null where nothing is filled in. */
export interface LabelledNumber {
  /** As printed, without the colon. */
  label: string;
  number: PrintedNumber | null;
}

export type CellReading =
  | { kind: 'blank' }
  /** The whole cell is one number with, at most, its unit. */
  | { kind: 'number'; number: PrintedNumber }
  /** One or more `label：number` pairs and nothing else. */
  | { kind: 'labelled'; pairs: LabelledNumber[] }
  | { kind: 'text' };

/**
 * What a cell of a figure table holds. Numbers in it carry offsets into `text` and exactly the characters printed.
 *
 * Every stage asks it of the same cells again, so the last few thousand answers are kept: they are read only. A plain
 * figure is read sooner than found again, and would only drive the words out.
 */
export function readCell(text: string): CellReading {
  return isPlain(text) ? { kind: 'number', number: plainNumber(text) } : readingOf(wordsOf(text));
}

/** The same of a text that is no plain figure. */
export function readingOf(words: Words): CellReading {
  return (words.reading ??= read(words));
}

/** Is it a figure: a number that is no year, or labelled numbers? */
export function isFigure(reading: CellReading): boolean {
  if (reading.kind === 'labelled') return reading.pairs.some((pair) => pair.number !== null);
  if (reading.kind !== 'number') return false;
  const { text } = reading.number;
  return text.length !== 4 || !/^(?:19|20)\d\d$/u.test(text);
}

function read(words: Words): CellReading {
  const { text } = words;
  const squeezed = squeezedOf(words);
  if (BLANKS.has(squeezed)) return { kind: 'blank' };
  const number = wholeNumber(text, squeezed);
  if (number) return { kind: 'number', number };
  const pairs = labelledNumbers(text);
  return pairs ? { kind: 'labelled', pairs } : { kind: 'text' };
}

/** Footnote marks behind a figure: 12.5①, 12.5*, 12.5（注1）. */
const FOOTNOTE = /(?:[*※①-⑳]|\(注\d*\)|\[\d\]|注\d)+$/u;
/** What a figure may begin with: a digit, a sign or bracket, words that make it approximate. */
const FIRST: ReadonlySet<string> = new Set('0123456789¥￥(△▲—―一-−–﹣+大约近≥≤≧≦><不超');

function wholeNumber(text: string, squeezed: string): PrintedNumber | undefined {
  if (!FIRST.has(squeezed.charAt(0)) || !/\d/u.test(squeezed)) return undefined;
  const lead = text.length - text.trimStart().length;
  const printed = text.trim();
  const lines = printed.split(/\s*\n\s*/u);
  // A narrow column wraps its digits (1,027.9⏎5); two short whole numbers one above the other are two numbers.
  if (lines.length > 1 && lines.every((line) => /^\d{1,3}$/u.test(foldKeepingLength(line)))) return undefined;
  if (lines.length > 1 && lines.filter((line) => /\.\d/u.test(foldKeepingLength(line))).length > 1) return undefined;
  // It fills each of its lines before the last: 2⏎4.54⏎3 are several.
  if (lines.some((line, i) => i > 0 && line.length > lines[i - 1]!.length + 1 && /^[\d,.]+$/u.test(line)))
    return undefined;
  let body = squeezed
    .replace(FOOTNOTE, '')
    .replace(/^[¥￥]/u, '')
    .replace(/\(([^()\d]+)\)$/u, '$1');
  const bracketed = /^\((\d[\d,]*(?:\.\d+)?(?:%|万元|元)?)\)$/u.exec(body);
  const loss = /^[△▲](?=\d)/u.test(body);
  if (bracketed?.[1]) body = `-${bracketed[1]}`;
  if (loss) body = `-${body.slice(1)}`;
  body = body.replace(/^[—―一](?=\d)/u, '-').replace(/(\d)。(?=\d)/gu, '$1.');
  const [found, second] = lexNumbers(body);
  if (!found || second) return undefined;
  if (found.shape === 'date') return undefined;
  const before = body.slice(0, found.start);
  const after = body.slice(found.unitEnd);
  if (!BEFORE.test(before) || !AFTER.test(after)) return undefined;
  found.start = lead;
  found.end = found.unitEnd = lead + printed.length;
  found.text = printed;
  return found;
}

const BEFORE = /^(?:大?约|近|≥|≤|≧|≦|>|<|不?超过|不低于)?$/u;
const AFTER = /^(?:余|多|左右|以上|以下|以内)?$/u;

function labelledNumbers(text: string): LabelledNumber[] | undefined {
  if (!/[:：]/u.test(text)) return undefined;
  const pairs: LabelledNumber[] = [];
  const numbers = lexNumbers(text);
  let offset = 0;
  for (const piece of text.split(/(?<=[\n;；])/u)) {
    const start = offset;
    offset += piece.length;
    const body = foldKeepingLength(piece).replace(/[\s;；,，。]+$/u, '');
    if (body.trim() === '') continue;
    const inside = numbers.filter(
      (number) => number.start >= start && number.end <= start + body.length && number.shape === 'number',
    );
    const last = inside.at(-1);
    const labelEnd = last ? last.start - start : body.length;
    const head = body.slice(0, labelEnd).trimEnd();
    if (last && start + body.length > last.unitEnd && body.slice(last.unitEnd - start).trim() !== '') return undefined;
    if (inside.length > 1 || !/[::]$/u.test(head)) return undefined;
    const label = head.replace(/[::\s]+$/u, '').trimStart();
    if (label === '' || label.length > 40 || /[。;]/u.test(label)) return undefined;
    const labelStart = head.length - head.trimStart().length;
    pairs.push({ label: piece.slice(labelStart, labelStart + label.length), number: last ?? null });
  }
  return pairs.length > 0 ? pairs : undefined;
}
