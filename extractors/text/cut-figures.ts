import { remembered, type Decimal } from '../../schemas/index.js';
import { beginsInHan, isFigure } from './cells.js';
import { likelihood, scoreOf } from './cut-score.js';

/** One way to cut a string of glued figures. `score` tells how much speaks for it. */
export interface Cut {
  parts: string[];
  score: number;
}

const PART = /^(?:[-−]|[-−]?(?:0|[1-9]\d{0,9}|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d{1,4})?%?)$/;
/** 2031.3.24, 1.2.1: points between numbers that are no decimal points. */
const DATED = /^(?:(?:19|20)\d\d\.\d{1,2}(?:\.\d{1,2})?|\d{1,2}(?:\.\d{1,2}){2,3}\.?)$/;
/** Nobody prints more figures in a row. */
const MOST_PARTS = 16;
/** Ways to cut the beginning of a string into so many parts that are followed. */
const KEPT = 14;
/** Ways to cut a whole string into so many parts that are held against sums and quotients. */
const WEIGHED = 60;
const LONGEST = 120;
const LONGEST_PART = 16;
/**
 * All ways to cut figures that lost the space between them, likeliest first: 194.9194.9100% → 194.9 194.9 100%.
 * What speaks for a cut: a percentage that is the quotient of the two figures before it, a figure that is the sum of
 * others, equal figures, as many decimals everywhere. Empty where the text is one figure or none.
 */
export function cutGlued(text: string, count?: number): Cut[] {
  if (!isRun(text) || (isFigure(text) && count === undefined)) return [];
  return count === undefined ? cutsIn(text) : count > 1 && count <= MOST_PARTS ? cutsInto(`${count} ${text}`) : [];
}

/** A cell is cut several times over while its table is read. */
const cutsIn: (text: string) => Cut[] = remembered((text) => cutsOf(text), { capacity: 500 });
/** `3 194.9194.9100%`: into three parts, without looking at other numbers of them. */
const cutsInto: (text: string) => Cut[] = remembered(
  (text) => cutsOf(text.slice(text.indexOf(' ') + 1), Number.parseInt(text, 10)),
  { capacity: 500 },
);

const RUN = /^[-−]*\d[\d.,%−-]+$/;

function isRun(text: string): boolean {
  return text.length <= LONGEST && !beginsInHan(text) && RUN.test(text) && !DATED.test(text);
}

/** Figures without a blank between them that cannot be one figure. */
export function isRunTogether(text: string): boolean {
  return text.length >= 4 && canBeCut(text);
}

/** Whether any way to cut it is there: told without weighing them. */
export function canBeCut(text: string): boolean {
  return isRun(text) && !isFigure(text) && isMadeOfParts(text);
}

const isMadeOfParts = remembered((text) => {
  // The least number of parts in which a beginning of the text can be cut.
  const least: number[] = [0];
  for (let start = 0; start < text.length; start++) {
    const count = (least[start] ?? Infinity) + 1;
    if (count > MOST_PARTS) continue;
    for (const end of endsFrom(text, start)) least[end] = Math.min(least[end] ?? Infinity, count);
  }
  return least[text.length] !== undefined;
});

/** Where a part may end that begins at `start`. */
function endsFrom(text: string, start: number): number[] {
  const ends: number[] = [];
  for (let end = start + 1; end <= Math.min(text.length, start + LONGEST_PART); end++) {
    const next = text[end];
    if (next !== '%' && next !== '.' && next !== ',' && PART.test(text.slice(start, end))) ends.push(end);
  }
  return ends;
}

/**
 * Ways to cut neighbours into `count` figures together, likeliest first; a blank between two of them is a border that is
 * known. What is one figure may stay one.
 */
export function cutTogether(texts: readonly string[], count: number): { parts: string[][]; score: number }[] {
  if (texts.length === 1)
    return cutGlued(texts[0]!, count)
      .slice(0, KEPT)
      .map(({ parts, score }) => ({ parts: [parts], score }));
  let open: { parts: string[][]; count: number; score: number }[] = [{ parts: [], count: 0, score: 0 }];
  texts.forEach((text, at) => {
    const rest = texts.length - at - 1;
    const ways: Cut[] = isFigure(text) || text.length === 1 ? [{ parts: [text], score: -0.6 }] : [];
    const seen = new Map<number, number>();
    for (const cut of text.length > 1 ? cutsIn(text) : []) {
      const known = seen.get(cut.parts.length) ?? 0;
      if (known < 4) ways.push(cut);
      seen.set(cut.parts.length, known + 1);
    }
    open = open
      .flatMap((way) =>
        ways.map(({ parts, score }) => ({
          parts: [...way.parts, parts],
          count: way.count + parts.length,
          score: way.score + score,
        })),
      )
      .filter((way) => way.count + rest <= count)
      .sort((a, b) => b.score - a.score)
      .slice(0, KEPT * 8);
  });
  return open
    .filter((way) => way.count === count)
    .map(({ parts }) => ({ parts, score: scoreOf(parts.flat()) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, KEPT);
}

/** The likeliest cuts of every number of parts, or of one number: the beginnings of the string are cut first. */
function cutsOf(text: string, only?: number): Cut[] {
  const open: Cut[][][] = Array.from({ length: text.length + 1 }, () => []);
  open[0]![0] = [{ parts: [], score: 0 }];
  for (let start = 0; start < text.length; start++) {
    if (open[start]!.length === 0) continue;
    const ends = endsFrom(text, start).map((end) => {
      const part = text.slice(start, end);
      return { part, end, score: likelihood(part) };
    });
    for (const [count, cuts] of open[start]!.entries()) {
      if (!cuts || count === (only ?? MOST_PARTS)) continue;
      const best = cuts.length > KEPT ? cuts.sort((a, b) => b.score - a.score).slice(0, KEPT) : cuts;
      for (const { part, end, score } of ends)
        for (const cut of best)
          (open[end]![count + 1] ??= []).push({ parts: [...cut.parts, part], score: cut.score + score });
    }
    open[start] = [];
  }
  const values = new Map<string, Decimal>();
  const whole = only === undefined ? open[text.length]! : [open[text.length]![only]];
  return whole
    .flatMap((cuts) => cuts?.sort((a, b) => b.score - a.score).slice(0, WEIGHED) ?? [])
    .filter(({ parts }) => parts.length > 1)
    .map(({ parts }) => ({ parts, score: scoreOf(parts, values) }))
    .sort((a, b) => b.score - a.score);
}
