import {
  SUMMARY,
  placeWithin,
  squeeze,
  type Concept,
  type Fact,
  type Identity,
  type Passage,
  type Stage,
} from '../../schemas/index.js';
import type { FactBook } from '../fact-book.js';
import { foldKeepingLength } from '../number.js';
import { OWN_SUBJECTS, PARALLEL, PARTS_TRIGGER, WHOLE_SUBJECTS } from '../vocabulary/prose.js';
import { findAmounts, listNumber, type Amount } from './amounts.js';
import { conceptOf, labelOf, stageIn } from './label.js';
import type { Stretch } from './passages.js';

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
}

export interface Reading {
  passages: Passage[];
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
  const context: Context = { identity, book, units, subject: SUMMARY };
  let listed = 0;
  let open: Sentence | undefined;
  for (const [index, stretch] of stretches.entries()) {
    const passage: Passage = {
      index,
      heading: stretch.heading,
      text: stretch.text,
      segments: stretch.segments,
      facts: [],
    };
    passages.push(passage);
    if (/^\s*[一二三四五六七八九十]+、/u.test(stretch.text)) context.subject = SUMMARY;
    const amounts = findAmounts(stretch.text, listed);
    listed = listNumber(stretch.text) || listed;
    const folded = foldKeepingLength(stretch.text);
    let year = '';
    let next = 0;
    for (const { start, end } of sentencesOf(folded)) {
      const inside: Amount[] = [];
      while (next < amounts.length && amounts[next]!.start < end) inside.push(amounts[next++]!);
      const text = folded.slice(start, end);
      year =
        yearBefore(text.slice(0, inside[0] ? inside[0].start - start : 200), identity.year) ||
        (start === 0 ? '' : year);
      const behind = start > 0 && /^\s*其中/u.test(text) ? sentences.at(-1) : undefined;
      const carry = behind ?? (open && start === 0 && !stretch.heading && !stretch.silent ? open : undefined);
      const sentence: Sentence = carry ?? {
        mentions: [],
        text: '',
        passage: index,
        start,
        heading: stretch.heading,
        silent: stretch.silent,
      };
      sentence.text = carry ? `${carry.text}\n${text}`.slice(0, 4000) : text.slice(0, 4000);
      const before = sentence.mentions.length;
      readSentence(sentence, { folded, start, end, amounts: inside, index, stretch, year }, context);
      for (const mention of sentence.mentions.slice(before)) passage.facts.push(mention.fact.id);
      if (!carry) sentences.push(sentence);
      open =
        end >= folded.trimEnd().length && /[；;，,、：:]\s*$/u.test(text) && !stretch.silent ? sentence : undefined;
    }
  }
  return { passages, sentences };
}

interface Context {
  identity: Identity;
  book: FactBook;
  units: readonly string[];
  /** A part of the department that a section speaks of; lasts until the next top heading. */
  subject: string;
}

interface Slice {
  folded: string;
  start: number;
  end: number;
  amounts: Amount[];
  index: number;
  stretch: Stretch;
  year: string;
}

