import type { Mention } from './reading.js';
import type { Amount } from './amounts.js';
import { labelOf } from './label.js';

/** From the last comma, colon, semicolon or opening bracket before the amount; closed brackets belong to the label. */
export function headOf(between: string): string {
  let depth = 0;
  const first = between.length - LONGEST;
  for (let index = between.length - 1; index >= 0 && index >= first; index--) {
    const code = between.charCodeAt(index);
    if (code >= 0x4e00 && code <= 0x9fff) continue;
    const character = between.charAt(index);
    if (!MARKS.has(character)) continue;
    if (CLOSING.has(character)) depth++;
    else if (OPENING.has(character)) {
      if (depth === 0) return between.slice(index + 1);
      depth--;
    } else if (depth === 0 && STOPS.has(character)) return between.slice(index + 1);
  }
  if (first >= 0) return between.slice(first);
  return depth > 0 ? between.replace(/^[^)\]】]*[)\]】]/u, '') : between;
}

const LONGEST = 121;
const CLOSING: ReadonlySet<string> = new Set(')]】');
const OPENING: ReadonlySet<string> = new Set('([【');
const STOPS: ReadonlySet<string> = new Set('，,。；;：:！？!?\n');
const MARKS: ReadonlySet<string> = new Set([...CLOSING, ...OPENING, ...STOPS]);

/** The last clause that has words, for a figure right behind a colon or a bracket. */
export function lastClause(between: string): string {
  return between.split(/[，,。；;：:\n（(]/u).findLast((each) => labelOf(each) !== '') ?? '';
}

/** 80名社区网格员: the thing counted stands behind the count. */
export function nounAfter(after: string, amount: Amount): string {
  if (amount.family !== 'count' && amount.family !== 'money') return '';
  const run = /^\s*([\p{Script=Han}“”]{2,14})/u.exec(after)?.[1];
  if (run === undefined) return '';
  const noun = run.split(NOUN_END)[0] ?? '';
  return noun.length >= 2 && !NO_NOUN.test(noun) ? noun : '';
}

const NOUN_END =
  /(?:[和与及并已均按为是在从由被将到]|的|享受|实行|参加|完成|发放|交流|提拔|晋升|表彰|协助|驻村|比对|受|达|用于|以上|以下|以内|左右)/u;
const NO_NOUN =
  /^(?:其中|相比|对比|相较|较|比|增|减|占|下降|降低|上升|提高|压缩|节约|同比|超|低于|高于|不变|持平|少|多|合计|共计|总计)/u;

/** The noun behind the figure before is that figure's, not part of this one's label. */
export function withoutNoun(between: string, last: Mention | undefined, passage: number): string {
  if (!last || last.passage !== passage || last.noun === '' || /[，,；;。:：]/u.test(between)) return between;
  const trimmed = between.trimStart();
  return trimmed.startsWith(last.noun) ? trimmed.slice(last.noun.length).replace(/^[、和及与]/u, '') : between;
}

export function labelWith(
  label: string,
  noun: string,
  amount: Amount,
  last: Mention | undefined,
  between: string,
): string {
  if (label !== '' && (noun === '' || amount.family === 'money')) return label;
  if (noun !== '') return /[与和及、]$/u.test(label) ? noun : `${label}${noun}`;
  if (/^[、\s]*$/u.test(between) && last) return last.fact.label;
  return amount.family === 'count' ? '数量' : '金额';
}
