import { Decimal, squeeze, type Fact } from '../../schemas/index.js';
import { asidesIn } from './asides.js';
import type { KnownFacts, Reference } from './known-facts.js';
import { essenceOf } from './label.js';
import type { PartList } from './parts.js';
import type { Mention } from './reading.js';
import type { Add } from './add.js';
import { isCalled, isNear, isPlain, wholeBehind } from './ties.js';

const GOAL = /(?:超|少于|多于|低于|高于)[^，,]{0,4}(?:目标|任务|计划)/u;
const MOVED = /(?:各|均|分别)?(?:增加|减少|增长|下降).*$/u;
const LESS = /减少|下降|降低|压缩|节约|少|降幅/u;

/** A较B增加C，增长P%. */
export function addComparison(
  mentions: readonly Mention[],
  index: number,
  { known, lists, before }: { known: KnownFacts; lists: readonly PartList[]; before: readonly Mention[] },
  add: Add,
): void {
  const mention = mentions[index]!;
  if (mention.fact.stage !== 'change' || mention.range || mention.fact.bound) return;
  const rate = mention.family === 'percent';
  const back = mentions.slice(Math.max(0, index - (isBesideGoals(mentions, index) ? 12 : 7)), index);
  const isFigure = ({ family }: Mention): boolean => family === 'money' || family === 'count' || family === 'bare';
  const alike = (each: Mention): boolean =>
    rate || (isFigure(each) && each.fact.unit === mention.fact.unit) || isMoney(each, mention);
  const asides = asidesIn(back, mention.between);
  const figures = back.filter(
    (each) => isFigure(each) && each.fact.stage !== 'change' && !each.base && alike(each) && !asides.has(each),
  );
  // 产值286亿元，占目标280亿元的102%，同比增长12%: it is not the goal that grew.
  const subject = figures.findLast((each) => each.fact.stage !== 'target' && !isMeasure(each)) ?? figures.at(-1);
  const thing = movedThing(mention.head);
  const own = subject && thing.length <= subject.fact.label.length + 1 && isCalled(subject.fact.label, thing);
  if (thing !== '' && !own) return;
  if (!subject) {
    const former = back.findLast((each) => each.base && alike(each));
    const now = former && known.after(former.fact);
    if (former && now) return compare(mention, now, former.fact, add);
    // 收、支总计均为A。与上年相比，收、支总计各增加B，增长C%: the figure ends the sentence before.
    const moved = rate ? back.findLast((each) => each.fact.stage === 'change' && each.family === 'money') : undefined;
    const name = moved?.fact.label.replace(MOVED, '') ?? '';
    const called = before.filter((each) => isPlain(each) && isCalled(each.fact.label, name));
    const told =
      moved &&
      (called.findLast(({ fact }) => fact.concept !== 'unnamed' && fact.concept === moved.fact.concept) ??
        called.findLast((each) => isSame(each, moved, name) && each.fact.label.length <= name.length + 1));
    if (told && moved && !moved.fact.bound) return add('growth', mention.fact, [told.fact, moved.fact]);
  }
  if (!subject || subject.fact.bound || subject.range) return;
  const since = back.slice(back.indexOf(subject) + 1);
  const change = rate ? since.findLast((each) => isFigure(each) && each.fact.stage === 'change') : undefined;
  // 其他收入74万元。与上年相比，收入合计增加312万元，增长8%: what grew is what was added to, told elsewhere.
  const grown = change ? movedThing(change.head) : '';
  if (change && !isSame(subject, change, grown)) {
    const now = known.only(change.fact);
    if (now && !change.fact.bound) add('growth', mention.fact, [now, change.fact]);
    return;
  }
  const against = referenceOf(mention) ?? (change ? referenceOf(change) : undefined);
  const printed = since.findLast((each) => each.base && (against === undefined || against === kindOf(each, subject)));
  const twin = printed ? undefined : (twinOf(back, subject) ?? twinBehind(mentions[index + 1], subject));
  const told = twin?.now ?? subject.fact;
  const whole = wholeBehind(mentions, subject, lists);
  const current = whole ? chosen(mention, [told, whole.fact], printed?.fact, change?.fact) : told;
  if (!current) return;
  if (whole && current === whole.fact) rename(current, [mention.fact, printed?.fact, change?.fact]);
  const goal = GOAL.test(mention.between) || /^[\s,，]*[少超多](?:完成)?$/u.test(mention.between);
  const aim = goal && subject.fact.stage !== 'target' ? [...since, ...mentions.slice(index + 1, index + 2)] : [];
  const aimed = aim.find((each) => each.fact.stage === 'target' && alike(each))?.fact;
  const base = printed?.fact ?? twin?.before ?? (goal ? aimed : known.base(current, against));
  if (base?.bound) return;
  if (base) return compare(mention, current, base, add);
  const moved = change ?? (rate ? changeBehind(mentions[index + 1]) : undefined);
  if (rate && moved && !moved.fact.bound) add('growth', mention.fact, [current, moved.fact]);
}

/** 占调整预算8120万元的97%: what the figure before it is measured by. */
function isMeasure({ head, after }: Mention): boolean {
  return /^\s*(?:占|为|完成|达到?)/u.test(head) && /^\s*的\s*$/u.test(after);
}

/** Is what moved, by its name and by what is known of it, what the figure is of? */
function isSame({ fact }: Mention, change: Mention, name: string): boolean {
  const [one, other] = [fact.concept, change.fact.concept];
  return (name === '' || isCalled(fact.label, name)) && (one === other || one === 'unnamed' || other === 'unnamed');
}

/** 为预算A的99%，较去年B增加C，增长2%；较前年D增加E，增长6%: what is compared may stand far back, behind its goal. */
function isBesideGoals(mentions: readonly Mention[], index: number): boolean {
  const near = mentions.slice(Math.max(0, index - 7), index);
  return (
    near.some(({ base }) => base) &&
    near.every(
      ({ fact, family, base }) => base || fact.stage === 'change' || fact.stage === 'target' || family === 'percent',
    )
  );
}

/** 其中人员经费增加3万元: what else it is that moved; '' where the words name nothing. */
function movedThing(head: string): string {
  const words = squeeze(head);
  const at = words.search(MOVES);
  if (at < 1) return '';
  return words.slice(0, at).replace(NO_THING, '').replace(COMPARED, '').replace(NO_THING, '');
}

const MOVES = /增加|减少|增长|下降|降低|压缩|压减|节约|节省|上升|提高|增支|减支|增收|减收|增幅|降幅|增减|[多少超]/u;
const COMPARED = /(?:[较比同与]|超|低于|高于|少于|多于|完成).*$/u;
const NO_THING =
  /^(?:(?:决算|执行|支出|实际)数|其中|主要是|主要|分别|相比|对比|同期|则|也|均|各|净|共|合计|将|实际|总计|总额|金额|全年|本年|支出|收入|决算|预算|同比|环比|\p{P})+/u;

function compare(change: Mention, now: Fact, base: Fact, add: Add): void {
  if (change.family === 'percent') return add('growth', change.fact, [now, base]);
  const less = LESS.test(change.head) && !change.fact.value.startsWith('-');
  add('difference', change.fact, less ? [base, now] : [now, base]);
}

/** 同比增长8.32%，增加1679万元: the change stands behind its rate. */
function changeBehind(next: Mention | undefined): Mention | undefined {
  const close = next && /^[\s,，、]*\p{Script=Han}{0,6}$/u.test(next.between);
  return close && next.fact.stage === 'change' && next.family === 'money' && !next.range ? next : undefined;
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