function readSentence(sentence: Sentence, slice: Slice, context: Context): void {
  const { folded, stretch } = slice;
  let from = slice.start;
  let total: Mention | undefined;
  for (const amount of slice.amounts) {
    const last = sentence.mentions.at(-1);
    const between = folded.slice(Math.max(from, amount.start - 400), amount.start);
    const bare = withoutNoun(between, last, slice.index);
    const head = headOf(bare);
    noteSubject(between, context);
    if (PARTS_TRIGGER.test(between)) total = sentence.mentions.slice(-4).findLast(({ family }) => family === 'money');
    const noun = nounAfter(folded.slice(amount.unitEnd, Math.min(slice.end, amount.unitEnd + 24)), amount);
    const meaning = meaningOf(amount, head, noun === '' ? bare : '', last, total, slice, context);
    const fact = context.book.add({
      concept: meaning.concept,
      label: labelWith(meaning.label, noun, amount, last, bare),
      subject: context.subject,
      period: meaning.period,
      stage: meaning.stage,
      text: amount.text,
      value: amount.value,
      unit: amount.unit,
      decimals: amount.decimals,
      fineness: amount.decimals,
      ...(amount.bound ? { bound: amount.bound } : {}),
      source: stretch.cell ? 'table' : 'prose',
      ...(stretch.cell ? { table: stretch.cell.table, row: stretch.cell.row, column: stretch.cell.column } : {}),
      place: placeWithin(stretch.segments, amount.start, amount.end),
    });
    stretch.cell?.cell.facts.push(fact.id);
    if (last) last.after = stretch.text.slice(from, Math.min(amount.start, from + 400));
    const carried = last && last.passage !== slice.index ? `\n${between}` : between;
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

/** 80名社区网格员: the thing counted stands behind the count. */
function nounAfter(after: string, amount: Amount): string {
  if (amount.family !== 'count' && amount.family !== 'money') return '';
  const run = /^\s*([\p{Script=Han}“”]{2,14})/u.exec(after)?.[1] ?? '';
  const noun =
    run.split(
      /(?:[和与及并已均按为是在从由被将到]|的|享受|实行|参加|完成|发放|交流|提拔|晋升|表彰|协助|驻村|比对|受|达|用于|以上|以下|以内|左右)/u,
    )[0] ?? '';
  return noun.length >= 2 && !/^(?:其中|较|比|增|减|占)/u.test(noun) ? noun : '';
}

/** The noun behind the figure before is that figure's, not part of this one's label. */
function withoutNoun(between: string, last: Mention | undefined, passage: number): string {
  if (!last || last.passage !== passage || last.noun === '' || /[，,；;。:：]/u.test(between)) return between;
  const trimmed = between.trimStart();
  return trimmed.startsWith(last.noun) ? trimmed.slice(last.noun.length).replace(/^[、和及与]/u, '') : between;
}

function labelWith(label: string, noun: string, amount: Amount, last: Mention | undefined, between: string): string {
  if (label !== '' && (noun === '' || amount.family === 'money')) return label;
  if (noun !== '') return /[与和及、]$/u.test(label) ? noun : `${label}${noun}`;
  if (/^[、\s]*$/u.test(between) && last) return last.fact.label;
  return amount.family === 'count' ? '数量' : '金额';
}

interface Meaning {
  concept: Concept;
  label: string;
  stage: Stage;
  period: string;
  base?: boolean;
}

function meaningOf(
  amount: Amount,
  head: string,
  between: string,
  last: Mention | undefined,
  total: Mention | undefined,
  slice: Slice,
  context: Context,
): Meaning {
  const told = stageIn(head) ?? (labelOf(head) === '' ? stageIn(clause(between)) : undefined);
  const year = yearBefore(head, context.identity.year);
  const own = { label: labelOf(head), concept: 'unnamed' as Concept };
  if (own.label === '') own.label = labelOf(clause(between));
  // 年初目标值为140人，实际完成值为0人: the second is of the same quantity.
  if (last && REACHED.test(own.label)) own.label = last.fact.label.replace(GOAL, '');
  const period =
    year || (last && sameSentence(last, slice) ? last.fact.period : '') || slice.year || context.identity.year;
  const goal = slice.stretch.cell;
  if (amount.family === 'score') {
    const stage: Stage = /满分|总分|分值|标准分|权重|共/u.test(head.slice(-6)) || head === '' ? 'target' : 'actual';
    return { concept: 'unnamed', label: own.label || goalLabel(goal) || '得分', stage, period };
  }
  if (goal?.stage) {
    const label = own.label || goalLabel(goal);
    return {
      concept: 'unnamed',
      label: label.replace(/^(?:指标|目标|任务):?\d*[:：.、]*/u, ''),
      stage: goal.stage,
      period,
    };
  }
  if (amount.family === 'percent' || amount.family === 'point') return rateMeaning(own.label, head, last, told, period);
  const behind = slice.folded.slice(amount.unitEnd, amount.unitEnd + 8);
  if (
    last &&
    /^(?:较|比|同|与)[^增减少多升降压]*$/u.test(squeeze(head)) &&
    /^[\s，,]*(?:增|减|下降|上升|提高|少|多|降|压)/u.test(behind)
  ) {
    const budget = /预算/u.test(head);
    const before = year || (budget ? last.fact.period : String(Number(last.fact.period) - 1));
    return {
      concept: last.fact.concept,
      label: last.fact.label,
      stage: budget ? 'opening' : last.fact.stage,
      period: before,
      base: true,
    };
  }
  const compared = /^(?:较|比|同比|与)/u.test(squeeze(head)) || told === 'change';
  if (compared && last) {
    const label = `${last.fact.label} / ${own.label || squeeze(head)}`;
    return { concept: 'unnamed', label, stage: 'change', period: year || slice.year || context.identity.year };
  }
  const parallel = last && last.fact.concept === 'unnamed' ? PARALLEL.exec(last.fact.label) : null;
  if (parallel?.[1] && conceptOf(parallel[2] ?? '', undefined) !== 'unnamed' && PARALLEL_ONLY.test(own.label)) {
    return { concept: 'unnamed', label: `${parallel[1]}${own.label}`, stage: told ?? 'final', period };
  }
  const money = amount.family === 'money' || amount.family === 'bare';
  const concept = conceptOf(own.label, told);
  const fits = concept === 'unnamed' || concept.startsWith('staff') === (amount.family === 'count');
  const inherited = total && money ? total.fact.stage : undefined;
  const stage = stageOf(told, inherited, money || concept.startsWith('staff'));
  return { concept: fits ? concept : 'unnamed', label: own.label, stage, period };
}

/** A part is of its total's stage, unless its own words say more than 支出 or 收入 do. */
function stageOf(told: Stage | undefined, inherited: Stage | undefined, money: boolean): Stage {
  if (inherited && inherited !== 'change' && (told === undefined || told === 'final')) return inherited;
  if (told === 'final' || told === 'previousFinal') return money ? told : 'actual';
  return told ?? (money ? 'final' : 'actual');
}

const REACHED = /^(?:实际)?(?:完成|达到)?(?:数|值)$|^实际(?:完成|达到)$/u;
const GOAL = /(?:年初)?(?:设定)?(?:目标值|指标值|目标数|计划数)$/u;

const PARALLEL_ONLY = /^(?:总|当期|本期|累计|滚存)?(?:收入|支出|结余|收入合计|支出合计)$/u;

function rateMeaning(
  label: string,
  head: string,
  last: Mention | undefined,
  told: Stage | undefined,
  period: string,
): Meaning {
  const words = squeeze(head);
  const of =
    last && last.family !== 'score'
      ? `${last.fact.stage === 'change' ? last.fact.label.split(' / ')[0] : last.fact.label} / `
      : '';
  if (/(?:增长|增加|下降|减少|降低|压缩|上升|提高|增幅|降幅|下降了|增长了)(?:了|为|约|达|率|幅度)*$/u.test(words)) {
    return { concept: 'rate.change', label: `${of}${label || words}`, stage: 'change', period };
  }
  if (/占(?!用|地)[^，。；]*$/u.test(words)) {
    return { concept: 'rate.share', label: `${of}${label || '占'}`, stage: 'actual', period };
  }
  if (
    /^的?$/u.test(words.replace(/^[）)]/u, '')) ||
    /^完成(?:比例|率|目标|任务|年初|预算|计划|全年).{0,10}$/u.test(words)
  ) {
    const execution = /预算(?:执行|完成)率?|完成(?:年初|全年|调整后)?(?:支出)?预算/u.test(words);
    return {
      concept: execution ? 'rate.execution' : 'rate.completion',
      label: `${of}${label || '完成比例'}`,
      stage: 'actual',
      period,
    };
  }
  const concept = conceptOf(label, undefined);
  const rate = concept.startsWith('rate.') || concept === 'staff.controlRate';
  return {
    concept: rate ? concept : 'unnamed',
    label: label || `${of}比例`,
    stage: told === 'target' || told === 'opening' ? 'target' : 'actual',
    period,
  };
}

function goalLabel(cell: Stretch['cell']): string {
  return cell ? cell.label : '';
}

function sameSentence(last: Mention, slice: Slice): boolean {
  return last.passage === slice.index ? last.start >= slice.start : true;
}

/** The last clause that has words, for a figure right behind a colon or a bracket. */
function clause(between: string): string {
  const clauses = between.split(/[，,。；;：:\n（(]/u).filter((each) => labelOf(each) !== '');
  return clauses.at(-1) ?? '';
}

/** From the last comma, colon, semicolon or opening bracket before the amount; closed brackets belong to the label. */
function headOf(between: string): string {
  let depth = 0;
  for (let index = between.length - 1; index >= 0; index--) {
    const character = between[index]!;
    if (/[)\]】]/u.test(character)) depth++;
    else if (/[([【]/u.test(character)) {
      if (depth === 0) return between.slice(index + 1);
      depth--;
    } else if (depth === 0 && /[，,。；;：:！？!?\n]/u.test(character)) return between.slice(index + 1);
    if (between.length - index > 120) return between.slice(index);
  }
  return depth > 0 ? between.replace(/^[^)\]】]*[)\]】]/u, '') : between;
}

