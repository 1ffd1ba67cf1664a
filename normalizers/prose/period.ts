/**
 * The year that the words before a figure set for it; '' where they set none. A year that is printed wins over 上年 and
 * 本年; 本年支出合计 is the name of a line, whatever year its sentence speaks of.
 */
export function yearBefore(text: string, current: string): string {
  return text.includes('年') ? printedYear(text) || relativeYear(text, current) : '';
}

/** 2021年, 2021 年, 截至2021年12月31日; not 较2021年, 2020—2021年, 《…2021年…》, 2021年结转, 于2019年组建. */
export function printedYear(text: string): string {
  let year = '';
  if (!text.includes('年')) return year;
  YEAR.lastIndex = 0;
  for (let match = YEAR.exec(text); match; match = YEAR.exec(text)) {
    const before = text.slice(Math.max(0, match.index - 4), match.index).trimEnd();
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 16);
    if (!/(?:[较比与同《〔(于自从由据按]|\d\s?年?\s?[-–—~～至])$/u.test(before) && !FOUNDED.test(after))
      year = match[1] ?? year;
  }
  return year;
}

function relativeYear(text: string, current: string): string {
  if (current !== '' && LAST.test(text)) return String(Number(current) - 1);
  return THIS.test(text) ? current : '';
}

const YEAR = /(?<!\d)((?:19|20)\d\d) ?年(?!以来|以前|以后|前|后|起|至|结转|结余|度?结转)/gu;
/** Words that make the year one of the office's history or of a paper. */
const FOUNDED =
  /^[^,。;、]{0,12}(?:成立|组建|挂牌|设立|印发|出台|颁布|修订|制定|撤销|撤并|合并|更名|机构改革|建成|投入使用)/u;
const LAST = /(?<![较比与同加])(?:上年度?|去年|上一年度?)(?!度?(?:结转|结余|末|底|年末))/u;
const THIS = /(?:本年|当年)(?!度?(?:收入|支出|收支)(?:合计|总计|总额|小计|结余)|收支|结余|结转|末)|今年/u;
