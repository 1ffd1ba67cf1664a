import { DOUBTFUL } from '../../schemas/index.js';
import type { Reading } from '../pdf/engine.js';
import type { Sign } from './recognize.js';

/** Two readings that agree are sure at least so far, however modest the network is. */
const AGREED = 0.6;
/** A minus sign before a figure that is less sure than this may be dust. */
const SIGNED = 0.85;
/** A runner-up with less than this is no alternative. */
const POSSIBLE = 0.03;
/** Alternatives kept. */
const MOST = 6;

export function textOf(signs: readonly Sign[]): string {
  return signs.map((sign) => sign.text).join('');
}

/** Print that the network was not trained on, and what it takes it for. */
export function asPrinted(signs: readonly Sign[]): readonly Sign[] {
  const text = textOf(signs).replace(/\s/gu, '');
  const [first] = signs;
  if (!first) return signs;
  // Nothing is less than nothing: a mark that stands alone is a tick.
  if (/^[<＜﹤]$/u.test(text)) return [{ ...first, text: '√' }];
  if (/^[.·。…]{3,}$/u.test(text)) return [{ ...first, text: '……', at: 0.5 }];
  // A slash that stands alone says that nothing is to be said here; nobody prints a lone letter I.
  if (/^[Il!|丨]$/u.test(text)) return [{ ...first, text: '/' }];
  return withOnes(signs);
}

/** What 一 begins words with; a dash before it is the character one, of which only a stroke is seen. */
const AFTER_ONE = /^[级般]/u;
const DASH = /^[-—–−―_~]+$/u;

function withOnes(signs: readonly Sign[]): readonly Sign[] {
  if (!signs.some((sign) => DASH.test(sign.text))) return signs;
  return signs.flatMap((sign, i) => {
    if (!DASH.test(sign.text)) return [sign];
    const after = signs.slice(i + 1).find((next) => !DASH.test(next.text));
    if (!after || !AFTER_ONE.test(after.text)) return [sign];
    const first = i === 0 || !DASH.test(signs[i - 1]!.text);
    return first ? [{ ...sign, text: '一' }] : [];
  });
}

/** Whether a stretch of print holds a figure, or so little that it may be one (a dash, a misread 0). */
export function holdsFigure(text: string): boolean {
  return /\d|^[A-Za-z]+[.,][A-Za-z]+$/u.test(text) || (text.length <= 3 && !/\p{Script=Han}{2}/u.test(text));
}

/** Whether a stretch is hardly more than one figure: 350.5, 143人, 20万元. */
export function isBare(text: string): boolean {
  return !/\p{Script=Han}.*\p{Script=Han}.*\p{Script=Han}/u.test(text) && !/\d\D*[^\d.,，。·:：]\D*\d/u.test(text);
}

/** What two ways of reading must agree on: width of characters and blanks aside. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[—–−―一ー_~-]+/gu, '-')
    .replace(/[、,，]/gu, ',')
    .replace(/[。.·]/gu, '.')
    .replace(/[:：]/gu, ':');
}

/**
 * Separators as they can stand in a number: a comma before the last point was read as a point (2.576.01), a full stop
 * for a decimal point.
 */
export function repaired(text: string): string {
  return text
    .replace(/(?<=\d)[。·](?=\d)/gu, '.')
    .replace(/(?<=\d)[，、](?=\d{3}(?!\d))/gu, ',')
    .replace(/(?<![\d.,])\d{1,3}(?:[.,]\d{3})+\.\d{1,2}(?![\d.,])/gu, (number) => {
      const point = number.lastIndexOf('.');
      return number.slice(0, point).replaceAll('.', ',') + number.slice(point);
    });
}

/** One reading alone: as sure as its least sure character, never called doubtful without a second one. */
export function single(signs: readonly Sign[]): Reading {
  return { confidence: round(Math.max(AGREED, leastOf(signs))), alternatives: [] };
}

/** A stretch that other readings do not agree on: what they read, and the runners-up of its unsure digits. */
export function doubtful(signs: readonly Sign[], others: readonly string[]): Reading {
  const shown = textOf(signs);
  const alternatives = [...others.map(repaired), ...substitutions(signs)].filter(
    (text, i, all) => text !== shown && all.indexOf(text) === i,
  );
  return {
    confidence: round(Math.min(DOUBTFUL - 0.01, leastOf(signs))),
    alternatives: alternatives.slice(0, MOST),
  };
}

/** What two readings of one stretch of print come to, and which of them it is. */
interface Agreement {
  signs: readonly Sign[];
  reading: Reading;
  of: 'first' | 'second';
}

