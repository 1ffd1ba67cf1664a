import { Decimal, type Fact } from '../../schemas/index.js';
import { asidesIn } from './asides.js';
import type { KnownFacts, Reference } from './known-facts.js';
import { essenceOf } from './label.js';
import type { PartList } from './parts.js';
import type { Mention } from './reading.js';
import type { Add } from './add.js';
import { isNear, wholeBehind } from './ties.js';

const LESS = /减少|下降|降低|压缩|节约|少|降幅/u;

/** A较B增加C，增长P%. */
export function addComparison(
  mentions: readonly Mention[],
  index: number,
  known: KnownFacts,
  lists: readonly PartList[],
  add: Add,
): void {
  const mention = mentions[index]!;
  if (mention.fact.stage !== 'change' || mention.range || mention.fact.bound) return;
  const rate = mention.family === 'percent';
  const back = mentions.slice(Math.max(0, index - 7), index);
  const isFigure = ({ family }: Mention): boolean => family === 'money' || family === 'count' || family === 'bare';
  const alike = (each: Mention): boolean =>
    rate || (isFigure(each) && each.fact.unit === mention.fact.unit) || isMoney(each, mention);
  const asides = asidesIn(back, mention.between);
  const subject = back.findLast(
    (each) => isFigure(each) && each.fact.stage !== 'change' && !each.base && alike(each) && !asides.has(each),
  );
  if (!subject || subject.fact.bound || subject.range) return;
  const since = back.slice(back.indexOf(subject) + 1);
  const change = rate ? since.findLast((each) => isFigure(each) && each.fact.stage === 'change') : undefined;
  const against = referenceOf(mention) ?? (change ? referenceOf(change) : undefined);
  const printed = since.findLast((each) => each.base && (against === undefined || against === kindOf(each, subject)));
  const twin = printed ? undefined : (twinOf(back, subject) ?? twinBehind(mentions[index + 1], subject));
  const told = twin?.now ?? subject.fact;
  const whole = wholeBehind(mentions, subject, lists);
  const current = whole ? chosen(mention, [told, whole.fact], printed?.fact, change?.fact) : told;
  if (!current) return;
  if (whole && current === whole.fact) rename(current, [mention.fact, printed?.fact, change?.fact]);
  const base = printed?.fact ?? twin?.before ?? known.base(current, against);
  if (base?.bound) return;
  if (rate) {
    if (base) add('growth', mention.fact, [current, base]);
    else if (change && !change.fact.bound) add('growth', mention.fact, [current, change.fact]);
  } else if (base) {
    const less = LESS.test(mention.head) && !mention.fact.value.startsWith('-');
    add('difference', mention.fact, less ? [base, current] : [current, base]);
  }
}

/** The one of two figures that a comparison fits; undefined where it fits neither. */
function chosen(mention: Mention, figures: readonly Fact[], base?: Fact, change?: Fact): Fact | undefined {
  const moved = mention.family === 'percent' ? change : mention.fact;
  return figures.find((figure) => {
    if (mention.family !== 'percent')
      return base && moved && isNear(distance(figure, base), new Decimal(moved.value).abs());
    const rate = new Decimal(mention.fact.value).abs();
    const bases = base ? [new Decimal(base.value)] : moved ? [plus(figure, moved), plus(figure, moved, -1)] : [];
    return bases.some((each) => {
      const size = moved && !base ? new Decimal(moved.value).abs() : each.minus(figure.value).abs();
      return !each.isZero() && isNear(size.div(each).times(100).abs(), rate);
    });
  });
}

function distance(one: Fact, other: Fact): Decimal {
  return new Decimal(one.value).minus(other.value).abs();
}

function plus(one: Fact, other: Fact, sign = 1): Decimal {
  return new Decimal(one.value).plus(new Decimal(other.value).abs().times(sign));
}

function rename(of: Fact, facts: readonly (Fact | undefined)[]): void {
  for (const fact of facts) {
    if (!fact) continue;
    fact.label = [of.label, ...fact.label.split(' / ').slice(1)].join(' / ');
    if (!fact.concept.startsWith('rate.')) fact.concept = of.concept;
  }
}

function isMoney(one: Mention, other: Mention): boolean {
  return one.family === 'money' && other.family === 'money';
}

/** What a change is measured against: 较预算, 比上年; undefined where the words do not say. */
function referenceOf(mention: Mention): Reference | undefined {
  const words = mention.between.split(/[。;；]/u).at(-1) ?? '';
  if (/上年|去年|上一年|同比|(?:19|20)\d\d年/u.test(words)) return 'year';
  return /(?:较|比|与|超|低于|高于|少于)[^,，]{0,8}预算/u.test(words) ? 'budget' : undefined;
}

function kindOf(base: Mention, { fact }: Mention): Reference {
  return base.fact.period === fact.period && base.fact.stage !== 'previousFinal' ? 'budget' : 'year';
}

/** 2022年会议费5元，2021年会议费6元 in either order: this year's figure and last year's. */
function twinOf(back: readonly Mention[], subject: Mention): { now: Fact; before: Fact } | undefined {
  const other = back[back.indexOf(subject) - 1];
  if (!other || other.family !== subject.family || other.fact.stage === 'change') return undefined;
  if (other.fact.bound || essenceOf(other.fact.label) !== essenceOf(subject.fact.label)) return undefined;
  const years = Number(other.fact.period) - Number(subject.fact.period);
  if (years === 1) return { now: other.fact, before: subject.fact };
  return years === -1 ? { now: subject.fact, before: other.fact } : undefined;
}

/** 接待游客186.5万人次，同比增长23.8%（2022年150.6万人次）: last year's figure behind the rate. */
function twinBehind(next: Mention | undefined, { family, fact }: Mention): { now: Fact; before: Fact } | undefined {
  if (!next || !/^\s*[（(]/u.test(next.between) || !/^\s*[）)]/u.test(next.after)) return undefined;
  const fits = next.family === family && next.fact.unit === fact.unit && next.fact.stage !== 'change' && !next.range;
  const lastYear = Number(fact.period) - Number(next.fact.period) === 1;
  return fits && lastYear && !next.fact.bound ? { now: fact, before: next.fact } : undefined;
}
