import type { Line } from './lines.js';
import type { Measure } from './wrap.js';
import { isWrapped, tailOf, wrapJoint } from './wrap.js';

/**
 * The text of a cell from its visual lines: a line that is full runs on into the next, so that numbers and words stay
 * whole; a line that ends early is a line of its own ("\n").
 */
export function cellText(lines: readonly Line[], measure: Measure): string {
  if (lines.length < 2) return lines[0]?.text ?? '';
  let text = '';
  let tail = '';
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const before = lines[i - 1];
    const joint = before === undefined ? '' : runsOn(before, line, measure) ? wrapJoint(tail, line.text) : '\n';
    text += joint + line.text;
    tail = tailOf(tail, joint + line.text);
  }
  return text;
}

/** A sentence that ends a line, and a number of a list that begins the next: 1、 ① （1）. */
const ENDED = /[。；;]$/u;
const ITEM = /^(?:\d{1,2}[、．]|[①-⑳]|[（(]\d{1,2}[）)])/u;

function runsOn(before: Line, line: Line, measure: Measure): boolean {
  if (ENDED.test(before.text) && ITEM.test(line.text)) return false;
  if (!isWrapped(before, line, measure)) return false;
  // Two numbers under one another are two numbers, unless the first really fills its line.
  if (/\d$/u.test(before.text) && /^\d/u.test(line.text)) {
    const digit = line.glyphs[0]!.x1 - line.glyphs[0]!.x0;
    return before.x1 - before.x0 + digit > measure.right - measure.left - 0.1 * before.size;
  }
  return true;
}
