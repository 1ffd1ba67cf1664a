import type { TextCell } from './cells.js';
import { isFigure, isVoid } from './cells.js';
import { restoreHeaders } from './lost-header.js';
import type { Kinship } from './kinship.js';
import { COLUMN_TITLE, FIGURES, GIVEN, OF_WHICH, REMARK, RULES, SHARED, WHOLE } from './words.js';

const LONGEST_LABEL = 24;

/** Labels that may head a form, in header rows. */
export interface Head {
  start: number;
  /** Where its rows begin. */
  rows: number[];
  /** Where the body begins. */
  body: number;
  leaves: string[];
  cost: number;
}

/** All ways to cut the labels into header rows, the likeliest for each number of columns. */
export function headsOf(labels: readonly TextCell[], start: number, body: number, kinship: Kinship): Head[] {
  const cells = labels.slice(start, body);
  const parts = cells.filter(({ text }) => kinship.isWhole(text)).length;
  const best = new Map<number, Head>();
  const put = (cuts: readonly number[]) => {
    const bounds = [0, ...cuts, cells.length];
    const rows = bounds.slice(1).map((end, at) => cells.slice(bounds[at], end));
    for (const { leaves, cost } of restoreHeaders(rows, kinship)) {
      // 其中： without parts.
      const whole = cost + 0.2 * cuts.length + 4 * leaves.filter((leaf) => kinship.isWhole(leaf)).length;
      const known = best.get(leaves.length);
      if (known && known.cost <= whole) continue;
      best.set(leaves.length, { start, rows: bounds.slice(0, -1).map((at) => start + at), body, leaves, cost: whole });
    }
  };
  put([]);
  const most = cells.length > 3 ? cells.length : 0;
  for (let first = 2; first < most; first++) {
    put([first]);
    if (parts === 0) continue;
    for (let second = first + 2; second < most; second++) put([first, second]);
  }
  return [...best.values()];
}

/** Where the stream cannot go on: titles, and labels that head another form. */
export function stopAfter(texts: readonly string[], from: number, corner: string): number {
  let heads = 0;
  /** Where the labels begin that stand here. */
  let run = from;
  let figures = false;
  for (let at = from; at < texts.length; at++) {
    const text = texts[at]!;
    figures ||= isFigure(text);
    if (figures && isTitle(text)) return at;
    if (figures && text === corner) return at;
    if (!figures || !isLabel(text)) {
      run = at + 1;
      heads = 0;
      continue;
    }
    // 机构名称, 三公经费, 其中：, 公务接待费 …: a header with parts.
    if (OF_WHICH.test(text) && at - run < 4 && texts.slice(run, run + 5).every(isLabel)) return run;
    heads = isHead(text) && !/^(?:\d{1,2}[、.．]|其中|[（(])/u.test(text) && !WHOLE.test(text) ? heads + 1 : 0;
    if (heads === 3) {
      // The corner of that header may be no such word.
      const first = at - 3;
      return first >= run && /[（(](?:万元|元|人)[)）]$|名称|^绩效|项目|指标/u.test(texts[first]!) ? first : at - 2;
    }
  }
  return texts.length;
}

export function isTitle(text: string): boolean {
  return /^\s*(?:附件|附表|表\s?\d|续表|单位\s*[:：])|(?:报告|自评表|评分表|打分表|情况表|汇总表|明细表|统计表|基础数据表|一览表)$|^(?:第[一二三四五六七八九十]{1,3}部分|[一二三四五六七八九十]{1,3}、)/u.test(
    text,
  );
}

/** What may head a column or a row. */
export function isLabel(text: string): boolean {
  return (
    text !== '' &&
    text.length <= LONGEST_LABEL &&
    !isFigure(text) &&
    !isVoid(text) &&
    !/[。；，]|[:：].|^[\d.,%\s/—-]+$/u.test(text)
  );
}

/** A word that heads a column. */
export function isHead(text: string): boolean {
  return HEADS.some((words) => words.test(text));
}

const HEADS = [
  /费$|经费[:：]?$|拨款|资金|编制|^其他$|其他收入|资产|财政|^小计|^机关/u,
  FIGURES,
  GIVEN,
  SHARED,
  REMARK,
  RULES,
  COLUMN_TITLE,
  OF_WHICH,
];
