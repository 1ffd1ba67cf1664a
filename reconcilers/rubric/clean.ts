import { Decimal, foldWidth } from '../../schemas/index.js';
import { COUNTERS, NUMERALS } from './words.js';

const NUMERAL = `[${Object.keys(NUMERALS).join('')}百]`;
const PERCENTAGE_POINTS = new RegExp(
  `(\\d+(?:\\.\\d+)?|${NUMERAL.replace('百', '')}+)(?:个?百分[点比]|个点(?!\\p{Script=Han}*数))`,
  'gu',
);
const IN_WORDS = new RegExp(`(${NUMERAL}+)(?=分(?![别之类析管布点比])|%|个|[${COUNTERS}])`, 'gu');

/** 不超过⏎100%, 扣⏎0.5分: no item of a list begins in the middle of a phrase. */
const BEFORE_FIGURE = /(?<=超[过出]|[低高少多大小]于|等于|达到?|不足|[每扣得计加减为到在至,，、(<>≤≥])\n(?=\d)/gu;

/** 完成率大于100%时，按照100%计算: what every proportion means. */
const CAPPED =
  /[,，。;；(][^,，。;；()]*(?:大于|超过|高于|>|≥)100%[的时]?,?(?:均|都|一律)?按照?100%(?:计算|计分|认定|计)?(?:得分)?\)?/gu;

/** 超过10分的按10分计: no score is above its weight anyhow. */
const CAPPED_POINTS =
  /[,，。;；(]?(?:得分)?(?:大于|超过|高于)(?:\d+(?:\.\d+)?分|满分|分值|权重分?|标准分)[的时]?,?(?:均|都|则)?按(?:\d+(?:\.\d+)?分|满分|分值|权重分?|标准分)(?:计算|计分|计|得分)?\)?/gu;

/** ≥90%:8分 · <60%:0 · 80%-89%→70%: an award without its verb, at the end of its clause. */
const BARE_AWARD = /(?<=[%上下内)间]|[<>≤≥]\d{1,3}|得分)[,:→](\d+(?:\.\d+)?)(%?)分?(?=[,，;；。\n]|$)/gu;

/** 10×(1-|1-执行率|): as much is taken off above the whole as below. */
const AROUND_WHOLE =
  /(?:得分=)?(?:(\d+(?:\.\d+)?)分?×)?\((?:1|100%)-\|(?:1|100%)-([\p{Script=Han}]{2,16}率)\|\)(?:×(\d+(?:\.\d+)?)分?)?/gu;

const around = (rate: string, points: string): string =>
  points === '' ? rate : `${rate}每偏离100%1%扣${new Decimal(points).div(100).toFixed()}分,不足1%按比例扣分`;

/** 得10分:执行率≥95%; 得8分:90%≤执行率<95% */
const POINTS_FIRST =
  /(?<before>^|[;；。\n])[得计]?(?<points>\d+(?:\.\d+)?分|满分|0分)[:](?<condition>(?=[^;；。\n]*[<>≤≥%])[^,，;；。\n得计扣]+)(?=[;；。\n]|$)/gu;

/** A longer cell is no rule; what stands beyond is not read. */
const LONGEST = 6000;

/**
 * The rule's text in one spelling: widths folded, spaces inside numbers gone, numerals as digits, percentage points
 * as %, comparison signs unified, and the usual scan damage undone (W, Q, 工 for ≤; ^ or 2 for ≥).
 */
export function cleanRule(text: string): string {
  const folded = circled(foldWidth(text.slice(0, LONGEST)))
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t\u200b-\u200d\ufeff]+/gu, '')
    .replace(/[\ufe50-\ufe5e]/gu, (form) => form.normalize('NFKC'))
    // 得5分.每低1%: a full stop of another keyboard.
    .replace(/(?<=[\p{Script=Han}%)])\.(?!\d+分)/gu, '。')
    // A line that ends in its points is whole.
    .replace(/(?<=\d分|满分|零分|不得分|为止)\n(?![,，的、；;。=×值数)）(（及以之])/gu, '。')
    // A line break inside a sentence is only where the cell was too narrow.
    .replace(/(?<![。；;!！:：\n])\n(?![①-⑳\d(（一二三四五六七八九十\n])/gu, '')
    .replace(BEFORE_FIGURE, '')
    .replace(/\n+/g, '\n');
  return withWholes(repairSigns(unifySigns(folded)))
    .replace(CAPPED, '')
    .replace(CAPPED_POINTS, '')
    .replace(BARE_AWARD, (_, value: string, sign: string) => `,得${value}${sign === '' ? '分' : '%分值'}`)
    .replace(/(?<=比例)相应(?=[扣减])/gu, '')
    .replace(AROUND_WHOLE, (_, before = '', rate = '', after = '') => around(rate, before || after))
    .replace(POINTS_FIRST, '$<before>$<condition>,得$<points>')
    .replace(/百分之(\d+(?:\.\d+)?)/gu, '$1%')
    .replace(new RegExp(`百分之(${NUMERAL}+)`, 'gu'), (_, words: string) => `${numeral(words)}%`)
    .replace(
      /(?:分值|分数|权重|满分)?的?(?:一半|二分之一|1\/2)(?:的)?(?:分值|分数|权重|分)?(?![\p{Script=Han}])|减半(?:计|得)分/gu,
      '50%分值',
    )
    .replace(PERCENTAGE_POINTS, (_, words: string) => `${numeral(words)}%`)
    .replace(/每个?百分[点比]/gu, '每1%')
    .replace(/(?<=[于为到过出≤≥<>=])零(?=[,，、;；。)的得计给不扣时]|$)/gu, '0')
    .replace(IN_WORDS, (words: string) => numeral(words))
    .replace(
      /(扣[除减]?|减|得|计)(?:[该本此](?:项|[三二]级)?(?:指标)?|指标|相应)?(?:分值|权重分?值?|满分|标准分值?)的(\d+(?:\.\d+)?)%/gu,
      '$1$2%分值',
    )
    .replace(/(?<=\d)[Oo](?=[\d分%])|[Oo](?=\.\d)/g, '0')
    .replace(/(?<![\dA-Za-z])[lI](?=分|%|\.\d)/g, '1');
}

