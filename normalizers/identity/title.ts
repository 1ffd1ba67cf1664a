import type { Opening } from '../identity.js';
import { ORGANISATION_END } from './department.js';

/** The report's own name, white space removed, joined where the cover breaks it; '' if there is none. */
export function titleOf({ lines, cells }: Opening): string {
  const head = lines.slice(0, 80);
  let best: { text: string; worth: number } | undefined;
  for (const [index, line] of head.entries()) {
    const worth = worthOf(line);
    if (worth === 0 || (best && best.worth >= worth)) continue;
    best = { text: join(head, index), worth };
  }
  if (best && best.worth > 1) return best.text;
  for (const row of cells.slice(0, 12)) {
    const [only] = row.filter((text) => text !== '');
    if (only && row.filter((text) => text !== '').length === 1 && worthOf(only) > (best?.worth ?? 0)) return only;
  }
  if (best) return best.text;
  const attached = head.map((line) => line.replace(ATTACHMENT, '')).find((line) => worthOf(line) > 0);
  return attached ?? '';
}

const ATTACHMENT = /^附(?:件|表|录)?[\d一二三四五六七八九十]*(?:[-—－.][\d一二三四五六七八九十]+)*[:、.]?/u;
const YEAR_BEHIND = /\((?:19|20)\d\d年?度?\)$/u;

/** 3: a report by its name; 2: a self-assessment sheet; 1: any form of performance; 0: no title. */
function worthOf(line: string): number {
  if (line.length < 4 || line.length > 80 || /^附|[:。;]|^[《“"(]/u.test(line)) return 0;
  if (/^[一二三四五六七八九十]+、|^\(?[一二三四五六七八九十\d]+[)、.]/u.test(line)) return 0;
  const body = line.replace(YEAR_BEHIND, '');
  if (/报告(?:书)?$/u.test(body) && /(?:自评|评价|绩效|支出)/u.test(body)) return 3;
  if (/(?:自评|评价|评分|打分|绩效)[^,]*表$/u.test(body)) return 2;
  if (/(?:整体|支出|绩效).{0,6}自评$/u.test(body)) return 2;
  if (/(?:基础数据|情况|汇总)表$/u.test(body)) return 1;
  return 0;
}

/** Lines of a broken title are put before its last one while that one does not say yet who or what is assessed. */
function join(lines: readonly string[], index: number): string {
  let text = lines[index] ?? '';
  for (let at = index - 1; at >= Math.max(0, index - 3); at--) {
    const before = lines[at] ?? '';
    if (before.length > 40 || /[:。;,]|^附|表$|报告$|\)$/u.test(before.replace(/\((?:单位|本级|机关)\)$/u, ''))) break;
    const whole = /整体|部门|专项|项目/u.test(text) && !/^(?:部门)?(?:\(单位\))?整体/u.test(text);
    if (whole && !(ORGANISATION_END.test(before) && !/[县区市旗州]/u.test(text))) break;
    text = before + text;
  }
  return text;
}
