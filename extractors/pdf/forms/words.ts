/** The words by which a form without lines down is told from what stands around it. */

/** __年__月__日: room for a date to be written in, no border. */
const DATE_PARTS = ['年', '月', '日'];

/** What stands beside another field to be filled in: signatures and the like, set apart by blanks. */
const FIELDS = ['签', '盖章', '章)', '章）', '日期', '电话', '负责人', '填报', '填表', '审核', '经办'];

/** What stands between a title and its table; no header begins so. */
const CAPTIONS = ['单位', '金额单位', '货币单位', '计量单位', '填报单位', '填表单位', '编制单位', '填报日期', '日期'];

/** What the row says that closes a table, or ends its words with. */
const TOTALS = ['总分', '总计', '合计', '得分', '总评'];

export function isDatePart(text: string): boolean {
  return DATE_PARTS.some((part) => text.startsWith(part));
}

export function isField(text: string): boolean {
  return FIELDS.some((word) => text.includes(word));
}

/** 单位：万元, （金额单位：元）: a word of a caption and a colon. */
export function isCaption(text: string): boolean {
  const plain = text.replace(/^[（(]/u, '').replace(/\s/gu, '');
  return CAPTIONS.some((word) => plain.startsWith(`${word}：`) || plain.startsWith(`${word}:`));
}

export function isTotal(text: string): boolean {
  const plain = text.replace(/[\s：:]/gu, '');
  return plain.length < 12 && TOTALS.some((word) => plain.endsWith(word));
}
