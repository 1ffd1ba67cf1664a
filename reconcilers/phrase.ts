import { SUMMARY, type Message } from '../schemas/index.js';

/** Formulas in words. A list longer than this is told by its ends and its length. */
const MOST_TERMS = 10;

export function equation(left: string, right: string, where = ''): Message {
  const at = where === SUMMARY ? '' : where;
  return { zh: `${at && `${at}：`}${left} = ${right}`, en: `${at && `${at}: `}${left} = ${right}` };
}

export function comparison(left: string, sign: '=' | '≥' | '≤' | '<', right: Message, where = ''): Message {
  const at = where === SUMMARY ? '' : where;
  return { zh: `${at && `${at}：`}${left} ${sign} ${right.zh}`, en: `${at && `${at}: `}${left} ${sign} ${right.en}` };
}

export function terms(labels: readonly string[]): Message {
  if (labels.length <= MOST_TERMS) {
    const text = labels.join(' + ');
    return { zh: text, en: text };
  }
  const ends = `${labels.slice(0, 3).join(' + ')} + … + ${labels.at(-1)}`;
  return { zh: `${ends}（共${labels.length}项）`, en: `${ends} (${labels.length} terms)` };
}
