import { Decimal, remembered, squeeze } from '../../schemas/index.js';
import { isPlain, lexNumbers, plainNumber } from '../number.js';
import { BLANKS } from '../vocabulary/blanks.js';

/** A number of points as it is printed: `text` the digits (or the word), `value` a canonical decimal. */
export interface Points {
  text: string;
  value: string;
  decimals: number;
  unit: string;
}

/** 产出（25分） → 产出 and 25. White space is removed; a bracket that holds no points stays part of the label. */
export const splitLabel: (text: string) => SplitLabel = remembered(split);

interface SplitLabel {
  readonly label: string;
  readonly weight: Points | null;
}

function split(text: string): SplitLabel {
  const squeezed = squeeze(text);
  const found = BRACKETED.exec(squeezed) ?? BARE.exec(squeezed);
  if (!found?.[1]) return { label: squeezed, weight: null };
  const points = pointsOf(found[1], found[2] ?? '分');
  if (!points) return { label: squeezed, weight: null };
  const label = squeezed.slice(0, found.index) + squeezed.slice(found.index + found[0].length);
  return label === '' ? { label: squeezed, weight: null } : { label, weight: points };
}

const BRACKETED =
  /[([【{](?:满分|分值|权重|共|总分|计|占)?[:：]?(\d+(?:\.\d+)?|[零一二三四五六七八九十百]+)(分|%)(?:权重)?[)\]】}]/u;
const BARE = /(?<=[^\d.约超])(\d{1,3}(?:\.\d+)?)(分)$/u;

/** The points in a weight or score cell: 5, 9.5分, 得10分, 捌分, 15%; null where nothing (or no number) is printed. */
export function pointsIn(text: string): Points | null {
  if (isPlain(text)) return plainPoints(text);
  const squeezed = squeeze(text);
  if (BLANKS.has(squeezed)) return null;
  return squeezed !== text && isPlain(squeezed) ? plainPoints(squeezed) : pointsInWords(squeezed);
}

function plainPoints(text: string): Points {
  const { value, decimals } = plainNumber(text);
  return { text, value, decimals, unit: '分' };
}

/** Most are labels, which reports share, and hold none. */
const pointsInWords: (squeezed: string) => Points | null = remembered((squeezed) => {
  const body = squeezed
    // 优,19分
    .replace(/^(?:优秀?|良好?|中等?|差|一般)[,、:(](?=\d+(?:\.\d+)?分)/u, '')
    .replace(/^(?:自评|得|计|扣|减)(?:分)?[:：]?/u, '')
    .replace(/[;。,)]$/u, '');
  const numbers = lexNumbers(body);
  const [only] = numbers;
  if (only && numbers.length === 1 && only.start === 0 && /^(?:分|%|)$/u.test(body.slice(only.end))) {
    const deducted = /^(?:扣|减)/u.test(squeezed) && !only.value.startsWith('-');
    const text = only.text.replace(/%$/u, '');
    return {
      text,
      value: deducted && only.value !== '0' ? `-${only.value}` : only.value,
      decimals: only.decimals,
      unit: only.unit === '%' ? '%' : '分',
    };
  }
  // 9分（漏编一项，扣1分）
  const explained = /^(\d+(?:\.\d+)?)分(?=[(,;。:])/u.exec(body)?.[1];
  if (explained !== undefined) return pointsOf(explained, '分');
  if (SUM.test(body)) return sumIn(body);
  const fraction = /^(\d+(?:\.\d+)?)\/\d+(?:分)?$/u.exec(body)?.[1];
  if (fraction) return pointsOf(fraction, '分');
  return /^[零〇一二三四五六七八九十百点壹贰叁肆伍陆柒捌玖拾佰]+分$/u.test(body)
    ? pointsOf(body.slice(0, -1), '分')
    : null;
});

/** =10+8+9, 10+8+9=27 */
const SUM = /^=?(\d+(?:\.\d+)?(?:\+\d+(?:\.\d+)?)+)(?:=(\d+(?:\.\d+)?))?$/u;

/** What a sum in a cell comes to, or says that it comes to. */
function sumIn(text: string): Points | null {
  const [, terms = '', told] = SUM.exec(text) ?? [];
  const sum =
    told ??
    terms
      .split('+')
      .reduce((all, term) => all.plus(term), new Decimal(0))
      .toFixed();
  const value = pointsOf(sum, '分');
  return value && { ...value, text: told ?? text };
}

function pointsOf(text: string, unit: string): Points | null {
  if (/^\d/u.test(text)) {
    const [number] = lexNumbers(text);
    return number ? { text, value: number.value, decimals: number.decimals, unit } : null;
  }
  const value = numberInWords(text);
  return value === null ? null : { text, value, decimals: value.split('.')[1]?.length ?? 0, unit };
}

/** 捌 → 8, 十五 → 15, 九十七点五 → 97.5; null if the word is no number below a thousand. */
export function numberInWords(text: string): string | null {
  const plain = Array.from(text, (word) => COMMON[word] ?? word).join('');
  const [whole = '', fraction] = plain.split('点');
  let total = 0;
  let digit: number | null = null;
  for (const word of whole) {
    const place = word === '百' ? 100 : word === '十' ? 10 : 0;
    const found = DIGITS.indexOf(word);
    if (place > 0) {
      total += (digit ?? 1) * place;
      digit = null;
    } else if (found >= 0) {
      if (digit !== null && digit !== 0) return null;
      digit = found;
    } else return null;
  }
  total += digit ?? 0;
  if (whole === '') return null;
  if (fraction === undefined) return String(total);
  const decimals = Array.from(fraction, (word) => DIGITS.indexOf(word));
  return decimals.length > 0 && decimals.every((each) => each >= 0) ? `${total}.${decimals.join('')}` : null;
}

const DIGITS = '零一二三四五六七八九';
const COMMON: Record<string, string> = {
  〇: '零',
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
};
