import { Decimal } from '../../schemas/index.js';
import type { Award, Count, Step } from './rule.js';
import { COUNTERS, DISCRETION, NUMBER, STEP_SIDES } from './words.js';

const POINTS = `(${NUMBER})(%(?:的?(?:分值|权重|权重分|分数|标准分|分))?|分)`;
const TAKE = '(?:扣减|扣除|扣去|减去|倒扣|扣|减|加|得|计|增加)';

/** 每低于100%1%扣0.1分 · 每超过1%扣0.5分 · 每相差3%扣1分 */
const STEP = new RegExp(
  `每(?:再)?(?<before>[^\\d,扣得]{0,16}?)(?:(?<reference>${NUMBER})%[^\\d,]{0,4})?(?<size>${NUMBER})%(?<after>[^\\d,扣]{0,12}?),?(?:的)?,?(?:就|则|相应|按|予以)*(?<act>${TAKE})${POINTS}`,
  'u',
);
/** 每出现1例…扣1分 · 每个问题扣0.5分 · 发现1处扣1分 · 获表彰1次加5分 */
const COUNT = new RegExp(
  `(?:每(?:(?:增加|[^\\d,扣加得]){0,10}?)(?<n>${NUMBER})?(?:[${COUNTERS}](?<!逾期)|万元|元)|(?:发现|出现|发生|有|存在|缺|少|逾期)(?<m>${NUMBER})[${COUNTERS}]|(?:获|得到|受到|荣获|取得)[^\\d,]{0,16}(?<won>${NUMBER})[${COUNTERS}](?=[^\\d]{0,4}加))(?<what>[^。；;]{0,40}?)(?<act>${TAKE})${POINTS}`,
  'u',
);
/** 按0.5分/次予以扣分 · 每项1分 */
const PER = new RegExp(`(${NUMBER})分/[${COUNTERS}]|每[项个条](${NUMBER})分`, 'u');
/** 扣完为止 · 扣满15分为止 · 最高扣10分 · 满分为止 */
const MOST_DEDUCTED = new RegExp(
  `(?:扣满|最[高多大](?:可|只)?扣(?:除|减)?(?:分)?|扣分?(?:最多)?不超过|累计扣分不超过|扣至)(${NUMBER})分(?:为止|为限)?`,
  'u',
);
const MOST_GIVEN = new RegExp(
  `(?:最[高多](?:可)?(?:得|计|加)?|满分[为是]?|[总合]?共计?|总分不超过|得分不超过)(${NUMBER})分(?:为止)?`,
  'u',
);
const LIMITS =
  /(?:直至|直到)?(?:扣完|[扣减][除减]?[至到](?:0|零)分|减完)(?:本项|该项)?(?:分值|权重|分数|分)?(?:为?止|即止)?|直至扣完|(?:加|得)?满分为止|(?:加|得)?完为止/gu;

export type Effect =
  | { kind: 'award'; award: Award; deducts: boolean }
  | { kind: 'step'; step: Omit<Step, 'reference'> & { reference: Decimal | null } }
  | { kind: 'count'; count: Count };

export interface EffectReading {
  effect: Effect | null;
  /** What stands before the effect: the condition. */
  before: string;
  /** What stands after it. */
  after: string;
  mostDeducted?: Decimal;
  full?: Decimal;
}

/** What a piece of a rule gives or takes off, with the condition before it left over. */
export function readEffect(text: string): EffectReading {
  const limits: { mostDeducted?: Decimal; full?: Decimal } = {};
  let rest = text;
  const deducted = MOST_DEDUCTED.exec(rest);
  if (deducted && deducted[1] !== '0') limits.mostDeducted = new Decimal(deducted[1]!);
  rest = rest.replace(MOST_DEDUCTED, '');
  const given = MOST_GIVEN.exec(rest);
  if (given) limits.full = new Decimal(given[1]!);
  if (given && !/(?:得|计|为)满分/u.test(rest)) rest = rest.replace(MOST_GIVEN, '');
  rest = rest.replace(LIMITS, '');
  return { ...readPlain(rest), ...limits };
}

