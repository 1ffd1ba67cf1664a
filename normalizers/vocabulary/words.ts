/** Words of form language: what a squeezed label is, by regular expressions. */

/** Labels of one kind. To run such a pattern over a label costs less than to look an earlier answer up. */
export interface Words {
  test(label: string): boolean;
}

function words(pattern: RegExp): Words {
  return pattern;
}

/** Labels that one of the patterns fits. */
function anyOf(patterns: readonly RegExp[]): Words {
  return words(new RegExp(patterns.map(({ source }) => source).join('|'), 'u'));
}

/** A line that is the sum of lines: 合计, 小计 and their kin, alone or behind a noun (局机关及二级机构汇总, 支出合计). */
export const TOTAL = words(/(?:合计|总计|小计|汇总|共计|总额|总数)(?:数|金额)?$/u);
/** 小计 closes a block, 合计 closes blocks, 总计 closes 合计s and what is added to them. */
export const SUBTOTAL = words(/小计(?:数|金额)?$/u);
export const GRAND_TOTAL = words(/总计(?:数|金额)?$/u);
/** A total that says what it leaves out: 合计（不含基建）; the group is that. */
export const LEAVES_OUT =
  /(?:合计|总计|小计|汇总|共计|总额|总数)(?:数|金额)?[(](?:不含|不包括|不包含|剔除|扣除|扣减|除)([^()]{1,12}?)(?:外|以外|后)?[)]$/u;
/** A total word and nothing else: says nothing about what is summed. */
export const BARE_TOTAL = words(
  /^(?:合计|总计|小计|汇总|共计|总额|总数|全部|部门合计|单位合计|部门汇总|本部门合计|全局合计|全系统合计|总合计)(?:数|金额)?$/u,
);
/** A bracket that opens a list of parts. */
export const BRACKET = words(/^(?:其中|其中包括|包括|含|内含)$/u);
export const BRACKET_LEAD = /^(?:其中|其中包括|包括)[:,、]?/u;
/** Template and open lists. */
export const ELLIPSIS = words(/^(?:…+|\.{3,}|等|。{3,}|·{3,})$/u);
/** The last of a closed list. */
export const REST = words(/^(?:其他|其它)/u);
/** How a list may say that it is a division of the whole: 按收入性质分. */
export const DIVISION = words(/^按.{1,10}分(?:类|列|项)?$/u);

/** Headers of the stub column, by what its lines are. */
export const STUB_UNITS = words(
  /^(?:机构|单位|预算单位|部门|乡镇|镇街|街道|县市区|学校|二级单位|所属单位|填报单位|主管部门|科室|股室|预算部门)(?:\(单位\))?(?:名称)?$/u,
);
export const STUB_PROJECTS = words(
  /^(?:支出)?项目(?:名称)?$|^项目支出名称$|^(?:重点)?(?:工作)?任务名称$|^项目(?:类别及名称|名称及类别)$|^(?:专项|专项资金)名称$|^支出项目$/u,
);

/** What projects are called by. */
export const PROJECT_WORD = words(/项目|专项|(?<!在建)工程/u);

/** Columns of subject codes (208, 20805, 2080501; 类, 款, 项): labels of lines, never amounts. */
export const STUB_CODES = words(/^(?:(?:支出)?(?:功能|经济)?(?:分类)?(?:科目)?(?:编码|代码)|[类款项])$/u);
export const SUBJECT_CODE = words(/^\d{3}(?:\d{2}){0,2}$/u);
/** Columns that tell the unit of each line. */
export const STUB_MEASURE = words(/^(?:计量|计算|数量)?单位$/u);
/** Columns that count lines: 序号 | 1 | 2. */
export const STUB_ORDINAL = words(/^(?:序号|编号|行次|栏次|项次|计算(?:公式|方法|关系)?|公式|代号)$/u);

/** Columns of numbers that are names: documents, vouchers, telephones, dates. */
export const REFERENCE_COLUMN = words(
  /(?:凭证号|文号|账号|编号|号码|电话|日期|文件号|合同号|代码|编码|排名|名次|位次)$/u,
);
/** Whose money it is: 中央, 省级配套, 自筹. They head columns and are no units of organisation. */
export const MONEY_SOURCE = words(
  /^(?:中央|省|市|区|县|乡镇?|镇|上级|地方|自治区|州)(?:级|本级|财政|补助|配套)*$|配套$|自筹$|贷款$|债券$/u,
);

/** Columns that hold words. */
export const TEXT_COLUMN = words(
  /^(?:备注|说明|主要内容|实施内容|项目级次|实施单位|(?:单位|机构|经费|资金|项目)?性质|原因|情况说明|扣分原因.*|偏差原因.*|用途|内容|资金用途|变动原因|增减原因|文号|联系人|.*原因分析.*)$/u,
);

