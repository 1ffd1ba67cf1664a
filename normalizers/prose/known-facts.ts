import { addUnder } from '../../schemas/index.js';
import type { Fact, Stage } from '../../schemas/index.js';
import { conceptOf, essenceOf } from './label.js';
import { amountOf } from './ties.js';

/** What a change is measured against. */
export type Reference = 'year' | 'budget';

/** The figures of the document by what they are about, for relations whose other end stands elsewhere. First print wins. */
export class KnownFacts {
  /** Those with a name as they were before any statement told more of them, by concept; goals without one by unit. */
  private readonly all: Known[] = [];
  private readonly named = new Map<string, Known[]>();
  private readonly goals = new Map<string, Known[]>();

  constructor(private readonly facts: readonly Fact[]) {
    for (let at = 0; at < facts.length; at++) {
      const fact = facts[at]!;
      const { concept, stage, label } = fact;
      if (concept === 'unnamed') {
        if (stage === 'target') addUnder(this.goals, fact.unit, { fact, stage, label });
        continue;
      }
      const known = { fact, stage, label };
      this.all.push(known);
      addUnder(this.named, concept, known);
    }
  }

  /** What a change is measured against: 较预算, 比上年. */
  base(fact: Fact, against: Reference | undefined): Fact | undefined {
    if (fact.concept === 'unnamed' || against === undefined) return undefined;
    const { concept, subject, stage, period } = fact;
    if (against === 'budget') return this.find(concept, subject, 'opening', period);
    const before = String(Number(period) - 1);
    const last = this.find(concept, subject, 'previousFinal') ?? this.find(concept, subject, stage, before);
    // 年末结转A，比上年减少B: what last year left is what this year began with.
    const left = concept === 'balance.current' && /[年期][末底]|结转/u.test(fact.label);
    return last ?? (left ? this.find('income.carriedIn', subject, 'final', period) : undefined);
  }

  /** Income, what was carried in and what was spent in the year of a figure: each value once. */
  year({ subject, period }: Fact): Record<'income' | 'carried' | 'spent', Fact[]> {
    const told = (concept: string, stages: readonly Stage[] = ['final']): Fact[] => {
      const found = new Map<string, Fact>();
      for (const { fact, stage } of this.named.get(concept) ?? [])
        if (stages.includes(stage) && fact.subject === subject && fact.period === period && !found.has(fact.value))
          found.set(fact.value, fact);
      return [...found.values()];
    };
    return {
      income: told('income.total'),
      carried: told('income.carriedIn', ['final', 'opening']),
      spent: told('expenditure.total'),
    };
  }

  /** This year's figure of what a change is of, where the document tells but one. */
  only({ concept, subject, period }: Fact): Fact | undefined {
    const all = (this.named.get(concept) ?? []).filter(
      ({ fact, stage }) => stage === 'final' && fact.subject === subject && fact.period === period,
    );
    const [first] = all;
    return first && all.every(({ fact }) => fact.value === first.fact.value) ? first.fact : undefined;
  }

  /** The figure of the year after, of the same quantity. */
  after({ concept, subject, stage, period }: Fact): Fact | undefined {
    return concept === 'unnamed' ? undefined : this.find(concept, subject, stage, String(Number(period) + 1));
  }

  private find(concept: string, subject: string, stage: Stage, period?: string): Fact | undefined {
    return this.named
      .get(concept)
      ?.find(
        (known) =>
          known.stage === stage &&
          known.fact.subject === subject &&
          (period === undefined || known.fact.period === period),
      )?.fact;
  }

  /** 人员经费占基本支出的80%: part and whole are named, and their figures stand elsewhere. */
  share(fact: Fact): [Fact, Fact] | undefined {
    const named = /^([^/]{2,}?)占(.{2,}?)的?(?:比例|比重)?(?:为|达)?$/u.exec(fact.label);
    const [part, whole] = (named?.slice(1) ?? []).map((label) => {
      const concept = conceptOf(label, undefined);
      return this.find(concept, fact.subject, 'final', fact.period);
    });
    return part && whole && part !== whole ? [part, whole] : undefined;
  }

  whole(fact: Fact, of: string): Fact | undefined {
    const essence = essenceOf(of);
    const named = this.all.find(
      (known) =>
        known.stage === fact.stage &&
        known.fact.subject === fact.subject &&
        known.fact.period === fact.period &&
        essenceOf(known.label) === essence,
    )?.fact;
    return (
      named ??
      this.find(conceptOf(of, undefined), fact.subject, fact.stage, fact.period) ??
      this.calledSo(fact, essence)
    );
  }

  /** 占当年缴存额的68%: a figure of no known kind that is called so, where the document tells but one. */
  private calledSo(part: Fact, essence: string): Fact | undefined {
    if (essence.length < 3) return undefined;
    const told = this.facts.filter(
      ({ concept, source, period, stage, bound }) =>
        concept === 'unnamed' &&
        source === 'prose' &&
        stage !== 'change' &&
        stage !== 'target' &&
        !bound &&
        period === part.period,
    );
    const exact = told.filter(({ label }) => essenceOf(label) === essence);
    // 占总投资的90%, where 园区道路概算总投资 is told
    const called = exact.length > 0 ? exact : told.filter(({ label }) => label.endsWith(essence));
    const [first] = called;
    if (!first || first === part || !called.every(({ value }) => value === first.value)) return undefined;
    const value = amountOf(part, first);
    return value?.lte(first.value) ? first : undefined;
  }

  /** The one goal of that name and unit, if no two of them differ. */
  target(fact: Fact): Fact | undefined {
    const essence = essenceOf(fact.label);
    const found = this.goals.get(fact.unit)?.filter((known) => essenceOf(known.label) === essence) ?? [];
    const first = found[0]?.fact;
    return first && first !== fact && found.every((known) => known.fact.value === first.value) ? first : undefined;
  }
}

interface Known {
  fact: Fact;
  stage: Stage;
  label: string;
}