function readPlain(text: string): EffectReading {
  const cut = (match: RegExpExecArray, effect: Effect): EffectReading => ({
    effect,
    before: text.slice(0, match.index),
    after: text.slice(match.index + match[0].length),
  });
  const step = STEP.exec(text);
  if (step) return cut(step, { kind: 'step', step: stepOf(step) });
  const count = COUNT.exec(text);
  if (count) {
    const groups = count.groups!;
    const [, points, unit] = new RegExp(`${POINTS}$`, 'u').exec(count[0]) ?? [];
    return cut(count, {
      kind: 'count',
      count: {
        points: new Decimal(points!),
        per: new Decimal(groups['n'] ?? groups['m'] ?? groups['won'] ?? 1),
        ofWeight: unit!.startsWith('%'),
        gain: !/扣|减/u.test(groups['act']!),
      },
    });
  }
  const per = PER.exec(text);
  if (per)
    return cut(per, {
      kind: 'count',
      count: { points: new Decimal(per[1] ?? per[2]!), per: new Decimal(1), ofWeight: false, gain: !/扣/u.test(text) },
    });
  return readAward(text) ?? { effect: null, before: text, after: '' };
}

function stepOf(match: RegExpExecArray): Omit<Step, 'reference'> & { reference: Decimal | null } {
  const groups = match.groups!;
  const verbs = `${groups['before'] ?? ''}${groups['after'] ?? ''}`;
  const gain = !/扣|减/u.test(groups['act']!);
  const [, points, unit] = new RegExp(`${POINTS}$`, 'u').exec(match[0]) ?? [];
  return {
    reference: groups['reference'] === undefined ? null : new Decimal(groups['reference']),
    side: sideOf(verbs) ?? (gain ? 'over' : 'under'),
    step: new Decimal(groups['size']!),
    points: new Decimal(points!),
    ofWeight: unit!.startsWith('%'),
    gain,
    ...(ON_TOP.test(match[0]) ? { onTop: true as const } : {}),
    reading: /每满|每达/u.test(match[0]) ? 'floor' : 'any',
  };
}

/** 再扣: beside what the tier above has taken off. */
const ON_TOP = /再(?:扣|减)/u;
const EITHER = /[高超多增升].*或.*[低少减降]|[低少减降].*或.*[高超多增升]/u;

const sideOf = (verbs: string): Step['side'] | undefined =>
  EITHER.test(verbs) ? 'either' : STEP_SIDES.find(([word]) => verbs.includes(word))?.[1];

/** 按完成率计分; never 按投诉率计分, of which the lower is the better. */
const RATED =
  /(?:按|依)(?:照|据)?(?:其)?(?:实际)?(?!(?:[^,。；]{0,6})(?:投诉|差错|偏差|失业|变动|调整|结转|结余|控制|超|死亡|发生|事故|增长))\p{Script=Han}{1,8}率(?:折算|计算|换算)?(?:得分|计分|给分|赋分|评分|记分|计算)/u;

const share = (percent: string): Decimal => new Decimal(percent).div(100);

