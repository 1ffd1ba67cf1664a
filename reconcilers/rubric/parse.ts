import { Decimal, remembered } from '../../schemas/index.js';
import { cleanRule } from './clean.js';
import { isCounted, readCondition, type NumericCondition } from './condition.js';
import { readEffect } from './effect.js';
import { readCheckpoints, readProportion, readSpans, withoutDefinitions } from './patterns.js';
import type { Award, End, Range, Rule, RuleKind, Step } from './rule.js';
import { COUNTERS, DISCRETION } from './words.js';

const MARK = /^(?:[①-⑳]|\(?\d{1,2}\)|\d{1,2}[.、](?!\d)|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、)/u;
const NOT_APPLICABLE =
  /(?:没有|无|未设|不涉及|未安排|没有安排)[^,。；]{1,24}?的?,?(?:的)?(?:按|得|计|为)(?:满分|该项满分)(?:计算|计)?/u;
const STANDARD = /以(\d+(?:\.\d+)?)%?为(?:标准|基准|目标)/u;
/** 未编制的，(2)-(4)项不得分 */
const GATE = /[(第]?(\d)[)项]?(?:-|至|到)[(第]?(\d)\)?项?(?:均|都)?不得分/u;
const CEILING = /不足\d*%?的?(?:也|均)?(?:按|计)/u;
const NEGATIVE = /^(?:未|没有|无|不|存在|发生|发现|出现|造成|虚|弄虚作假|被)/u;
/** 2项不符的 */
const SO_MANY = new RegExp(`^(?:有|出现|存在|发现|发生)?(\\d+)[${COUNTERS}]`, 'u');
const SO_MANY_ONLY = new RegExp(`^(\\d+)[${COUNTERS}]的?$`, 'u');
const BEYOND = /每(?:再)?(?:增加|超过|超出|超|多)/u;
const SHORT = /每(?:再)?(?:减少|缺少|少|低于|低)/u;
/** 每少1次, 每超1件, 每少报一期; not 每增加1处问题. */
const MISSES = new RegExp(
  `每(?:再)?(?:减少|缺少|少|低于|低|差|缺|超过|超出|超|多)[^\\d,扣]{0,4}\\d*[${COUNTERS}](?=[,的]?扣)`,
  'u',
);
const OTHERWISE = /^(?:否则|其余|其他|其它情况|反之)/u;

/**
 * Parses the Chinese of a scoring rule. Never throws: what is not understood leaves `kind: 'unknown'`. The departments
 * of a county fill in one form: rules that were met before are not parsed again. The result is shared; do not change it.
 */
export const parseRule: (text: string) => Readonly<Rule> = remembered(readRule, { capacity: 2000, longest: 2000 });

function readRule(text: string): Rule {
  const cleaned = cleanRule(text);
  const rule: Rule = {
    kind: 'unknown',
    notApplicable: [],
    tiers: [],
    steps: [],
    counts: [],
    criteria: [],
    criteriaJoin: 'sum',
    vetoes: [],
    gates: [],
    checkpoints: [],
    discretion: DISCRETION.some((word) => cleaned.includes(word)),
    absolute: /绝对值|±/u.test(cleaned),
    occurrences: false,
    quantity: '',
  };
  let rest = cleaned;
  const exempt = NOT_APPLICABLE.exec(rest);
  if (exempt) {
    rule.notApplicable.push(exempt[0]);
    rest = rest.replace(exempt[0], '');
  }
  const spans = readSpans(rest);
  if (spans) {
    rule.criteria = spans;
    rule.criteriaJoin = 'oneOf';
    rule.kind = 'qualitative';
    return rule;
  }
  const checkpoints = readCheckpoints(rest);
  if (checkpoints) {
    rule.checkpoints = checkpoints;
    rule.kind = 'checkpoints';
    return rule;
  }
  rest = withoutDefinitions(rest);
  const proportion = readProportion(rest);
  if (proportion) {
    rule.proportion = proportion.proportion;
    rest = proportion.rest;
  }
  new Assembly(rule, rest).run();
  rule.kind = kindOf(rule);
  rule.occurrences =
    rule.steps.length === 0 &&
    !rule.proportion &&
    (rule.counts.length > 0 || isCounted(cleaned, rule.tiers.length > 0));
  return rule;
}

/** Walks the sentences of a rule, joining the conditions that wait to the effect that closes them. */
class Assembly {
  private standard: Decimal | null = null;
  /** A limit that a sentence of its own tells: 执行率≥95%；达到得满分，每降低1%扣0.5分. */
  private aim: Decimal | null = null;
  private lastTier: Range | null = null;
  /** Whether the criteria are numbered: then 否则 speaks of the item that it stands in. */
  private numbered = false;

