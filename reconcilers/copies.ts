import { Decimal, squeeze, type Fact, type Passage, type Report } from '../schemas/index.js';
import { Ledger } from './ledger.js';
import { slipBetween } from './slips.js';

/** A sentence with its figures taken out: what a copied paragraph keeps when a digit of it changes. */
export interface Skeleton {
  /** The words with # for each figure; years and numerals that are no figures stay. */
  text: string;
  facts: Fact[];
  /** What copies have in common to the letter: the units of their figures and their other numerals. */
  frame: string;
  bigrams?: ReadonlySet<string>;
}

/** Shorter sentences are phrases of the genre (得5分, 完成率100%), no copies. */
const SHORTEST = 16;
const SHINGLE = 7;
/** Of all pairs of letters in two sentences, as many must be the same. */
const ALIKE = 0.88;

/** Pairs of sentences that are copies of each other but for figures and a word or two, in reading order. */
export function copiedSentences(report: Report): [Skeleton, Skeleton][] {
  const skeletons = report.passages.flatMap((passage) => skeletonsOf(passage, report));
  return mayHoldCopies(skeletons) ? pairsAmong(skeletons) : [];
}

/** Most reports hold none, and their sentences need not be taken to pieces: few pairs have the same frame. */
function mayHoldCopies(skeletons: readonly Skeleton[]): boolean {
  const byFrame = new Map<string, Skeleton[]>();
  let left = skeletons.length * MOST_COMPARED;
  for (const skeleton of skeletons) {
    const alike = byFrame.get(skeleton.frame);
    if (!alike) {
      byFrame.set(skeleton.frame, [skeleton]);
      continue;
    }
    left -= alike.length;
    if (left < 0 || isCopyOfAny(alike, skeleton)) return true;
    alike.push(skeleton);
  }
  return false;
}

function isCopyOfAny(alike: readonly Skeleton[], skeleton: Skeleton): boolean {
  return alike.some((other) => areCopies(other, skeleton));
}

/** Sentences of one frame that each one is compared with, on average, before all are taken to pieces. */
const MOST_COMPARED = 16;

function pairsAmong(skeletons: readonly Skeleton[]): [Skeleton, Skeleton][] {
  const index = new Map<string, number[]>();
  const pairs: [Skeleton, Skeleton][] = [];
  skeletons.forEach((skeleton, at) => {
    const shared = new Map<number, number>();
    const shingles = shinglesOf(skeleton.text);
    for (const shingle of shingles) {
      const seen = index.get(shingle);
      if (!seen) {
        index.set(shingle, [at]);
        continue;
      }
      // A shingle that many sentences share is a phrase of the genre and leads nowhere.
      if (seen.length < 8) for (const other of seen) shared.set(other, (shared.get(other) ?? 0) + 1);
      seen.push(at);
    }
    let best: Skeleton | undefined;
    let most = 0;
    for (const [other, count] of shared) {
      const candidate = skeletons[other];
      if (!candidate || count <= most || !areCopies(candidate, skeleton)) continue;
      best = candidate;
      most = count;
    }
    if (best) pairs.push([best, skeleton]);
  });
  return pairs;
}

/**
 * 第3号工程… and 第4号工程…, or one form of words filled in for every project, are no copies: what is copied keeps its
 * other numerals and most of its figures, or differs in nothing but a slip of the pen.
 */
function areCopies(a: Skeleton, b: Skeleton): boolean {
  if (a.frame !== b.frame) return false;
  const unlike = a.facts.filter((fact, index) => fact.value !== b.facts[index]?.value);
  if (unlike.length * 2 > a.facts.length && !(a.text === b.text && unlike.every((fact) => isSlip(fact, a, b))))
    return false;
  const [one, other] = [bigramsOf(a), bigramsOf(b)];
  let common = 0;
  for (const pair of one) if (other.has(pair)) common++;
  return (2 * common) / (one.size + other.size) >= ALIKE;
}

function bigramsOf(skeleton: Skeleton): ReadonlySet<string> {
  return (skeleton.bigrams ??= new Set(ngrams(skeleton.text, 2)));
}

function isSlip(fact: Fact, a: Skeleton, b: Skeleton): boolean {
  const other = b.facts[a.facts.indexOf(fact)];
  return other !== undefined && slipBetween(fact, new Decimal(other.value)) !== null;
}

/** The sentences of a passage that hold figures. */
function skeletonsOf(passage: Passage, report: Report): Skeleton[] {
  if (passage.facts.length === 0) return [];
  const facts = Ledger.of(report).facts(passage.facts);
  const skeletons: Skeleton[] = [];
  let at = 0;
  let next = 0;
  for (const sentence of passage.text.split(/(?<=[。；;\n])/u)) {
    const end = at + sentence.length;
    let from = at;
    let text = '';
    const within: Fact[] = [];
    for (; next < facts.length; next++) {
      const fact = facts[next]!;
      const start = passage.text.indexOf(fact.text, from);
      if (start < 0 || start >= end) break;
      text += `${passage.text.slice(from, start)}#`;
      from = start + fact.text.length;
      within.push(fact);
    }
    if (within.length > 0) {
      text = squeeze(text + passage.text.slice(from, end)).replace(SERIAL, '');
      if (text.length >= SHORTEST) skeletons.push({ text, facts: within, frame: frameOf(text, within) });
    }
    at = end;
  }
  return skeletons;
}

const SERIAL = /^(?:[(（]?[\d一二三四五六七八九十]+[)）.、．])+/u;

function frameOf(text: string, facts: readonly Fact[]): string {
  return [...facts.map(({ unit }) => unit), text.replace(/\D+/gu, ' ')].join('\n');
}

function shinglesOf(text: string): string[] {
  return [...new Set(ngrams(text, SHINGLE))];
}

function ngrams(text: string, length: number): string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));
}
