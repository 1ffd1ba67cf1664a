import { SUMMARY, type Concept, type Line } from '../../schemas/index.js';
import { bareLabel, conceptOf, nameIn, stageOf, yearOf } from '../vocabulary/lookup.js';
import { BARE_TOTAL, MONEY_SOURCE, PART_OF_YEAR } from '../vocabulary/words.js';
import { addable } from './addable.js';
import type { HeaderShape } from './header.js';
import { wholeOfAll } from './wholes.js';

/** A header word that is neither stage, year, total nor plain amount: it names something of its own. */
export function qualifies(text: string): boolean {
  const bare = bareLabel(text);
  if (conceptOf(text) || stageOf(text) || BARE_TOTAL.test(bare) || PART_OF_YEAR.test(bare)) return false;
  return bare !== '' && yearOf(text) === '' && !/(?:金额|数|额|[本上当今去]年度?|全年)$/u.test(bare);
}

/** A bare 合计 over parts that are all of something is that something. */
export function nameTotals(lines: Line[]): void {
  for (const line of lines) {
    if (line.role !== 'total' || line.concept) continue;
    const whole = wholeOfAll(lines.filter((part) => part.partOf === line.index).map((part) => part.concept));
    if (whole) line.concept = whole;
  }
  // 实有人数: 合计 | 在职 | 离退休. Posts are held by those in service alone.
  for (const line of lines) {
    const total = line.partOf === null ? undefined : lines[line.partOf];
    if (total?.concept !== 'staff.actual' || !/^在(?:职|编)/u.test(bareLabel(line.label))) continue;
    line.concept = 'staff.actual';
    delete total.concept;
    total.unit ??= '人';
  }
  const staffed = lines.some((line) => line.concept === 'staff.actual');
  for (const line of lines)
    if (staffed && !line.concept && bareLabel(line.label) === '控制率') line.concept = 'staff.controlRate';
  // 其他 is the rest of what its total is about.
  for (const line of lines) {
    const whole = line.partOf === null ? undefined : lines[line.partOf]?.concept;
    if (line.concept || !whole || !/^其[他它]$/u.test(bareLabel(line.label))) continue;
    const rest = RESTS.get(whole);
    if (rest) line.concept = rest;
  }
}

const RESTS: ReadonlyMap<Concept, Concept> = new Map([
  ['income.total', 'income.other'],
  ['assets.total', 'assets.other'],
]);

/** Columns that name neither concept, stage nor rate stand for units of organisation; their 合计 for all of them. */
export function nameUnits(lines: Line[], shape: HeaderShape): void {
  for (const line of lines) {
    if (line.index < shape.labelColumns || (line.role !== 'figure' && line.role !== 'total')) continue;
    if (line.concept || line.stage || !addable(line) || line.label === '') continue;
    const bare = bareLabel(line.label);
    if (MONEY_SOURCE.test(bare) || /(?:资金|拨款|收入|补助|经费|费用?|支出|金额|数)$/u.test(bare)) continue;
    if (BARE_TOTAL.test(bare) || PART_OF_YEAR.test(bare) || yearOf(line.label) !== '') continue;
    const total = line.partOf === null ? undefined : lines[line.partOf];
    if (total && BARE_TOTAL.test(bareLabel(total.label)) && !total.concept) line.subject = nameIn(line.label);
  }
  for (const line of lines)
    if (line.role === 'total' && !line.concept && lines.some((part) => part.partOf === line.index && part.subject))
      line.subject = SUMMARY;
}
