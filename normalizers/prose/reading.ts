import { SUMMARY, placeWithin, squeeze, type Fact, type Identity, type Passage } from '../../schemas/index.js';
import { doubtsAt, figureReading } from '../doubt.js';
import type { FactBook } from '../fact-book.js';
import { foldKeepingLength } from '../number.js';
import { OWN_SUBJECTS, PARTS_TRIGGER, WHOLE_SUBJECTS } from '../vocabulary/prose.js';
import { asidesIn } from './asides.js';
import { findAmounts, listNumber, type Amount } from './amounts.js';
import { distributionIn, isNext, nextOf, type Distribution } from './distribution.js';
import { meaningOf, namedTopic, type Meaning, type Topic } from './meaning.js';
import type { Stretch } from './passages.js';
import { yearBefore } from './period.js';
import { headOf, labelWith, nounAfter, withoutNoun } from './wording.js';

/** A figure of a sentence with its fact and the words around it. */
export interface Mention {
  fact: Fact;
  family: Amount['family'];
  range: boolean;
  /** What the figure before it is compared with: 比上年的4万元减少… */
  base: boolean;
  /** Words from the last comma or figure to this one. */
  head: string;
  /** The noun right behind its unit, '' if there is none. */
  noun: string;
  /** All between the mention before it in the sentence (or the sentence's beginning) and this one, at most 400 long. */
  between: string;
  /** Behind its unit, until the next mention or the end of the sentence, at most 400 long. */
  after: string;
  passage: number;
  start: number;
  end: number;
}

/** Mentions between two full stops; a passage that ends with a comma or colon goes on in the next. */
export interface Sentence {
  mentions: Mention[];
  text: string;
  passage: number;
  start: number;
  heading: boolean;
  silent: boolean;
  /** Whether there is a bracket in it. */
  bracketed: boolean;
  /** It may begin in the middle: the passage before ends without a stop, and was not joined. */
  ragged: boolean;
}

export interface Reading {
  passages: Passage[];
  /** The texts of the passages, widths folded. */
  folded: string[];
  sentences: Sentence[];
}

/** Reads every amount of the stretches into facts, sentence by sentence. */
export function readStretches(
  stretches: readonly Stretch[],
  identity: Identity,
  book: FactBook,
  units: readonly string[],
): Reading {
  const passages: Passage[] = [];
  const sentences: Sentence[] = [];
  const texts: string[] = [];
  const department = squeeze(identity.department);
  const context: Context = { identity, department, book, units, subject: SUMMARY, topic: undefined };
  let listed = 0;
  let open: Sentence | undefined;
  for (let index = 0; index < stretches.length; index++) {
    const stretch = stretches[index]!;
    const { heading, segments } = stretch;
    // Its own name: an empty list within a literal costs ten times as much.
    const facts: string[] = [];
    passages.push({ index, heading, text: stretch.text, segments, facts });
    const folded = foldKeepingLength(stretch.text);
    texts.push(folded);
    if (/^\s*[一二三四五六七八九十]+、/u.test(stretch.text)) context.subject = SUMMARY;
    if (stretch.heading) context.topic = namedTopic(stretch.text, false);
    const amounts = findAmounts(stretch.text, listed, folded);
    listed = listNumber(folded) || listed;
    const { length } = folded.trimEnd();
    let year = '';
    let topic: Topic | undefined;
    let next = 0;
    for (const { start, end } of sentencesOf(folded)) {
      const inside: Amount[] = [];
      while (next < amounts.length && amounts[next]!.start < end) inside.push(amounts[next++]!);
      const text = folded.slice(start, end);
      year =
        yearBefore(text.slice(0, inside[0] ? inside[0].start - start : 200), identity.year) ||
        (start === 0 ? '' : year);
      // 3.公务接待费。年初预算5万元…: a heading within the paragraph.
      if (inside.length === 0 && start === 0 && text.length <= 30)
        topic = namedTopic(text.replace(/[。！!]\s*$/u, ''), true);
      const behind = start > 0 && /^\s*其中/u.test(text) ? sentences.at(-1) : undefined;
      const carry = behind ?? (open && start === 0 && !stretch.heading && !stretch.silent ? open : undefined);
      const mentions: Mention[] = carry ? carry.mentions : [];
      const sentence: Sentence = carry ?? {
        mentions,
        text: '',
        passage: index,
        start,
        heading: stretch.heading,
        silent: stretch.silent,
        bracketed: false,
        ragged: start === 0 && index > 0 && isRagged(texts[index - 1]!),
      };
      sentence.bracketed ||= BRACKET.test(text);
      sentence.text = carry ? `${carry.text}\n${text}`.slice(0, 4000) : text.slice(0, 4000);
      const read = mentions.length;
      if (inside.length > 0)
        readSentence(sentence, { folded, start, end, amounts: inside, index, stretch, year, topic }, context);
      for (let at = read; at < mentions.length; at++) facts.push(mentions[at]!.fact.id);
      if (!carry) sentences.push(sentence);
      open =
        start < length && end >= length && !stretch.silent && GOES_ON.has(folded.charAt(length - 1))
          ? sentence
          : undefined;
    }
  }
  return { passages, folded: texts, sentences };
}

