import type { Mention } from './reading.js';

/**
 * The members that a count is followed by, as printed: 设4个股室：甲、乙、丙、丁 / 6个（甲、乙…）. Undefined where what
 * follows is no whole list (等, figures, a single word).
 */
export function membersAfter(mention: Mention): string[] | undefined {
  const { after } = mention;
  const opened = OPENS.exec(after);
  if (!opened || after.length >= 400) return undefined;
  const bracket = /[（(]$/u.test(opened[0]);
  const body = bodyOf(after.slice(opened[0].length), bracket);
  if (body === undefined || /\p{Nd}/u.test(body) || /[，,；;]/u.test(body.replace(/[（(][^（）()]*[）)]/gu, '')))
    return undefined;
  const members = split(body);
  if (members.length < 2 || body.endsWith('等') || members.some((member) => member.length > 30 || member.length < 2))
    return undefined;
  return members;
}

/** What may stand between the count and its list: the thing counted, then a colon, a bracket or 即/分别为. */
const OPENS = /^[\p{Script=Han}“”]{0,12}?(?:[:：]|[（(]|[，,]?(?:即|分别(?:为|是)|包括|具体为)[:：]?)/u;

function bodyOf(text: string, bracket: boolean): string | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (/[（(]/u.test(character)) depth++;
    else if (/[）)]/u.test(character)) {
      if (depth === 0) return bracket ? text.slice(0, index) : undefined;
      depth--;
    } else if (character === '。') return bracket ? undefined : text.slice(0, index);
  }
  return bracket ? undefined : text;
}

function split(body: string): string[] {
  const members: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index <= body.length; index++) {
    const character = body[index];
    if (character !== undefined && /[（(]/u.test(character)) depth++;
    else if (character !== undefined && /[）)]/u.test(character)) depth--;
    else if (character === undefined || (character === '、' && depth === 0)) {
      members.push(body.slice(from, index).trim());
      from = index + 1;
    }
  }
  return members.filter((member) => member !== '');
}