/** Full-width rows that are signed or filled in, not captions. */
export const SIGNATURE = words(/(?:签字|签名|盖章|签章|意见|填报人|负责人|审核人|经办人|填表人|联系电话)/u);

/** Periods inside a year: they qualify a column, they are no unit of organisation. */
export const PART_OF_YEAR = words(
  /^(?:第?[一二三四1-4]季度|[1-9一二三四五六七八九]月|1[0-2]月|十[一二]?月|上半年|下半年|.*月份?|.*季度)$/u,
);

/** What each of them comes to on average: 人均, 次均费用, 每公里造价. */
const AVERAGES = /(?:[人户亩次场床生师车辆校班村社件家头套台座吨项]|平)均.*$|^每(?!年|月|日|季|周)\p{Script=Han}.*$/u;
export const AVERAGE = words(AVERAGES);
/** Lines and columns that are no amount: a price, a rate of payment or an average is never added. */
export const UNIT_PRICE = anyOf([/(?:标准|单价|均价|定额)(?:\([^()]*\))?$/u, AVERAGES]);

/** Words of table headers (squeezed, unit and serial letter taken off): by them a new header is seen among data rows. */
export const HEADER_WORDS: Words = {
  test: (label) =>
    STUB_UNITS.test(label) || STUB_PROJECTS.test(label) || STUB_CODES.test(label) || OTHER_HEADERS.test(label),
};
const OTHER_HEADERS = anyOf([
  /^(?:科目|科目名称|年度|年份|月份|季度|行次|类别|.{2,4}类别|.{2,4}类型)$/u,
  /^(?:指标|指标名称|绩效指标|[一二三四]级(?:指标|分值|权重|得分|评分)|指标分值|指标解释|指标说明|指标值|年度指标值|指标内容|三级指标及指标值)$/u,
  /^(?:评分标准|计分标准|评分细则|评分办法|评价标准|评价方式|评价属性|评分依据|计分办法)$/u,
  /^(?:分值|权重|满分|标准分|得分|自评得分|自评打分|自评分|自评分数|复核分|审核得分|财政审核评分|复核得分|评分)$/u,
  /^(?:预期目标|年度目标|绩效目标|目标值|计划目标|年初设定目标|年初目标|目标|预期.{0,6}目标|年度绩效目标)$/u,
  /^(?:实际完成|完成情况|实际完成情况|实际完成值|完成值|全年完成值|目标完成情况|实际值|目标实际完成情况)$/u,
  /^(?:评价内容|考核内容|评价指标|评价项目)$/u,
  /^(?:.*(?:年初预算|全年预算|全年执行|年初批复预算|调整预算|预算调整|预算|决算|执行|调整后预算)数?)$/u,
  /^(?:执行率|到位率|控制率|完成率|增减率|变动率|增减|增减额|比上年增减.*|较上年增减.*|预算执行率|.{2,6}控制率)$/u,
  /^(?:本年度?|上年度?|本年数|上年数|.*年决算数|.*年预算数|年初预算|上年决算|本年决算|(?:19|20)\d\d年?度?)$/u,
  /^(?:期初|期末|年初|年末|上年末)(?:数|余额|原值|净值|金额|数量|人数)?$/u,
  /^(?:本期|本年)(?:增加|减少|新增|处置|购置|变动)(?:数|额|金额)?$/u,
  /^(?:账面)?(?:原值|净值|累计折旧)$|^(?:资产|设备)(?:分类|类别|名称)$/u,
  /^(?:数值|数据|基础数据|统计数)$/u,
  /^(?:编制数|实有人数|.*在职人数|编制|人员编制数)$/u,
  /^(?:批复规模|实际规模|规模控制率|预算投资|实际投资|投资概算控制率|计划投资)$/u,
  /^(?:姓名|职务|职务\/职称|职称|单位|签字|签名|工作单位)$/u,
  /^(?:合计|总计|小计|其中|金额|数量|单价|备注|说明|序号|编号|资金来源|占比|比重)$/u,
  /^(?:收入合计|支出合计|三公经费合计|固定资产合计|结余|基本支出|项目支出)$/u,
]);

/** Labels of a line that tells a score or a grade of the whole, not one of a list. */
export const SCORE_LINE = words(/(?:综合得分|综合评分|自评总分|自评得分|总得分|^总分|最终得分|自评分数?)(?:\(.*\))?$/u);
export const GRADE_LINE = words(/(?:评价|自评|绩效|综合|考核)?(?:等次|等级|评级|级别|档次)$/u);

/** Columns of weights and scores. */
export const SCORE_COLUMN = words(/^(?:指标分值|分值|权重|满分|标准分|得分|自评得分|自评打分|自评分|自评分数)$/u);
/** Columns of rates and shares. */
export const RATE_COLUMN = words(/(?:(?<!效)率|占比|比重|比例)$/u);
