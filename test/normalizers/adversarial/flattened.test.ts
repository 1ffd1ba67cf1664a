import { describe, expect, test } from 'vitest';
import { normalize } from '../../../normalizers/index.js';
import { rawArt } from '../../raw-art.js';
import { ACCOUNTS } from './accounts.js';
import { alarms } from './check.js';
import { EXPENSES } from './expenses.js';
import { MORE } from './more.js';
import { PROJECTS } from './projects.js';
import { REPORTS } from './reports.js';
import { SCORES } from './scores.js';
import { SHEETS } from './sheets.js';
import { STAFF } from './staff.js';
import { TRAPS } from './traps.js';

/** A caption row (一、运转类) whose span is lost looks like a line that was left blank. */
const ELSE: ReadonlySet<string> = new Set([
  '小计后合计，全在末尾',
  // Beside the lines, the frame 部门预算执行情况 and the empty cells under it are label columns like any.
  '自评表：资金的合计行有得分（满分10分）',
]);

/** Full-grid text, CSV and spreadsheets print a merged cell once and leave the rest of it empty. */
const flattened = [...ACCOUNTS, ...EXPENSES, ...STAFF, ...PROJECTS, ...SCORES, ...MORE, ...SHEETS, ...TRAPS, ...REPORTS]
  .map(({ name, art }) => ({ name, art, flat: art.replace(/(?<=\|\s*)[<^](?=\s*\|)/gu, ' ') }))
  .filter(({ art, flat }) => flat !== art);

describe.each(flattened)('without spans: $name', ({ name, art, flat }) => {
  test('no alarm where everything ties', () => expect(alarms(flat)).toEqual([]));
  test.skipIf(ELSE.has(name))('the same facts', () => expect(told(flat)).toEqual(told(art)));
});

test('empty cells that are no part of a header stay: what is left blank under a form', () => {
  const art = `
    | 单位名称 | 县教育局 | | |
    | 编制人数 | | 实有人数 | |
    | 预算数 | 5.00 | 决算数 | 4.00 |`;
  const [table] = normalize(rawArt(art)).tables;
  expect(table?.cells.every(({ rowSpan, colSpan }) => rowSpan === 1 && colSpan === 1)).toBe(true);
});

function told(art: string): string[] {
  const { facts } = normalize(rawArt(art));
  return facts
    .map(({ concept, label, subject, stage, period, value, unit }) =>
      [concept, label, subject, stage, period, `${value}${unit}`].join(' | '),
    )
    .sort();
}