const AWARDS: readonly (readonly [RegExp, (match: RegExpExecArray) => Award])[] = [
  [
    /(?:得|计|记|给|评|赋|按|对应分值|对应得分)(\d+(?:\.\d+)?)分?-(\d+(?:\.\d+)?)(?:分(?![值数])|(?=$|[,；;。]))/u,
    (m) => ({ kind: 'between', low: Decimal.min(m[1]!, m[2]!), high: Decimal.max(m[1]!, m[2]!) }),
  ],
  [
    /(?:得|计|记|给|按)(\d+(?:\.\d+)?)%?(?:\(含\))?-(\d+(?:\.\d+)?)%?(?:\(含\))?的?(?:分值|权重分?|分数|标准分)/u,
    (m) => ({
      kind: 'span',
      low: Decimal.min(share(m[1]!), share(m[2]!)),
      high: Decimal.max(share(m[1]!), share(m[2]!)),
    }),
  ],
  [
    /(?:扣|减)[除减去]?(\d+(?:\.\d+)?)%的?(?:分值|权重分?|分数|标准分)/u,
    (m) => ({ kind: 'share', share: new Decimal(1).minus(share(m[1]!)) }),
  ],
  [
    /(?:得|计|记|给|按)?(\d+(?:\.\d+)?)[倍×]的?(?:分值|权重分?|满分|标准分)/u,
    (m) => ({ kind: 'share', share: new Decimal(m[1]!) }),
  ],
  [
    /(?:均|都|(?<!否)则|一律)?(?:全扣|全部扣除|扣全分|不得分|不计分|不给分|不予计分|得零分|计零分|记零分|(?:得|计|记|为)0分|(?:得|计|记|(?<=分)为)0(?=$|[,；;。])|(?<![\d.])0分)/u,
    () => ({ kind: 'points', points: new Decimal(0) }),
  ],
  [
    /(?:得|计|记|给|按)?(?:分值|权重|满分|标准分|该项分值)的(\d+(?:\.\d+)?)%/u,
    (m) => ({ kind: 'share', share: new Decimal(m[1]!).div(100) }),
  ],
  [
    /(?:得|计|记|给)(\d+(?:\.\d+)?)%的?(?:分值|权重分?|分数|标准分|分)/u,
    (m) => ({ kind: 'share', share: new Decimal(m[1]!).div(100) }),
  ],
  [
    /(?:得|计|按)(\d+(?:\.\d+)?)%(?:计分|得分|计算|给分)?(?=$|[,；;。])/u,
    (m) => ({ kind: 'share', share: new Decimal(m[1]!).div(100) }),
  ],
  [
    /(?:按|依)[^,。；]{0,24}?(?:比例|比重|占比)[^,。；]{0,8}?(?:得分|计分|给分|计算得分|计算|赋分|评分|记分|扣分|扣减)|按比例/u,
    (m) => ({ kind: 'proportional', deducts: /按[^,。；]*(?:扣|减)/u.test(m.input.slice(m.index)) }),
  ],
  [/不(?:予|作|做)?扣(?:减)?(?:分|除)?(?![\d\p{Script=Han}])/u, () => ({ kind: 'share', share: new Decimal(1) })],
  [RATED, () => ({ kind: 'proportional', deducts: false })],
  [
    /(?:得|计|记|按|给|为|评)?(?:满分|全分|该项满分|权重分|标准分|全部分值)(?:计算|计|值)?/u,
    () => ({ kind: 'share', share: new Decimal(1) }),
  ],
  [
    /(?:得|计|记|给|为|加|评|赋|打)?(?<![-\d.<>≤≥])(\d+(?:\.\d+)?)分(?!(?:\((?:不?含)[^)]*\))?(?:及?以[上下内]|之间|-|至|≤|<))/u,
    (m) => ({ kind: 'points', points: new Decimal(m[1]!) }),
  ],
];

function readAward(text: string): EffectReading | null {
  let best: { match: RegExpExecArray; award: Award } | null = null;
  for (const [pattern, award] of AWARDS) {
    const match = pattern.exec(text);
    if (match && (!best || match.index + match[0].length < best.match.index)) best = { match, award: award(match) };
  }
  const word = DISCRETION.find((form) => text.includes(form));
  if (!best && word) {
    const at = text.indexOf(word);
    return {
      effect: { kind: 'award', award: { kind: 'discretion' }, deducts: false },
      before: text.slice(0, at),
      after: text.slice(at + word.length),
    };
  }
  if (!best) return null;
  const before = text.slice(0, best.match.index);
  const deducts = /(?:扣|减)(?:减|除)?$/u.test(before) || /^[^不全]*扣/u.test(best.match[0]);
  return {
    effect: { kind: 'award', award: best.award, deducts },
    before: before.replace(/(?:扣|减)(?:减|除)?$/u, ''),
    after: text.slice(best.match.index + best.match[0].length),
  };
}