  constructor(
    private readonly rule: Rule,
    private readonly text: string,
  ) {
    const standard = STANDARD.exec(text);
    if (standard) this.standard = new Decimal(standard[1]!);
  }

  run(): void {
    const gate = GATE.exec(this.text);
    const text = gate ? this.text.replace(new RegExp(`[^。；;\\n]*${escape(gate[0])}`, 'u'), '') : this.text;
    for (const sentence of splitSentences(text.replace(STANDARD, ''))) this.sentence(sentence);
    this.joinCounts();
    if (gate) this.gate(Number(gate[1]), Number(gate[2]));
    this.joinCriteria();
  }

  private gate(from: number, to: number): void {
    const names = this.rule.criteria.map(({ name }) => name);
    const unless = names[from - 2] ?? names[0];
    if (unless) this.rule.gates.push({ unless, blocked: names.slice(from - 1, to).filter((name) => name !== unless) });
  }

  private sentence(sentence: string): void {
    const numbered = MARK.test(sentence);
    this.numbered ||= numbered;
    const inline = numbered ? null : inlinePoints(sentence);
    if (inline) {
      for (const { text, points } of inline) this.criterion(text, { kind: 'points', points });
      return;
    }
    let pending = '';
    for (const piece of pieces(sentence.replace(MARK, ''))) {
      const text = pending ? `${pending},${piece}` : piece;
      const reading = readEffect(text);
      if (reading.mostDeducted) this.rule.mostDeducted = reading.mostDeducted;
      if (reading.full) this.rule.full ??= reading.full;
      if (!reading.effect) {
        pending = reading.before.replace(/,+$/u, '');
        continue;
      }
      this.effect(reading, text);
      pending = /\d|得|计|扣/u.test(reading.after) ? reading.after.replace(/^[,的]+/u, '') : '';
      if (pending) {
        const again = readEffect(pending);
        if (again.effect) this.effect(again, pending);
        pending = '';
      }
    }
    const [range, ...others] = pending.includes('%') ? (readCondition(pending)?.ranges ?? []) : [];
    if (range && others.length === 0 && !(range.low && range.high)) this.aim ??= (range.low ?? range.high)!.value;
  }

  private effect(reading: ReturnType<typeof readEffect>, text: string): void {
    const { effect } = reading;
    if (!effect) return;
    const before = reading.before.replace(/^[,的]+|[,的]+$/gu, '');
    const condition = readCondition(before) ?? this.exactly(before);
    if (condition?.quantity) this.rule.quantity ||= condition.quantity;
    const each = effect.kind === 'award' && before.endsWith('各') ? before.slice(0, -1).split(/[、和]|及(?!时)/u) : [];
    if (each.length > 1 && effect.kind === 'award') {
      for (const text of each) this.criterion(text, effect.award);
    } else if (effect.kind === 'step') {
      const reading = CEILING.test(this.text) ? 'ceiling' : effect.step.reading;
      const between = effect.step.side === 'either' ? this.between(condition?.ranges ?? []) : null;
      const told = between?.low ?? this.told(effect.step, condition?.ranges[0] ?? null);
      this.rule.steps.push({
        ...effect.step,
        reading,
        reference: told ?? this.implied(effect.step, before),
        ...(told ? {} : { implied: true as const }),
        ...(between ? { upper: between.high } : {}),
      });
    } else if (effect.kind === 'count') {
      const from = BEYOND.test(text) ? this.lastTier?.high : SHORT.test(text) ? this.lastTier?.low : undefined;
      const misses = MISSES.test(text) ? { misses: true as const } : {};
      this.rule.counts.push({ ...effect.count, ...misses, ...(from ? { from: from.value } : {}) });
    } else if (OTHERWISE.test(before) && !condition) {
      this.otherwise(effect.award, effect.deducts);
    } else if (condition) {
      const award: Award =
        effect.deducts && effect.award.kind === 'points' ? { kind: 'off', points: effect.award.points } : effect.award;
      for (const range of condition.ranges) this.rule.tiers.push({ range, award });
      this.lastTier = condition.ranges[0] ?? null;
    } else if (effect.award.kind === 'discretion') {
      this.rule.discretion = true;
    } else if (effect.award.kind === 'proportional') {
      this.rule.proportion ??= {
        numerator: null,
        denominator: null,
        factor: null,
        inverse: false,
        deducts: /扣/u.test(text),
      };
    } else if (effect.deducts && effect.award.kind === 'points') {
      const per = new Decimal(SO_MANY.exec(before)?.[1] ?? 1);
      this.rule.counts.push({ points: effect.award.points, per, ofWeight: false, gain: false });
    } else if (isZero(effect.award) && NEGATIVE.test(before)) {
      this.rule.vetoes.push(before);
    } else if (before) {
      this.criterion(before, effect.award);
    }
  }

