import type { Line } from '../../schemas/index.js';
import { nameIn } from '../vocabulary/lookup.js';
import { PART_OF_YEAR, TOTAL } from '../vocabulary/words.js';
import type { Blocks } from './blocks.js';
import type { RowItem } from './row-items.js';
import { partsIndex } from './tree.js';
import { wholeOfAll } from './wholes.js';

/** What the lines of a form are: units of organisation, projects, or figures by name. */
export type StubKind = 'units' | 'projects' | 'figures';

/** Whose figures the lines print, and what totals and projects are. */
export function nameLines(lines: Line[], items: readonly RowItem[], blocks: Blocks, stub: StubKind): void {
  const blockUnits = blocks.all.some((block) => block.caption !== '' && !block.numbered);
  const partsOf = partsIndex(lines);
  for (const item of items) {
    const line = lines[item.row]!;
    if (line.role !== 'figure' && line.role !== 'total') continue;
    const block = blocks.at(item.row);
    const caption = block && !block.numbered ? block.caption : '';
    if (caption !== '') line.subject = caption;
    if (line.concept) continue;
    if (line.role === 'total' || TOTAL.test(item.bare)) {
      const parts = partsOf(line);
      const concept = wholeOfAll(parts.map((part) => part.concept)) ?? common(parts);
      if (concept && item.kind === 'total') line.concept = concept;
      if (item.kind === 'total' && caption === '') line.subject = 'summary';
      const named = parts.some((part) => part.concept !== undefined);
      if (item.kind === 'total' && !line.concept && stub === 'projects' && !named) line.concept = 'expenditure.project';
      if (item.kind === 'total') continue;
    }
    // 局机关 | 预算 over 局机关 | 决算: the line says which figure, the label left of it whose.
    if (isPeriod(item.bare) || (stub === 'units' && line.stage && item.outer.length > 0)) continue;
    if (stub === 'units') line.subject = nameIn(item.label);
    else if (!blockUnits && ((stub === 'projects' && !underOthers(lines, line)) || underProjects(lines, line))) {
      line.subject = nameIn(item.label);
      line.concept = 'expenditure.project';
    }
  }
}

/** 收入总计 and 本年收入合计 are two figures: the greater keeps the name. */
export function demoteDoubles(lines: Line[], items: readonly RowItem[], blocks: Blocks): void {
  for (const item of items) {
    const line = lines[item.row]!;
    const parent = line.partOf === null ? undefined : lines[line.partOf];
    if (!line.concept || parent?.concept !== line.concept) continue;
    if (item.kind !== 'total') {
      // 商品和服务支出 in 公用经费合计 is a part of it; in 实有人数 with 其中：在职人员 the part is what is called so.
      const inner = /在职/u.test(line.label) && !/在职/u.test(parent.label);
      if (line.subject === parent.subject) delete (inner ? parent : line).concept;
      continue;
    }
    if (blocks.at(item.row) !== blocks.at(parent.index) || item.total !== 'plain') continue;
    // 支出总计 with 年末结转 in it is more than what was spent.
    const left =
      line.concept === 'expenditure.total' && lines.some((part) => isLeft(part) && part.partOf === parent.index);
    delete (left ? parent : line).concept;
  }
}

function isLeft({ concept }: Line): boolean {
  return concept === 'balance.current' || concept === 'balance.accumulated';
}

/** Caption, outer labels and the lines that it is nested in (not the totals that sum it). */
export function setPath(lines: readonly Line[], item: RowItem, blocks: Blocks): void {
  const line = lines[item.row]!;
  const nested: string[] = [];
  for (let at = line.partOf; at !== null; at = lines[at]!.partOf) {
    const parent = lines[at]!;
    if (parent.index < line.index && !TOTAL.test(parent.label)) nested.unshift(parent.label);
    if (nested.length > 8) break;
  }
  const caption = blocks.at(item.row)?.caption ?? '';
  const outer = item.outer.length > 0 ? item.outer : caption === '' ? [] : [caption];
  line.path = [...outer, ...nested, item.label].filter((text) => text !== '');
}

/** 2023年, 2023年末, 一季度, 3月: when, not who. */
function isPeriod(bare: string): boolean {
  return /^(?:19|20)\d\d(?:年度?)?[末底初]?$/u.test(bare) || PART_OF_YEAR.test(bare);
}

/** 业务工作经费 under 项目支出 is a project. */
function underProjects(lines: Line[], line: Line): boolean {
  for (let at = line.partOf; at !== null; at = lines[at]!.partOf)
    if (lines[at]!.concept === 'expenditure.project') return true;
  return false;
}

/** 工资福利支出 under 人员经费 is none. */
function underOthers(lines: Line[], line: Line): boolean {
  for (let at = line.partOf; at !== null; at = lines[at]!.partOf) {
    const concept = lines[at]!.concept;
    if (concept && concept !== 'expenditure.project' && concept !== 'expenditure.total') return true;
  }
  return false;
}

/** What all parts are, if they are all the same: 合计 of two 支出小计. */
function common(parts: readonly Line[]): Line['concept'] {
  const [first] = parts;
  return first?.concept && parts.every((part) => part.concept === first.concept) ? first.concept : undefined;
}