/** 1.100%得满分⏎2.每低1%…: the figure of an item, and not 1.1%. */
function circled(text: string): string {
  if (!/^\s*1\.\d/u.test(text) || !/[\n;；。]\s*2\./u.test(text)) return text;
  return text.replace(/(^|[\n;；。])\s*(\d)\./gu, (_, before: string, number: string) => {
    return before + String.fromCodePoint('①'.codePointAt(0)! + Number(number) - 1);
  });
}

/** 全部完成得5分，完成90%以上得4分: the whole beside shares of it is 100%. */
function withWholes(text: string): string {
  return /完成(?:率|任务)?(?:达到?)?\d+(?:\.\d+)?%/u.test(text)
    ? text.replace(
        /(?:(?:全部|全面|按期|如期)完成(?:任务)?|完成(?:年度|全年|全部|既定)(?:目标)?(?:任务|目标|计划))(?=[的者,，]*(?:得|计|记|给))/gu,
        '100%完成',
      )
    : text;
}

function unifySigns(text: string): string {
  return (
    text
      .replace(/(?:小于|低于|少于)(?:(?:或者?|且)?等于|\(含\))/gu, '≤')
      .replace(/(?:大于|高于|多于|超过)(?:(?:或者?|且)?等于|\(含\))/gu, '≥')
      .replace(/[≦⩽≤]|<=|=<|＜=/g, '≤')
      .replace(/[≧⩾≥]|>=|=>/g, '≥')
      .replace(/[﹤〈]/g, '<')
      .replace(/[﹥〉]/g, '>')
      .replace(/[﹪‰]/g, (sign) => (sign === '﹪' ? '%' : sign))
      .replace(/[（]/g, '(')
      .replace(/[）]/g, ')')
      .replace(/(?<![<>≤≥])[*✕＊]/g, '×')
      .replace(/(?<=[\d%)分值率数量重])[xX·](?=[\d(分权该标满\p{Script=Han}A-Z])/gu, '×')
      .replace(/[~～—–―﹣－〜]+/g, '-')
      .replace(/÷|除以/g, '/')
      .replace(/×100%(?=[×<>≤≥])/gu, '')
      .replace(/得分为:/gu, '得分=')
      .replace(/乘以|乘(?=[\d(]|分值|权重|满分|标准分)/gu, '×')
      // 100%±5%
      .replace(/(\d+(?:\.\d+)?)%±(\d+(?:\.\d+)?)%/gu, aroundIt)
      .replace(/介于(\d+(?:\.\d+)?%?)(?:和|与)(\d+(?:\.\d+)?%?)/gu, '$1-$2')
      .replace(/([[(])(-?\d+(?:\.\d+)?)%?[,，、](-?\d+(?:\.\d+)?)(%?)([\])])/gu, interval)
  );
}

function aroundIt(_: string, middle: string, way: string): string {
  const [low, high] = [new Decimal(middle).minus(way), new Decimal(middle).plus(way)];
  return `${low.toFixed()}%(含)-${high.toFixed()}%(含)`;
}

/** [80%,90%) as the words that the rest of the grammar knows: 80%(含)-90%. */
function interval(_: string, open: string, low: string, high: string, sign: string, close: string): string {
  const mark = (closed: boolean): string => (closed ? '(含)' : '(不含)');
  return `${low}${sign}${mark(open === '[')}-${high}${sign}${mark(close === ']')}`;
}

function repairSigns(text: string): string {
  return (
    text
      .replace(/(?<=[率度数额比量值])[WQ工](?=\d)/gu, '≤')
      .replace(/(?<=[率度数额比量值])\^(?=\d)/gu, '≥')
      // ≥90% read as 290%: only where the figure without the 2 stands elsewhere in the rule, or no rate could reach it.
      .replace(/(?<=[率度])2((?:[1-9]\d|100)(?:\.\d+)?)%/gu, (whole: string, rest: string) =>
        text.split(`${rest}%`).length > 2 || /[05]$/.test(rest) ? `≥${rest}%` : whole,
      )
  );
}

/** 十五 → 15, 二十 → 20, 半 → 0.5. What is no number in words comes back as it is. */
export function numeral(words: string): string {
  const digits = [...words].map((character) => (character === '百' ? '100' : NUMERALS[character]));
  if (digits.includes(undefined)) return words;
  if (digits.length === 1) return digits[0]!;
  let total = 0;
  let pending: number | null = null;
  for (const digit of digits as string[]) {
    const value = Number(digit);
    if (value === 10 || value === 100) {
      total += (pending ?? 1) * value;
      pending = null;
    } else pending = pending === null ? value : pending * 10 + value;
  }
  return String(total + (pending ?? 0));
}
