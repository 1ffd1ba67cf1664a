import { Decimal } from '../../schemas/index.js';
import { inlinePoints, MARK, pieces, splitSentences } from './clauses.js';
import { readCondition, type NumericCondition } from './condition.js';
import { readEffect, type Effect, type EffectReading } from './effect.js';
import { countExcess, criterionOf, goOnLikewise, joinCounts, joinCriteria } from './join.js';
import { between, impliedReference, toldReference, type Before } from './reference.js';
import { isZero, type Award, type End, type Range, type Rule, type Step } from './rule.js';
import { COUNTERS, DISCRETION } from './words.js';

const STANDARD = /以(\d+(?:\.\d+)?)%?为(?:标准|基准|目标)/u;
/** 未编制的，(2)-(4)项不得分 */
const GATE = /[(第]?(\d)[)项]?(?:-|至|到)[(第]?(\d)\)?项?(?:均|都)?不得分/u;
const NEGATIVE = /^(?:未|没有|无|不|存在|发生|发现|出现|造成|虚|弄虚作假|被)/u;
/** 2项不符的 */
const SO_MANY = new RegExp(`^(?:有|出现|存在|发现|发生)?(\\d+)[${COUNTERS}]`, 'u');
const SO_MANY_ONLY = new RegExp(`^(?:\\p{Script=Han}{1,8}数量?)?(\\d+)[${COUNTERS}]的?$`, 'u');
const BEYOND = /每(?:再)?(?:增加|超过|超出|超|多)/u;
const SHORT = /每(?:再)?(?:减少|缺少|少|低于|低)/u;
/** 每少1次, 每超1件, 每少报一期; not 每增加1处问题. */
const MISSES = new RegExp(
  `每(?:再)?(?:减少|缺少|少|低于|低|差|缺|超过|超出|超|多)[^\\d,扣]{0,4}\\d*[${COUNTERS}](?=[,的]?扣)`,
  'u',
);
const OTHERWISE = /^(?:否则|其余|其他|其它情况|反之)/u;
const FALLEN = /(?:下降|降低|减少)(?:幅度)?超过(\d+(?:\.\d+)?)%/u;
/** 超出范围不得分 */
const OUTSIDE = /^(?:不在|超出|在)?(?:此|该|上述|以上)?(?:范围|区间)(?:内|外|之外|以外)?的?$/u;
const LIKEWISE = /[以依照](?:此|次)类推/u;
/** A formula that no one has read: what it would change is not known. */
const UNREAD = /得分=|×(?!100%)|系数/u;
/** What may stand between an effect and the next condition. */
const JOINTS = /^(?:[,的/、)]|\(不?含[^)]*\))+/u;

/**
 * Walks the sentences of a rule, joining the conditions that wait to the effect that closes them. Gives back whether
 * the rule can be read to its end.
 */
export function assemble(rule: Rule, text: string, broken: Step['reading']): boolean {
  return new Assembly(rule, text, broken).run();
}

class Assembly {
  private readonly standard: Decimal | null;
  private aim: Decimal | null = null;
  private lastTier: Range | null = null;
  private readable = true;
  /** Whether the criteria are numbered: then 否则 speaks of the item that it stands in. */
  private numbered = false;

  constructor(
    private readonly rule: Rule,
    private readonly text: string,
    private readonly broken: Step['reading'],
  ) {
    const standard = STANDARD.exec(text)?.[1];
    this.standard = standard === undefined ? null : new Decimal(standard);
  }

  run(): boolean {
    const gate = GATE.exec(this.text);
    const text = gate ? this.text.replace(new RegExp(`[^。；;\\n]*${escape(gate[0])}`, 'u'), '') : this.text;
    for (const sentence of splitSentences(text.replace(STANDARD, ''))) this.sentence(sentence);
    if (LIKEWISE.test(this.text)) this.readable &&= goOnLikewise(this.rule);
    joinCounts(this.rule);
    countExcess(this.rule);
    if (gate) this.gate(Number(gate[1]), Number(gate[2]));
    joinCriteria(this.rule, this.text);
    return this.readable;
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
    for (const piece of pieces(sentence.replace(MARK, '')))
      pending = this.piece(pending ? `${pending},${piece}` : piece);
    this.readable &&= !UNREAD.test(pending);
    const [range, ...others] = pending.includes('%') ? (readCondition(pending)?.ranges ?? []) : [];
    if (range && others.length === 0 && !(range.low && range.high)) this.aim ??= (range.low ?? range.high)!.value;
  }

