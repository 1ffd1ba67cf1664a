import type { RawBlock, RawProse, RawTable } from '../schemas/index.js';
import { squeeze } from '../schemas/index.js';

/** A caption is no longer than this, white space aside. */
const LONGEST = 50;
/** The second line of a title broken in two is shorter than this. */
const LONGEST_REST = 18;

/** What people fill in between a title and its table: 单位：万元, 填报单位（盖章）：…, 填报日期：… */
const FIELDS = [
  '单位',
  '金额单位',
  '货币单位',
  '计量单位',
  '填报单位',
  '填报部门',
  '填报日期',
  '报告日期',
  '填报时间',
  '填报人',
  '填表单位',
  '填表日期',
  '填表时间',
  '填表人',
  '编制单位',
  '编报单位',
  '编制日期',
  '报送单位',
  '部门名称',
  '单位名称',
  '部门(单位)名称',
  '单位(部门)名称',
  '预算部门',
  '主管部门',
  '项目单位',
  '自评单位',
  '评价单位',
  '联系人',
  '联系电话',
  '日期',
  '时间',
];
const FIELD = new RegExp(
  `^[(（]?(${FIELDS.map((field) => field.replace(/[()]/g, '\\$&')).join('|')})(\\((公?盖?章|签章|盖章)\\))?[:：]`,
);
/** A unit without the word for it: （万元）, 金额：万元. */
const BARE_UNIT = /^[(（]?(金额|数量)?[:：]?(亿|万|千)?元[)）]?$/;
/** What a complete title ends with, brackets aside. */
const COMPLETE = /(表|报告|书|情况|说明|清单|明细|目录|汇总|统计|一览)([(（][^)）]*[)）])?$/;
/** 一、 (二) 3. ① : the line is a heading of its own. */
const NUMBERED =
  /^([一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．]|[①-⑳]|第.{1,3}[章节部])/;
const ATTACHMENT = /^(附件|附表|附)[\d一二三四五六七八九十]*([-—－.]\d+)?[:：]?$/;
/** Lines of a cover or a signature: 某局（制）, 评价机构：评价组, 2031年3月1日. */
const SIGNED = /[(（]?(印?制|盖章|公章|签名|签章|签字)[)）]?[:：]?$|^[^:：]{1,12}[:：].+$|^(19|20)\d\d年\d+月(\d+日)?$/;
const SENTENCE_END = /[。；;！!？?，,、]$/;
/** （2023年度）: belongs to the title above it. */
const YEAR_ONLY = /^[(（]?(19|20)\d\d年(度)?[)）]?$/;

/**
 * Gives each table that has no title the caption above it: the nearest short line, past the lines that people fill in
 * (单位：万元) and blank ones, never across another table. A title broken over two lines is joined. The caption stays
 * a block of its own. Pure; returns new tables, keeps all other blocks.
 */
export function addCaptions(blocks: readonly RawBlock[]): RawBlock[] {
  return blocks.map((block, index) => {
    if (block.kind !== 'table' || block.title !== undefined) return block;
    const title = captionAbove(blocks, index);
    return title === undefined ? block : ({ ...block, title } satisfies RawTable);
  });
}

function captionAbove(blocks: readonly RawBlock[], table: number): string | undefined {
  let at = table - 1;
  let tail = '';
  for (; at >= 0; at--) {
    const block = blocks[at];
    if (block === undefined || block.kind === 'table') return undefined;
    const text = squeeze(block.text);
    if (text === '' || isFilledIn(text)) continue;
    if (YEAR_ONLY.test(text) && tail === '') tail = oneLine(block.text);
    else break;
  }
  const block = blocks[at];
  if (block === undefined || block.kind === 'table' || !isCaption(block)) return tail === '' ? undefined : tail;
  const above = blocks[at - 1];
  const head = above !== undefined && above.kind !== 'table' && isFirstHalf(above, block) ? oneLine(above.text) : '';
  return (head + oneLine(block.text) + tail).replace(/[:：]$/, '');
}

function isFilledIn(text: string): boolean {
  return FIELD.test(text) || BARE_UNIT.test(text);
}

function isCaption(block: RawProse): boolean {
  const text = squeeze(block.text);
  if (text.length > LONGEST || SENTENCE_END.test(text) || ATTACHMENT.test(text)) return false;
  return !SIGNED.test(text) || COMPLETE.test(text);
}

function isFirstHalf(above: RawProse, caption: RawProse): boolean {
  const first = squeeze(above.text);
  const rest = squeeze(caption.text);
  return (
    above.kind === caption.kind &&
    above.level === caption.level &&
    rest.length <= LONGEST_REST &&
    COMPLETE.test(rest) &&
    !NUMBERED.test(rest) &&
    first.length >= 6 &&
    first.length <= LONGEST - rest.length &&
    !COMPLETE.test(first) &&
    !NUMBERED.test(first) &&
    !ATTACHMENT.test(first) &&
    !isFilledIn(first) &&
    !/[\p{P}]$/u.test(first.replace(/[)）》”]$/u, ''))
  );
}

/** A title of several lines as one; white space that only fills a line goes, a gap between words stays one blank. */
function oneLine(text: string): string {
  const trimmed = text.trim();
  if (!/\s/.test(trimmed)) return trimmed;
  return trimmed
    .replace(/\s*\n\s*/g, '')
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}
