import type { Opening } from '../identity.js';

/** The year that a squeezed line names, in digits or words (二〇二〇年); '' if it names none. */
export function yearIn(text: string): string {
  const digits = /(?:^|\D)((?:19|20)\d\d)(?:年|\)|度|[-—]|$)/u.exec(text)?.[1];
  return digits ?? wordYear(text);
}

/**
 * The fiscal year of the report: the one that the text is most about. Report and filing dates do not count; where
 * nothing else is told, the year before the report's date.
 */
export function yearOfReport({ lines, sample }: Opening): string {
  for (const line of lines.slice(0, 12)) {
    const bracketed = /^\(?((?:19|20)\d\d)年?度?\)?$/u.exec(line)?.[1];
    if (bracketed) return bracketed;
  }
  const votes = new Map<string, number>();
  for (const match of sample.matchAll(
    /(?<!\d)((?:19|20)\d\d)年(度|全年|年初|年末|部门|决算|预算|整体|本|度部门)?(\d{1,2}月(?:\d{1,2}日)?)?/gu,
  )) {
    const [, year = '', word, date] = match;
    const before = sample.slice(Math.max(0, match.index - 3), match.index);
    if (date?.endsWith('日') || /[较比至〔[(《]$/u.test(before)) continue;
    votes.set(year, (votes.get(year) ?? 0) + (word ? 3 : date ? 0.5 : 1));
  }
  let best = '';
  for (const [year, count] of votes) {
    const most = votes.get(best) ?? 0;
    if (count > most || (count === most && year > best)) best = year;
  }
  if (best !== '') return best;
  const dated = lines.map(
    (line) => /^(?:报告日期|填报日期|日期)?:?((?:19|20)\d\d)[年./-]/u.exec(line)?.[1] ?? wordYear(line),
  );
  const written = dated.find((year) => year !== '');
  return written ? String(Number(written) - 1) : '';
}

const WORDS = '〇一二三四五六七八九';

function wordYear(text: string): string {
  const found = /[一二][〇○零Oo0一二三四五六七八九]{3}年/u.exec(text)?.[0];
  if (!found) return '';
  const year = Array.from(found.slice(0, 4))
    .map((word) => (/[○零Oo0]/u.test(word) ? '0' : String(WORDS.indexOf(word))))
    .join('');
  return /^(?:19|20)\d\d$/u.test(year) ? year : '';
}