  /** 4次以上得满分，3次得80%: so many, where the tier before counts too. */
  private exactly(text: string): NumericCondition | null {
    const count = this.lastTier && SO_MANY_ONLY.exec(text)?.[1];
    if (!count) return null;
    const end: End = { value: new Decimal(count), closed: true, certainty: 'told' };
    return { ranges: [{ low: end, high: end }], quantity: '' };
  }

  /** 低于80%或高于120%的，每偏离1%…: the range in between; 80%-120%得满分，每偏离1%…: the tier before. */
  private between(ranges: readonly Range[]): { low: Decimal; high: Decimal } | null {
    const [low, high] =
      ranges.length === 2
        ? [ranges.find((one) => !one.low)?.high?.value, ranges.find((one) => !one.high)?.low?.value]
        : [this.lastTier?.low?.value, this.lastTier?.high?.value];
    return low && high && low.lt(high) ? { low, high } : null;
  }

  /** Where the steps begin: told in the step, in its own condition, by the tier before it, or as the standard. */
  private told(step: Omit<Step, 'implied'>, own: Range | null): Decimal | null {
    if (step.reference) return step.reference;
    if (own) {
      const end = step.side === 'under' ? (own.high ?? own.low) : (own.low ?? own.high);
      if (end) return end.value;
    }
    if (this.standard) return this.standard;
    if (this.lastTier) {
      const end =
        step.side === 'under' ? (this.lastTier.low ?? this.lastTier.high) : (this.lastTier.high ?? this.lastTier.low);
      if (end) return end.value;
    }
    return this.aim;
  }

  /** Where they begin by their nature: changes at nought, the rest at the whole. */
  private implied(step: Omit<Step, 'implied'>, before: string): Decimal | null {
    if (step.side === 'either')
      return /完成率|执行率|控制率|支付率|100/u.test(before + this.text) && !/偏离|偏差/u.test(this.text)
        ? new Decimal(100)
        : null;
    // 每增加1个百分点加0.5分 in a rule that names no ratio: x is what was added.
    if (step.gain && !/率|度|比|完成|超额/u.test(this.text)) return null;
    // 每提高1个百分点得0.1分: from nothing on.
    if (step.gain && this.rule.tiers.length === 0 && /每[^,]*[得计记]\d/u.test(this.text)) return new Decimal(0);
    const deviation = /变动率|增长率|调整率|偏差|偏离|结转结余率|结余率|[与比较]上年|同比/u.test(this.text);
    return new Decimal(deviation ? 0 : 100);
  }

  private otherwise(award: Award, deducts: boolean): void {
    const last = this.rule.criteria.at(-1);
    const all = this.numbered ? [last] : this.rule.criteria;
    if (award.kind === 'discretion' || (deducts && DISCRETION.some((word) => this.text.includes(word)))) {
      for (const criterion of all) if (criterion) criterion.otherwise = 'discretion';
      this.rule.discretion = true;
    } else if (award.kind === 'proportional' && this.lastTier?.low) {
      this.rule.tiers.push({ range: { high: { ...this.lastTier.low, closed: false, certainty: 'told' } }, award });
    } else if (award.kind === 'points' && !award.points.isZero() && !deducts) {
      this.criterion('否则', award);
      this.rule.criteriaJoin = 'oneOf';
    }
  }

