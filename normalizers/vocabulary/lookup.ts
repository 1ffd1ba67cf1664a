import { type Concept, squeeze } from '../../schemas/index.js';
import { foldKeepingLength, unitAt } from '../number.js';
import { type NamedStage, type Numbering, type Words, squeezedOf, wordsOf } from '../printed-words.js';
import { CONCEPT_FORMS, FAMILY_FILLERS, FILLERS } from './labels.js';
import { MOVEMENT, PLAIN_BUDGET, STAGE_FORMS } from './stages.js';
import { BRACKET, BRACKET_LEAD } from './words.js';

/** A label as it is looked up: no white space, quotes, numbering, 其中, unit, serial letter or closing colon. */
export function bareLabel(label: string): string {
  const words = wordsOf(label);
  return (words.bare ??= bareOf(words));
}

/** A label as printed, white space removed. */
export function unspaced(text: string): string {
  const words = wordsOf(text);
  return (words.unspaced ??= words.text.replace(/[\s\u3000\u00a0\u200b-\u200d\u2060\ufeff\u00ad]+/gu, ''));
}

/** The name in a label as printed: without numbering, 其中 and the closing colon. */
export function nameIn(label: string): string {
  const words = wordsOf(label);
  return (words.name ??= findName(words.text));
}

/** How a line is numbered and what it says: `（二）项目支出` → `(二)`, `2`, `项目支出`. Undefined without a number. */
export function numbering(label: string): Numbering | undefined {
  const words = wordsOf(label);
  if (words.numbering === undefined) words.numbering = findNumbering(words) ?? null;
  return words.numbering ?? undefined;
}

/** What a label is about, or undefined: the longest form that it is, but for words that change nothing. */
export function conceptOf(label: string): Concept | undefined {
  const words = wordsOf(label);
  if (words.concept === undefined) words.concept = findConcept(words.text) ?? null;
  return words.concept ?? undefined;
}

/** The stage that a label names, or undefined. */
export function stageOf(label: string): NamedStage | undefined {
  const words = wordsOf(label);
  if (words.stage === undefined) words.stage = findStage(words.text) ?? null;
  return words.stage ?? undefined;
}

/** The year that a label begins with or names: 2023年决算数, 2024 年度, 截至2023年底. '' if none. */
export function yearOf(label: string): string {
  const words = wordsOf(label);
  return (words.year ??= /(?<!\d)((?:19|20)\d\d)(?=年|$|决算|预算)/u.exec(squeezedOf(words))?.[1] ?? '');
}

/** The unit that a caption or a header declares: (万元), 单位：元, 金额（元）, 增减％. '' if none. */
export function declaredUnit(text: string): string {
  const words = wordsOf(text);
  return (words.unit ??= findUnit(words));
}

/** 其中 and its kin, alone: opens a list of parts. */
export function isBracket(text: string): boolean {
  const words = wordsOf(text);
  return (words.bracket ??= BRACKET.test(bareLabel(text)) || BRACKET.test(squeezedOf(words).replace(/:$/u, '')));
}

/** Concepts by family: `expenditure.basic` → `expenditure`. */
export function familyOf(concept: Concept | undefined): string {
  return concept?.split('.')[0] ?? '';
}

/** 预算数A, 差异率D=C/A: what formulas call a column by, without brackets. */
export const LETTERED = /(?<=\p{Script=Han})(?:[A-Z]|([A-Z])=([A-Z](?:[-+−*×/÷][A-Z])+(?:[×*]100%?)?))$/u;

function bareOf(words: Words): string {
  let bare = squeezedOf(words).replace(/[“”"'‘’『』「」《》〈〉]/gu, '');
  bare = bare.replace(BRACKET_LEAD, '').replace(NUMBERING, '').replace(BRACKET_LEAD, '');
  bare = bare.replace(/\(境\)/gu, '').replace(/^(?:减|加|含)[::]/u, '');
  bare = bare.replace(LETTERED, '');
  while (/[)）::、,,。]$/u.test(bare)) {
    const shorter = bare
      .replace(/[((](?:[^()]*?[::])?(?:万元|元|亿元|千元|百元|百万元|人|个|%|分|㎡|m²|m2|平方米|单位.*?)[))]$/u, '')
      .replace(/[((](?:[A-Za-z]|\d|[A-Za-z]\s*[/÷]\s*[A-Za-z].*?|\d=.*?)[))]$/u, '')
      .replace(/[::、,,。]+$/u, '');
    if (shorter === bare) return bare;
    bare = shorter;
  }
  return bare;
}

function findName(label: string): string {
  const printed = unspaced(label);
  let folded = foldKeepingLength(printed);
  let start = 0;
  for (const lead of [BRACKET_LEAD, NUMBERING, BRACKET_LEAD]) {
    const length = lead.exec(folded)?.[0].length ?? 0;
    start += length;
    folded = folded.slice(length);
  }
  return printed.slice(start).replace(/[:：]+$/u, '');
}

function findNumbering(words: Words): Numbering | undefined {
  const squeezed = squeezedOf(words).replace(BRACKET_LEAD, '');
  const match = NUMBERING.exec(squeezed);
  if (!match) return undefined;
  const style = match[0]
    .replace(/\d+/u, '1')
    .replace(/[一二三四五六七八九十]+/u, '一')
    .replace(/[①-⑳]/u, '①');
  return { style, ordinal: match[0], rest: squeezed.slice(match[0].length) };
}

const NUMBERING =
  /^(?:\d{1,2}[、..．](?!\d)|\d{1,2}\)|\(\d{1,2}\)|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)、?|[①-⑳]、?)/u;