/** Two independent readings of one stretch of print: doubtful where they differ. The better formed one is kept. */
export function agreed(a: readonly Sign[], b: readonly Sign[]): Agreement {
  const [first, second] = [tidied(repairedSigns(a)), tidied(repairedSigns(b))];
  const [one, other] = [textOf(first), textOf(second)];
  if (withoutEnd(one) === withoutEnd(other)) {
    const better = leastOf(first) >= leastOf(second) ? first : second;
    const of = better === first ? 'first' : 'second';
    const left = textOf(of === 'first' ? a : b).trim();
    // A point before a figure without another one may be dust, or all that is left of 0.5.
    if (/^[.·。]\s*\d[\d,]*[%％]?$/u.test(left)) return { signs: better, reading: doubtful(better, [`0${left}`]), of };
    // So may be a minus sign that both readings are unsure of.
    const [head] = better;
    if (head && head.confidence < SIGNED && /^[-−—]$/u.test(head.text) && better.length > 1) {
      return { signs: better, reading: doubtful(better, [textOf(better.slice(1)).trim()]), of };
    }
    // No figure ends with a dash: it may be what is left of a seal, or the stroke of another sign.
    if (/\d\s*[-−—–_~]+$/u.test(left)) {
      return { signs: better, reading: doubtful(better, [left.replace(/\s*[-−—–_~]+$/u, '')]), of };
    }
    // A lone digit has no neighbours that would show that somebody wrote over it.
    if (isUnsureDigit(better)) return { signs: better, reading: doubtful(better, []), of };
    if (isMarred(better)) return { signs: better, reading: doubtful(better, [withoutMarks(left)]), of };
    return { signs: better, reading: single(better), of };
  }
  if ([one, other].includes('√') && LIKE_A_TICK.test(one) && LIKE_A_TICK.test(other)) {
    return one === '√'
      ? { signs: first, reading: single([]), of: 'first' }
      : { signs: second, reading: single([]), of: 'second' };
  }
  return isNumber(other) && !isNumber(one)
    ? { signs: second, reading: doubtful(second, [one]), of: 'second' }
    : { signs: first, reading: doubtful(first, [other]), of: 'first' };
}

/** Signs of which the network is less sure than this, where no figure has them, may be the strokes of a pen. */
const CLEAR = 0.9;
const KNOWN = 0.7;
/** So sure the network is at least of a digit that stands alone. */
const LONE = 0.8;
const MARK = /^[A-Za-z\p{Script=Greek}/\\|^~↑↓[\]「」]$/u;
/** What no figure is written with: a tick before it, two dashes, a minus sign and a colon. */
const ODD = /^[Vv√✓]\s*\d|^[-−—–]\s*[-−—–]+\s*\d|^[-−—–]\d+[:：]\d/u;

function isUnsureDigit(signs: readonly Sign[]): boolean {
  return signs.length === 1 && /^\d$/u.test(signs[0]!.text) && signs[0]!.confidence < LONE;
}

/** Whether a figure may have been written over: what stands in it, or for it, is no digit, nor surely anything else. */
function isMarred(signs: readonly Sign[]): boolean {
  const isHan = ({ text }: Sign): boolean => /\p{Script=Han}/u.test(text);
  if (signs.length === 1 && signs.every(isHan)) return signs[0]!.confidence < KNOWN;
  if (signs.some(isHan)) return false;
  return signs.some(({ text, confidence }) => MARK.test(text) && confidence < CLEAR) || ODD.test(textOf(signs).trim());
}

function withoutMarks(text: string): string {
  return text.replace(/[^\d.,%％-]/gu, '').replace(/^-{2,}/u, '-');
}

/** Dust around a figure: no figure begins with such a mark, or ends with a quotation mark. */
const DUST_BEFORE = /^[\s.,:;·‘'`’“”"、，：；。•^~°]+(?=[-−—+]?\d)/u;
const DUST_BEHIND = /(?<=[\d%％])[\s·‘'`’“”"•^°]+$/u;

/** The signs of a figure without dust; a nought that stands alone and was read as a letter is a nought. */
function tidied(signs: readonly Sign[]): readonly Sign[] {
  const text = textOf(signs);
  const [only] = signs;
  if (only && signs.length === 1 && /^[oO〇]$/u.test(text)) return [{ ...only, text: '0' }];
  const before = DUST_BEFORE.exec(text)?.[0].length ?? 0;
  const behind = DUST_BEHIND.exec(text)?.[0].length ?? 0;
  if (before + behind === 0) return signs;
  let at = 0;
  return signs.filter((sign) => {
    const from = at;
    at += sign.text.length;
    return from >= before && at <= text.length - behind;
  });
}

/** What a tick that stands alone is read as, if anything is. */
const LIKE_A_TICK = /^[√✓∨←Vv]?$/u;

/** A full stop or comma at the end says nothing of a figure. */
function withoutEnd(text: string): string {
  return comparable(text).replace(/(?<=.)[.,:;]+$/u, '');
}

function leastOf(signs: readonly Sign[]): number {
  return signs.reduce((low, sign) => Math.min(low, sign.confidence), 1);
}

/** The same signs with their separators repaired; a repair changes no length. */
function repairedSigns(signs: readonly Sign[]): readonly Sign[] {
  const text = textOf(signs);
  const better = repaired(text);
  if (better === text) return signs;
  let at = 0;
  return signs.map((sign) => {
    const from = at;
    at += sign.text.length;
    return { ...sign, text: better.slice(from, at) };
  });
}

function isNumber(text: string): boolean {
  return /^[-−—+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?[%％]?$/u.test(text.replace(/\s/gu, ''));
}

/** The text with one character changed to its runner-up. */
function substitutions(signs: readonly Sign[]): string[] {
  const possible = signs
    .map((sign, i) => ({ i, ...sign.other }))
    .filter(({ text, confidence }) => confidence >= POSSIBLE && /^[\d.,%-]?$/u.test(text))
    .sort((a, b) => b.confidence - a.confidence);
  return possible.map(({ i, text }) => repaired(signs.map((sign, j) => (i === j ? text : sign.text)).join('')));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
