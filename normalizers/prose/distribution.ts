import { squeeze } from '../../schemas/index.js';
import { conceptOf, labelOf } from './label.js';
import type { Meaning } from './meaning.js';

/** What the figures behind 分别为 are of, one after the other: 2020年、2021年…分别为5元、6元; 水费、电费分别为3元、5元. */
export interface Distribution {
  years: string[];
  names: string[];
  /** The meaning of the first figure, and how many have been given out. */
  first: Meaning;
  given: number;
}

/** Begins one where the words before a figure end in 分别 and name several years or things; undefined elsewhere. */
export function distributionIn(words: string, meaning: Meaning): Distribution | undefined {
  if (!words.includes('分别')) return undefined;
  const clause = /[^。；;：:]*分别(?:为|是|达|达到)?\s*$/u.exec(words)?.[0];
  if (clause === undefined) return undefined;
  const years = [...clause.matchAll(/(?<!\d)((?:19|20)\d\d)年?(?=[年度、,，和及]|.{0,24}分别)/gu)].map(
    (match) => match[1] ?? '',
  );
  const subject = (clause.split(/[,，]/u).at(-1) ?? '').replace(/分别(?:为|是|达|达到)?\s*$/u, '');
  const names = labelOf(subject)
    .split(/[、和与及]/u)
    .map((name) => name.trim());
  const things = names.length > 1 && names.every((name) => name.length > 1 && name.length < 16) ? names : [];
  return years.length > 1 || things.length > 1 ? { years, names: things, first: meaning, given: 0 } : undefined;
}

/** The meaning of the next figure of a distribution. */
export function nextOf(distribution: Distribution): Meaning {
  const { first, years, names } = distribution;
  const at = distribution.given++;
  const meaning: Meaning = {
    concept: first.concept,
    label: first.label,
    stage: first.stage,
    period: years.length > 1 ? (years[at] ?? '') : first.period,
  };
  const name = years.length > 1 ? undefined : names[at];
  return name === undefined ? meaning : { ...meaning, label: name, concept: conceptOf(name, first.stage) };
}

/** Whether nothing but a connective stands between two figures. */
export function isNext(between: string): boolean {
  return /^[、,，和与及]*$/u.test(squeeze(between));
}
