import { Decimal } from '../../schemas/index.js';
import type { Checkpoint, Criterion } from './rule.js';
import { NUMBER } from './words.js';

const SPAN = new RegExp(`(${NUMBER})%?-(${NUMBER})%(?:\\([^)]*\\))?`, 'gu');

/**
 * The national form's levels: 分别按照 100-80%(含80%)、80-50%(含50%)、50-0% 合理确定分值. Three or more spans of the
 * weight that join each other from above, told as a list.
 */
export function readSpans(text: string): Criterion[] | null {
  const spans = [...text.matchAll(SPAN)].map(([, high, low]) => ({ high: new Decimal(high!), low: new Decimal(low!) }));
  const joined =
    spans.length >= 2 &&
    spans.every((span, i) => span.high.gt(span.low) && (i === 0 || spans[i - 1]!.low.eq(span.high)));
  if (!joined || !spans[0]!.high.eq(100) || !spans.at(-1)!.low.isZero() || /(?:得|计)\d+(?:\.\d+)?分/u.test(text))
    return null;
  return spans.map(({ low, high }, index) => ({
    name: String.fromCharCode(97 + index),
    text: `${high.toFixed()}%-${low.toFixed()}%`,
    award: { kind: 'span', low: low.div(100), high: high.div(100) },
    otherwise: 'nothing',
  }));
}

/** Parallel lists: 6、9、11月分别达到40%、67.5%、82.5%的分别得1分、2分、2分. */
export function readCheckpoints(text: string): Checkpoint[] | null {
  const points = new RegExp(`分别(?:得|计|给|记)?((?:${NUMBER}分?[、,和]?){2,})(?:分)?`, 'gu');
  const given = [...text.matchAll(points)].map((match) =>
    [...match[1]!.matchAll(new RegExp(`(${NUMBER})分`, 'gu'))].map((m) => m[1]!),
  );
  const score = given.find((list) => list.length >= 2);
  if (!score) return checkpointsInTurn(text);
  const lists = [...text.matchAll(new RegExp(`(?:${NUMBER}%[、,和]?){2,}`, 'gu'))].map((match) =>
    [...match[0].matchAll(new RegExp(NUMBER, 'gu'))].map((m) => m[0]),
  );
  const partial = PARTIAL.test(text);
  const targets = lists.filter((list) => list.length === score.length).at(-1);
  if (!targets) return null;
  const months = /((?:\d{1,2}月?[、,和]?){2,})月/u.exec(text);
  const labels = months ? [...months[1]!.matchAll(/\d{1,2}/gu)].map((m) => `${m[0]}月`) : [];
  return score.map((value, index) => ({
    label: labels[index] ?? String(index + 1),
    target: new Decimal(targets[index]!),
    points: new Decimal(value),
    partial,
  }));
}

/** 未达到的按比例 */
const PARTIAL = /比例/u;

/** 一季度达25%得1分，二季度达50%得1分: one after the other. */
function checkpointsInTurn(text: string): Checkpoint[] | null {
  const turns = [
    ...text.matchAll(
      new RegExp(
        `((?:第?[一二三四1-4]季度|前[二三两23]季度|上半年|下半年|全年|\\d{1,2}月)(?:底|末|份)*)[^,。；;\\d]{0,16}?(${NUMBER})%[^,。；;\\d]{0,8},?(?:的)?(?:得|计|给|记)(${NUMBER})分`,
        'gu',
      ),
    ),
  ];
  if (turns.length < 2) return null;
  return turns.map(([, label = '', target = '', points = '']) => ({
    label,
    target: new Decimal(target),
    points: new Decimal(points),
    partial: PARTIAL.test(text),
  }));
}