/** The year that a stretch of words sets for what follows: 2023年, 上年; '' where it sets none. */
function yearBefore(text: string, current: string): string {
  let year = '';
  for (const match of text.matchAll(/(?<!\d)((?:19|20)\d\d)年(?!以来|以前|前|起|至)/gu)) {
    const before = text.slice(Math.max(0, match.index - 1), match.index);
    if (!/[较比《〔(]/u.test(before)) year = match[1] ?? year;
  }
  if (year !== '') return year;
  if (/(?<![较比])(?:上年度?|去年)(?!结转|结余|末|底)/u.test(text) && current !== '')
    return String(Number(current) - 1);
  return /本年|当年|今年/u.test(text) ? current : '';
}

/** 局机关 or a subordinate unit by its printed name speaks for what follows; the whole department ends that. */
function noteSubject(between: string, context: Context): void {
  if (WHOLE_SUBJECTS.test(between)) context.subject = SUMMARY;
  const own = [...between.matchAll(OWN_SUBJECTS)].at(-1)?.[0];
  if (own && context.units.length > 0) context.subject = own;
  const unit = context.units.find((name) => between.includes(name));
  if (unit) context.subject = unit === context.identity.department ? SUMMARY : unit;
  else if (context.identity.department !== '' && squeeze(between).includes(squeeze(context.identity.department)))
    context.subject = SUMMARY;
}

/** Offsets of the sentences of a text: up to each full stop, exclamation or question mark or line end. */
function* sentencesOf(folded: string): Generator<{ start: number; end: number }> {
  let start = 0;
  for (const match of folded.matchAll(/[。！？!?\n]+/gu)) {
    const end = match.index + match[0].length;
    yield { start, end };
    start = end;
  }
  if (start < folded.length) yield { start, end: folded.length };
}