  private criterion(text: string, award: Award): void {
    const previous = this.rule.criteria.length;
    this.rule.criteria.push({
      name: String.fromCharCode(97 + (previous % 26)),
      text: text.replace(MARK, '').replace(/\($/u, ''),
      award,
      otherwise: 'nothing',
    });
  }

  /** 有1项不符扣1分，2项不符扣2分: so many occurrences, not so many times the points. */
  private joinCounts(): void {
    const { counts, tiers } = this.rule;
    const ladder =
      counts.length > 1 && counts.every(({ per, gain }, at) => !gain && (at === 0 || per.gt(counts[at - 1]!.per)));
    if (!ladder || this.rule.steps.length > 0) return;
    const end = (value: Decimal, closed: boolean): End => ({ value, closed, certainty: 'told' });
    counts.forEach(({ per, points, ofWeight }, at) => {
      const next = counts[at + 1]?.per ?? tiers.find(({ range }) => range.low?.value.gt(per))?.range.low?.value;
      const range = { low: end(per, true), ...(next ? { high: end(next, false) } : {}) };
      tiers.push({
        range,
        award: ofWeight ? { kind: 'share', share: new Decimal(1).minus(points.div(100)) } : { kind: 'off', points },
      });
    });
    this.rule.counts = [];
  }

  /** Points that fall from full marks to nothing exclude each other (无结余 3 分；有结余… 2 分；… 不得分). */
  private joinCriteria(): void {
    const { criteria } = this.rule;
    if (criteria.length < 2 || this.rule.criteriaJoin === 'oneOf') return;
    const points = criteria.map(({ award }) =>
      award.kind === 'points' ? award.points : award.kind === 'share' ? award.share.times(1000) : highest(award),
    );
    const { vetoes } = this.rule;
    const falling = points.every(
      (value, index) => index === 0 || (value !== null && points[index - 1]?.gt(value) === true),
    );
    const share = criteria.some(({ award }) => award.kind === 'share' || award.kind === 'span');
    if (falling && vetoes.length === 1) this.criterion(vetoes.pop()!, { kind: 'points', points: new Decimal(0) });
    if (falling && (points.at(-1)?.isZero() === true || share || criteria.length > points.length))
      this.rule.criteriaJoin = 'oneOf';
    if (/择其一|择一/u.test(this.text) || areGrades(criteria.map(({ text }) => text))) this.rule.criteriaJoin = 'oneOf';
  }
}

/** 全部…/部分…, 及时…/基本…/未…: degrees of one thing, of which one applies. */
function areGrades([first = '', second = '']: readonly string[]): boolean {
  return /全部|完全|全面|均已|及时|优秀/u.test(first) && /部分|基本|较|良好/u.test(second);
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const highest = (award: Award): Decimal | null =>
  award.kind === 'span' ? award.high.times(1000) : award.kind === 'between' ? award.high : null;

const isZero = (award: Award): boolean => award.kind === 'points' && award.points.isZero();

/** Sentences: between full stops and semicolons, and at every numbered item. */
function splitSentences(text: string): string[] {
  return text
    .split(/[；;。!\n]|(?=[①-⑳])|(?=(?<=[^\d.(第])\(?\d{1,2}[)）])|(?<=[,:：])(?=\d[.、](?!\d))/u)
    .map((sentence) => sentence.replace(/^[,:：\s]+|[,\s]+$/gu, ''))
    .filter((sentence) => sentence !== '');
}

/** Commas part conditions from effects; a 每… without its effect waits for the next piece. */
function pieces(sentence: string): string[] {
  return sentence.split(/[,:：]|(?<=分)(?=(?:未|不|如|若|超过|低于|否则|其中))/u).filter((piece) => piece !== '');
}

/** 设有目标(1分)目标明确(1分): the points stand in brackets behind each criterion. */
function inlinePoints(sentence: string): { text: string; points: Decimal }[] | null {
  const found = [...sentence.matchAll(/([^()]+)\((\d+(?:\.\d+)?)分\)/gu)];
  if (found.length < 2) return null;
  return found.map(([, text = '', points = '0']) => ({
    text: text.replace(/^[,、]/u, ''),
    points: new Decimal(points),
  }));
}

function kindOf(rule: Rule): RuleKind {
  if (rule.steps.some((step) => step.side === 'either')) return 'twoSided';
  if (rule.steps.length > 0) return 'perStep';
  if (rule.proportion) return rule.tiers.length > 1 ? 'tiers' : 'proportional';
  if (rule.tiers.some(({ award }) => award.kind === 'proportional'))
    return rule.tiers.length > 1 ? 'tiers' : 'proportional';
  if (rule.counts.length > 0) return 'count';
  if (rule.tiers.length > 0) return rule.tiers.length === 1 ? 'threshold' : 'tiers';
  if (rule.criteria.length > 1) return rule.criteriaJoin === 'sum' ? 'checklist' : 'tiers';
  if (rule.criteria.length === 1) return 'allOrNothing';
  if (rule.vetoes.length > 0) return 'allOrNothing';
  if (rule.discretion) return 'qualitative';
  return rule.notApplicable.length > 0 ? 'notApplicable' : 'unknown';
}