function findConcept(label: string): Concept | undefined {
  const bare = bareLabel(label).replace(YEAR_LEAD, '');
  if (bare === '') return undefined;
  const exact = FORMS.get(bare);
  if (exact) return exact;
  const found = longestForm(bare);
  if (!found) return undefined;
  // A longer form inside that says something else is no match for shorter ones within it.
  const family = found.concept.split('.')[0] ?? '';
  const around = [bare.slice(0, found.at), bare.slice(found.at + found.form.length)];
  return around.every((rest) => isFiller(rest, family)) ? found.concept : undefined;
}

interface KnownForm {
  form: string;
  concept: Concept;
  /** Place among all forms, longest first. */
  rank: number;
}

/** The longest form that stands anywhere in a label, and where. */
function longestForm(bare: string): (KnownForm & { at: number }) | undefined {
  let best: (KnownForm & { at: number }) | undefined;
  for (let at = 0; at + 3 <= bare.length; at++) {
    const here = FORMS_BY_START.get(bare.slice(at, at + 2))?.find(({ form }) => bare.startsWith(form, at));
    if (here && (!best || here.rank < best.rank)) best = { ...here, at };
  }
  return best;
}

function findStage(label: string): NamedStage | undefined {
  const squeezed = squeeze(label)
    .replace(YEAR_LEAD, '')
    .replace(/\((?:万元|元|亿元|千元|百元|百万元)\)/gu, '');
  const plain = PLAIN_BUDGET.exec(squeezed);
  if (plain) return { stage: plain[1] ? 'adjusted' : 'opening', plain: !plain[1] };
  const bare = bareLabel(squeezed);
  if (MOVEMENT.test(bare)) return undefined;
  for (const [pattern, stage] of STAGE_FORMS) if (pattern.test(bare)) return { stage, plain: false };
  return undefined;
}

function findUnit(words: Words): string {
  const squeezed = squeezedOf(words);
  const named = /单位[::]([^\s,,;;)）、]{1,6})/u.exec(squeezed)?.[1];
  if (named) {
    const unit = unitAt(named, 0);
    if (unit) return unit.form.unit;
  }
  for (const match of squeezed.matchAll(/[((【[]([^()（）【】[\]]{1,10})[))】\]]/gu)) {
    const inner = (match[1] ?? '').replace(/^(?:单位|金额)?[::]?/u, '');
    const unit = unitAt(inner, 0);
    if (unit && unit.end === inner.length) return unit.form.unit;
  }
  if (/[%%]$/u.test(squeezed)) return '%';
  return '';
}

const FORMS: ReadonlyMap<string, Concept> = new Map(
  CONCEPT_FORMS.flatMap(([concept, forms]) => forms.map((form): [string, Concept] => [form, concept])),
);
/** Forms of three characters and more by their first two, longest first. */
const FORMS_BY_START: ReadonlyMap<string, KnownForm[]> = startsOf([...FORMS]);
function startsOf(forms: [string, Concept][]): Map<string, KnownForm[]> {
  const starts = new Map<string, KnownForm[]>();
  const sorted = forms.filter(([form]) => form.length >= 3).sort((left, right) => right[0].length - left[0].length);
  for (const [rank, [form, concept]] of sorted.entries()) {
    const start = form.slice(0, 2);
    starts.set(start, [...(starts.get(start) ?? []), { form, concept, rank }]);
  }
  return starts;
}
const YEAR_LEAD = /^(?:截至|截止)?(?:19|20)\d\d年?度?(?:末|底)?/u;

function isFiller(rest: string, family: string): boolean {
  const words = [...FILLERS, ...FAMILY_FILLERS.filter(([of]) => of === family).map(([, word]) => word)];
  let left = rest;
  while (left !== '') {
    const word = words.find((filler) => left.startsWith(filler));
    if (!word) return false;
    left = left.slice(word.length);
  }
  return true;
}
