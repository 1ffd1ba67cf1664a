import { SUMMARY, type Message } from '../schemas/index.js';

/** Formulas in words. A list longer than this is told by its ends and its length. */
const MOST_TERMS = 10;

export function equation(left: string, right: string, where = ''): Message {
  const at = where === SUMMARY ? '' : where;
  const text = `${left} = ${right}`;
  return at === '' ? { zh: text, en: text } : { zh: `${at}：${text}`, en: `${at}: ${text}` };
}

export function comparison(left: string, sign: '=' | '≥' | '≤' | '<', right: Message, where = ''): Message {
  const at = where === SUMMARY ? '' : where;
  const zh = `${left} ${sign} ${right.zh}`;
  const en = right.en === right.zh ? zh : `${left} ${sign} ${right.en}`;
  return at === '' ? { zh, en } : { zh: `${at}：${zh}`, en: `${at}: ${en}` };
}

export function terms(labels: readonly string[]): Message {
  if (labels.length <= MOST_TERMS) {
    const text = labels.join(' + ');
    return { zh: text, en: text };
  }
  const ends = `${labels.slice(0, 3).join(' + ')} + … + ${labels.at(-1)}`;
  return { zh: `${ends}（共${labels.length}项）`, en: `${ends} (${labels.length} terms)` };
}