  /** Every effect of a piece with the condition before it; what has no effect waits for the next piece. */
  private piece(piece: string): string {
    let text = piece;
    for (let turn = 0; ; turn++) {
      const reading = readEffect(text);
      if (reading.mostDeducted) this.rule.mostDeducted = reading.mostDeducted;
      if (reading.full) this.rule.full ??= reading.full;
      if (!reading.effect) return turn === 0 || readCondition(text) ? reading.before.replace(/,+$/u, '') : '';
      this.effect(reading, reading.effect, text);
      if (!/\d|得|计|扣/u.test(reading.after)) return '';
      text = reading.after.replace(JOINTS, '');
    }
  }

  private effect(reading: EffectReading, effect: Effect, text: string): void {
    const before = reading.before.replace(/^[,的]+|[,的]+$/gu, '');
    const condition = this.fallen(before) ?? readCondition(before) ?? this.exactly(before);
    if (condition?.quantity) this.rule.quantity ||= condition.quantity;
    if (condition?.excess) this.rule.excess = true;
    const each = effect.kind === 'award' && before.endsWith('各') ? before.slice(0, -1).split(/[、和]|及(?!时)/u) : [];
    if (each.length > 1 && effect.kind === 'award') {
      for (const one of each) this.criterion(one, effect.award);
    } else if (effect.kind === 'step') {
      this.step(effect.step, before, condition);
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
    } else {
      this.unconditioned(effect.award, effect.deducts, before, text);
    }
  }

  private step(step: Omit<Step, 'implied'>, before: string, condition: NumericCondition | null): void {
    const { text, standard, aim, lastTier } = this;
    const told: Before = { text, standard, aim, lastTier, tiered: this.rule.tiers.length > 0 };
    const range = step.side === 'either' ? between(condition?.ranges ?? [], lastTier) : null;
    const reference = range?.low ?? toldReference(step, condition?.ranges[0] ?? null, told);
    this.rule.steps.push({
      ...step,
      reading: this.broken === 'any' ? step.reading : this.broken,
      reference: reference ?? impliedReference(step, before, told),
      ...(reference ? {} : { implied: true as const }),
      ...(range ? { upper: range.high } : {}),
    });
  }

  /** An award that hangs on no figure: on a judge, on words, or on nothing. */
  private unconditioned(award: Award, deducts: boolean, before: string, text: string): void {
    if (award.kind === 'discretion') {
      this.rule.discretion = true;
    } else if (award.kind === 'proportional') {
      this.rule.proportion ??= {
        numerator: null,
        denominator: null,
        factor: null,
        inverse: false,
        deducts: /扣/u.test(text),
      };
    } else if (deducts && award.kind === 'points') {
      const per = new Decimal(SO_MANY.exec(before)?.[1] ?? 1);
      this.rule.counts.push({ points: award.points, per, ofWeight: false, gain: false });
    } else if (isZero(award) && this.lastTier && OUTSIDE.test(before)) {
      this.rule.elsewhere = award;
    } else if (isZero(award) && NEGATIVE.test(before)) {
      this.rule.vetoes.push(before);
    } else if (before) {
      this.criterion(before, award);
    }
  }

  /** 98%得满分，每下降…；下降超过10%不得分: from the tier before. */
  private fallen(text: string): NumericCondition | null {
    const by = FALLEN.exec(text)?.[1];
    const full = this.lastTier?.low?.value;
    if (by === undefined || !full?.gt(by)) return null;
    return { ranges: [{ high: { value: full.minus(by), closed: false, certainty: 'told' } }], quantity: '' };
  }

  /** 4次以上得满分，3次得80%: so many, where the tier before counts too. */
  private exactly(text: string): NumericCondition | null {
    const count = this.lastTier && SO_MANY_ONLY.exec(text)?.[1];
    if (!count) return null;
    const end: End = { value: new Decimal(count), closed: true, certainty: 'told' };
    return { ranges: [{ low: end, high: end }], quantity: '' };
  }

  private otherwise(award: Award, deducts: boolean): void {
    const last = this.rule.criteria.at(-1);
    const all = this.numbered ? [last] : this.rule.criteria;
    if (award.kind === 'discretion' || (deducts && DISCRETION.some((word) => this.text.includes(word)))) {
      for (const criterion of all) if (criterion) criterion.otherwise = 'discretion';
      this.rule.discretion = true;
    } else if (award.kind === 'proportional' && this.lastTier?.low) {
      this.rule.tiers.push({ range: { high: { ...this.lastTier.low, closed: false, certainty: 'told' } }, award });
    } else if (!deducts && (isZero(award) || (award.kind === 'points' && this.lastTier))) {
      this.rule.elsewhere = award;
    } else if (award.kind === 'points' && !deducts) {
      this.criterion('否则', award);
      this.rule.criteriaJoin = 'oneOf';
    }
  }

  private criterion(text: string, award: Award): void {
    const { criteria } = this.rule;
    criteria.push(criterionOf(text.replace(MARK, '').replace(/\($/u, ''), award, criteria.length));
  }
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