const BRACKET = /[()（）]/u;

/** Does a text end in the middle of words? */
function isRagged(text: string): boolean {
  return !STOPS.has(text.trimEnd().slice(-1)) && RAGGED.test(text);
}

const STOPS: ReadonlySet<string> = new Set('。；;，,：:、！？!?)）');
const RAGGED = /[,，、：:；;（(][^。,，、：:；;]{0,30}[\p{Script=Han}\d]\s*$/u;
/** What a passage ends with that goes on in the next. */
const GOES_ON: ReadonlySet<string> = new Set('；;，,、：:');

interface Context {
  identity: Identity;
  /** Its name as words are compared. */
  department: string;
  book: FactBook;
  units: readonly string[];
  /** A part of the department that a section speaks of; lasts until the next top heading. */
  subject: string;
  /** What the last heading is about. */
  topic: Topic | undefined;
}

interface Slice {
  folded: string;
  start: number;
  end: number;
  amounts: Amount[];
  index: number;
  stretch: Stretch;
  year: string;
  topic: Topic | undefined;
}

function readSentence(sentence: Sentence, slice: Slice, context: Context): void {
  const { folded, stretch } = slice;
  let from = slice.start;
  let total: Mention | undefined;
  let aside = false;
  let distributed: Distribution | undefined;
  for (const amount of slice.amounts) {
    const last = sentence.mentions.at(-1);
    const between = folded.slice(Math.max(from, amount.start - 400), amount.start);
    const bare = withoutNoun(between, last, slice.index);
    const head = headOf(bare);
    noteSubject(between, context);
    const trigger = PARTS_TRIGGER.exec(between);
    // 预算100万元（含上年结转10万元），支出90万元: the list ends with its bracket.
    if (aside && !trigger && CLOSES.test(between)) total = undefined;
    if (trigger) {
      aside = OPENS.test(between.slice(0, trigger.index + 1));
      total = sentence.mentions
        .slice(-6)
        .findLast(({ family, fact, base }) => family === 'money' && fact.stage !== 'change' && !base);
    }
    const noun = nounAfter(folded.slice(amount.unitEnd, Math.min(slice.end, amount.unitEnd + 24)), amount);
    const own = meaningOf(amount, {
      head,
      between: noun === '' ? bare : '',
      behind: folded.slice(amount.unitEnd, amount.unitEnd + 8),
      last,
      current: currentOf(sentence, between),
      total,
      topic: slice.topic ?? context.topic,
      year: slice.year,
      reportYear: context.identity.year,
      cell: stretch.cell,
      subject: context.subject,
    });
    const listed = amount.family === 'money' || amount.family === 'count' || amount.family === 'percent';
    if (!listed || !distributed || !last || !isNext(bare) || last.fact.unit !== amount.unit)
      distributed = listed ? distributionIn(bare, own) : undefined;
    const meaning = distributed ? nextOf(distributed) : own;
    const label = labelWith(meaning.label, noun, amount, last, bare);
    const fact = context.book.add(factOf(amount, label, meaning, head, stretch, context.subject));
    stretch.cell?.cell.facts.push(fact.id);
    const carried = last && last.passage !== slice.index ? `${last.after}\n${between}`.slice(-400) : between;
    if (last?.passage === slice.index)
      last.after = stretch.text.slice(last.end, Math.min(amount.start, last.end + 400));
    const { start, unitEnd: end } = amount;
    const after = stretch.text.slice(end, Math.min(slice.end, end + 400));
    sentence.mentions.push({
      fact,
      family: amount.family,
      range: amount.range,
      base: meaning.base ?? false,
      head,
      noun,
      between: carried,
      after,
      passage: slice.index,
      start,
      end,
    });
    from = end;
  }
}

/** A bracket that opens and stays open; one that closes what was opened before. */
const OPENS = /[（(][^（）()]*$/u;
const CLOSES = /^[^（）()]*[）)]/u;

function factOf(
  amount: Amount,
  label: string,
  meaning: Meaning,
  head: string,
  stretch: Stretch,
  subject: string,
): Omit<Fact, 'id'> {
  const { text, unit, decimals } = amount;
  const { concept, period, stage } = meaning;
  const value = isTaken(meaning, head, amount) ? `-${amount.value}` : amount.value;
  const words = { concept, label, subject, period, stage, text, value, unit, decimals, fineness: decimals };
  // One by one: the parts of a conditional spread would each be an object.
  const fact = words as Omit<Fact, 'id'>;
  if (amount.bound) fact.bound = amount.bound;
  fact.source = stretch.cell ? 'table' : 'prose';
  if (stretch.cell) {
    fact.table = stretch.cell.table;
    fact.row = stretch.cell.row;
    fact.column = stretch.cell.column;
  }
  fact.place = placeWithin(stretch.segments, amount.start, amount.end);
  if (stretch.confidence !== undefined) Object.assign(fact, readingOf(stretch, amount, head));
  return fact;
}

/** How the figure with its unit, and the words before it that say what it is, were read from a picture. */
function readingOf(
  stretch: Stretch,
  amount: Amount,
  head: string,
): Pick<Fact, 'confidence' | 'alternatives' | 'labelConfidence'> {
  const { text, confidence, doubts } = stretch;
  if (confidence === undefined) return {};
  const { alternatives = [], ...own } = figureReading({ text, confidence, doubts }, amount.start, amount.unitEnd);
  const unit = text.slice(amount.end, amount.unitEnd);
  const others = alternatives.flatMap((other) =>
    other.endsWith(unit) ? [other.slice(0, other.length - unit.length)] : [],
  );
  return {
    ...own,
    ...(others.length > 0 ? { alternatives: others } : {}),
    ...(doubtsAt(doubts, amount.start - head.length, amount.start).length > 0 ? { labelConfidence: confidence } : {}),
  };
}

/** The nearest figure that is neither a change nor the base of one, among the last few. */
function currentOf({ mentions, bracketed }: Sentence, between: string): Mention | undefined {
  const asides = bracketed ? asidesIn(mentions, between) : undefined;
  for (let at = mentions.length - 1; at >= 0 && at >= mentions.length - 6; at--) {
    const mention = mentions[at]!;
    const amount = mention.family !== 'percent' && mention.family !== 'point' && mention.family !== 'score';
    if (amount && mention.fact.stage !== 'change' && !mention.base && !mention.range && !asides?.has(mention))
      return mention;
  }
  return undefined;
}

/** 预算调减10万元: what a budget loses, printed without its sign. */
function isTaken(meaning: Meaning, head: string, amount: Amount): boolean {
  if (meaning.stage !== 'adjustment' || amount.family !== 'money' || amount.value.startsWith('-')) return false;
  return TAKEN.test(head) && !/调增|追加|增加|核增/u.test(head) && amount.value !== '0';
}

const TAKEN = /调减|核减|减少|追减|压减|调低|收回|扣减/u;

/** 局机关 or a subordinate unit by its printed name speaks for what follows; the whole department ends that. */
function noteSubject(between: string, context: Context): void {
  if (WHOLE_SUBJECTS.test(between)) context.subject = SUMMARY;
  const own = context.units.length > 0 ? between.match(OWN_SUBJECTS)?.at(-1) : undefined;
  if (own) context.subject = own;
  const unit = nameIn(between, context.units);
  if (unit) context.subject = unit === context.identity.department ? SUMMARY : unit;
  else if (context.department !== '' && between.length >= context.department.length) {
    if (squeeze(between).includes(context.department)) context.subject = SUMMARY;
  }
}

function nameIn(words: string, names: readonly string[]): string | undefined {
  const { length } = words;
  for (let at = 0; at < names.length; at++) {
    const name = names[at]!;
    if (name.length <= length && words.includes(name)) return name;
  }
  return undefined;
}

/** Offsets of the sentences of a text: up to each full stop, exclamation or question mark or line end. */
function sentencesOf(folded: string): { start: number; end: number }[] {
  const sentences: { start: number; end: number }[] = [];
  let start = 0;
  ENDS.lastIndex = 0;
  while (ENDS.test(folded)) {
    sentences.push({ start, end: ENDS.lastIndex });
    start = ENDS.lastIndex;
  }
  if (start < folded.length) sentences.push({ start, end: folded.length });
  return sentences;
}

const ENDS = /[。！？!?\n]+/gu;
