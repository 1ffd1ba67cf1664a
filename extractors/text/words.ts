/**
 * Words that tell what a line of text is. Knowledge as data: a new form of a word is one line here.
 */

/** 一、 （一） 第一章: the upper two levels of a Chinese outline. */
export const OUTLINE =
  /^\s*(?:第[一二三四五六七八九十百]{1,4}[章节条部篇]|[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）])/u;

/** 1. 1、 （1） ① 项目1: the lower levels, and items of lists. */
export const ITEM =
  /^\s*(?:\d{1,3}(?:\.\d{1,2}){0,3}[、.．](?!\d)|[(（]\d{1,3}[)）]|\d{1,3}[)）]|[①-⑳⑴-⒇㈠-㈩]|[●•·■◆➢▪※*-]\s|(?:项目|目标|任务|指标|附件|附表|表|注)\s?\d{0,3}[:：-])/u;

/** The list mark that Word puts before a tab when its list numbers are copied as text. */
export const LIST_MARK = /^(?:[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[)）、.．]|[①-⑳⑴-⒇●•·■◆➢▪※*-])$/u;

/** What stands above a table, or heads an attachment; never the continuation of a cell. */
export const CAPTION =
  /^\s*(?:附件|附表|表\s?[一二三四五六七八九十\d]|续表|单位\s*[:：]|金额单位|填报|填表|编制单位|说明\s*[:：]|注\s*[:：]|备注\s*[:：])|(?:报告|报告书|自评表|评分表|打分表|情况表|汇总表|明细表|统计表|数据表|一览表)\s*$|(?:如下|下表|见下)[^。]{0,6}[:：]?\s*$/u;

/** What heads a part of the report or an attachment: no row of what stands above it. */
export function isHeadline(text: string): boolean {
  return OUTLINE.test(text) || CAPTION.test(text);
}

/** Left for a hand to sign: 年 月 日, （签字）, （盖章）. */
export const SIGNATURE = /年\s{1,20}月\s{1,20}日|[(（](?:签字|签名|签章|盖章|公章)[)）]\s*[:：]?/u;

/** 三公经费对比（元）: a title, or the label at the corner of a header. */
export const UNIT_TITLE = /[（(](?:单位[:：])?(?:万|亿)?元[)）]\s*$/u;

/** What is filled in or signed above and below a table: 填表人：, 联系电话：. */
export const FIELD =
  /^(?:填[表报]|制表|编制|经办|审核|复核|联系|电话|(?:单位|部门|项目)?负责人|主管|签[字名章]|盖章|日期|报告日期|(?:单位|部门|项目)名称|地址|邮编)[^:：]{0,10}[:：]/u;

/** Labels that stand for the whole row of a score sheet or sum: their cell spans all label columns. */
export const WHOLE =
  /^(?:总\s*分|合\s*计|总\s*计|小\s*计|得\s*分|总\s*得\s*分|扣分项|加分项|减分项|综合得分|(?:部门)?(?:整体)?(?:绩效)?自评(?:综合)?(?:得分|总分)|汇\s*总)/u;

/** 局机关及下属单位汇总: the row of the sums, whoever is summed. */
export const SUMMARY = /(?:汇\s*总|合\s*计|总\s*计)\s*$/u;

/** Those that no group of rows has for itself. */
export const OVERALL =
  /^(?:总\s*分|总\s*计|总\s*得\s*分|综合得分|(?:部门)?(?:整体)?(?:绩效)?自评(?:综合)?(?:得分|总分))/u;

/** Grades: what a cell holds as it holds a figure. */
export const GRADE = /^(?:[一二三四五][级等]|[优良中差]|优秀|良好|较好|一般|较差|合格|不合格)$/u;

/** Headers of columns in which a merged cell goes on over several lines of a score sheet. */
export const SHARED = /标准|分值|权重|满分|解释|说明及|依据|要点|评价内容|目标值/u;
/** Headers of columns of weights. */
export const WEIGHT = /分值|权重|满分|标准分/u;
/** Headers of columns that hold what a line was given: an empty weight beside it was merged, not forgotten. */
export const GIVEN = /得分|打分|评分$|完成值|完成情况|实际/u;
/** Headers of columns that hold sentences where there is something to say. */
export const REMARK = /原因|备\s*注|说\s*明|改进|措施/u;
/** Headers of columns that hold rules. */
export const RULES = /标准$|规则|办法|依据|要点|评价内容|解释|评分细则/u;
/** Headers of columns of labels, as against the name of a section that stands beside its lines. */
export const COLUMN_TITLE = /级\s*指\s*标|名\s*称|项\s*目|机\s*构|单\s*位|类\s*[别型]|序\s*号|内\s*容|科\s*目/u;
/** Headers of columns of figures. */
export const FIGURES = /分值|权重|得分|打分|金额|数$|率|合计|预算|决算|万元|元）?$|支出|收入|结转|结余|%/u;

/** A label that says that what follows it are its parts. */
export const OF_WHICH = /(?:其\s{0,4}中|包括|按.{1,8}分)\s{0,4}[:：]?\s{0,4}$/u;

/** The end of a sentence or a list item; after it a line goes on only if nothing else speaks against it. */
export const FINISHED = /[。；;：:！!？?…．.]["”’』」)）\]】》]*\s*$/u;

/** Page numbers: 12, - 12 -, — 12 —, 第12页, 第 1 页 共 11 页, 1/11, Page 1 of 3. */
export const PAGE_NUMBER =
  /^\s*(?:[-—–－·•~]{1,3}\s{0,3}\d{1,4}\s{0,3}[-—–－·•~]{1,3}|第\s{0,3}\d{1,4}\s{0,3}页(?:[\s,，/]{0,4}共\s{0,3}\d{1,4}\s{0,3}页)?|\d{1,4}\s?\/\s?\d{1,4}|page\s\d{1,4}(?:\sof\s\d{1,4})?)\s*$/iu;
export const BARE_NUMBER = /^\s*\d{1,3}\s*$/;

/** Words whose two signs are set apart to fill a column: 合  计, 姓  名. */
export const SPREAD =
  /^(?:合计|小计|总计|共计|项目|指标|单位|机构|姓名|签字|签名|科目|科室|部门|备注|名称|职务|职称|金额|序号|编号|说明|总分|得分|分值|内容|类别|年度|收入|支出|结余|预算|决算)$/u;
