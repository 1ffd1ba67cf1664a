import { comparable } from './reading.js';

/** Signs of a line from `from` up to, but not including, `to`. */
export interface Span {
  from: number;
  to: number;
}

const DIGIT = /[\d０-９]/u;
const INSIDE = /[.,，．·。:：/／~～-]/u;
const BEFORE = /[-−－—+≤≥<>≦≧]/u;
const BEHIND = /[%％‰]/u;
/** What a figure counts, right behind it: a 万 more or less makes it another one. */
const UNIT = /[万亿千百元]/u;

/** The figures among the signs of a line: digits with their separators, sign, percent sign and unit of money. */
export function figuresIn(signs: readonly { text: string }[]): Span[] {
  const figures: Span[] = [];
  for (let i = 0; i < signs.length; i++) {
    if (!DIGIT.test(signs[i]!.text)) continue;
    let from = i;
    while (from > (figures.at(-1)?.to ?? 0) && BEFORE.test(signs[from - 1]!.text)) from--;
    let to = i + 1;
    const next = (step: number): string => signs[to + step]?.text ?? '';
    while (DIGIT.test(next(0)) || (INSIDE.test(next(0)) && DIGIT.test(next(1)))) to++;
    if (BEHIND.test(next(0))) to++;
    while (UNIT.test(next(0))) to++;
    figures.push({ from, to });
    i = to - 1;
  }
  return figures;
}

/**
 * What a second reading of a cut says to each figure of the first one: `null` where it says the same, else what it
 * reads instead, as far as it can be told which figure is meant.
 */
export function compareFigures(first: readonly string[], second: string): (string[] | null)[] {
  const mine = first.map(comparable);
  const texts = figureTexts(second);
  const theirs = texts.map(comparable);
  // The edge of a cut may make a stroke of a neighbour look like a digit.
  for (let shift = 0; shift + mine.length <= theirs.length; shift++) {
    if (mine.every((text, i) => text === theirs[i + shift])) return mine.map(() => null);
  }
  if (theirs.length === mine.length) return mine.map((text, i) => (text === theirs[i] ? null : [texts[i]!]));
  return mine.map((text) =>
    theirs.includes(text) && mine.filter((other) => other === text).length === 1 ? null : texts,
  );
}

function figureTexts(text: string): string[] {
  const signs = [...text].map((sign) => ({ text: sign }));
  return figuresIn(signs).map(({ from, to }) =>
    signs
      .slice(from, to)
      .map((sign) => sign.text)
      .join(''),
  );
}

/** Whether one figure is the other with something more, or less, at an end: what a cut in the wrong place does. */
export function isCutOff(first: string, second: string): boolean {
  const [one, other] = [comparable(first), comparable(second)];
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return long.length - short.length <= 2 && (long.startsWith(short) || long.endsWith(short));
}
