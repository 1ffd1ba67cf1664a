/** What a column of a score sheet or indicator table holds, told by its header (squeezed, trailing bracket taken off). */
export type ScoreRole =
  | 'level1'
  | 'level2'
  | 'level3'
  | 'level4'
  | 'levels'
  | 'weight'
  | 'score'
  | 'review'
  | 'deducted'
  | 'rule'
  | 'explain'
  | 'target'
  | 'actual'
  | 'rate'
  | 'scoreRate'
  | 'reason';

/** First match wins. `levels` is a caption over all label columns. `review` is a score that somebody else gave. */
export const SCORE_COLUMNS: readonly [RegExp, ScoreRole][] = [
  [/^一级(?:指标|目标)(?:名称|内容)?(?:及(?:分值|权重))?$/u, 'level1'],
  [/^二级(?:指标|目标)(?:名称|内容)?(?:及(?:分值|权重))?$/u, 'level2'],
  [/^三级(?:指标|目标)(?:名称|内容)?(?:及(?:分值|权重))?$/u, 'level3'],
  [/^四级(?:指标|目标)(?:名称|内容)?(?:及(?:分值|权重))?$/u, 'level4'],
  [/^(?:重点|年度|主要|工作)*(?:任务|事项)(?:名称|内容)?$/u, 'levels'],
  [/^(?:绩效|评价|考核|评分|自评|具体)?(?:指标|内容|项目|要素)(?:名称|体系)?(?:及(?:分值|权重))?$/u, 'levels'],
  [
    /^(?:指标|绩效)?(?:分值|权重|满分|标准分|标准分值|基准分|权重分值|权重分|分数|总分值|满分值|指标权重|执行率权重|执行率分值|应得分)(?:及权重)?$/u,
    'weight',
  ],
  [/^[一二三四]级(?:指标)?(?:分值|权重|分数)$/u, 'weight'],
  [/^[一二三四]级(?:指标)?(?:自评)?(?:得分|评分)$/u, 'score'],
  [/^(?:自评)?得分\/(?:分值|权重|满分|标准分)$/u, 'score'],
  [/^(?:20\d\d年|本年|今年|当年)度?(?:自评|实际|评价|绩效)?(?:得分|评分|分数)$/u, 'score'],
  [/^(?:上年|去年)度?(?:自评|实际|评价|绩效)?(?:得分|评分|分数)$/u, 'review'],
  [/^(?:调整|折算|修正|重新分配|分摊)后的?(?:指标)?(?:分值|权重|满分|标准分)$/u, 'weight'],
  [
    /^(?:主管部门|财政(?:部门|局)?|第三方(?:机构)?|专家(?:组)?|上级)?(?:复评|复核|复审|初审|评审|评价|审核)$/u,
    'review',
  ],
  [
    /^(?:财政|主管部门|部门|复核|复评|审核|核定|抽查|评审|专家|第三方|考核|局|再评价).{0,8}(?:得分|评分|打分|分数|分)$/u,
    'review',
  ],
  [
    /^(?:自评|自查|单位自评|加权|折算|实际|实得|评价|综合|指标|绩效|平均)?(?:得分|评分|打分|自评分|评分结果|自评分数|得分情况|实得分|自评得分|执行率得分|分数)(?:[及和与](?:说明|理由|依据|原因))?$/u,
    'score',
  ],
  [/^(?:单位|部门)?自评(?:分|分值|结果|情况)?$/u, 'score'],
  [/^(?:自评)?(?:扣分|扣减分)(?:值|数|分值|合计)?$/u, 'deducted'],
  [/^扣分(?:依据|说明)$/u, 'reason'],
  [
    /^(?:指标)?(?:评分|计分|评价|打分|扣分|考核|得分|赋分|评定)(?:标准|细则|规则|办法|方法|方式|公式|依据|说明)(?:及.*|和.*)?$/u,
    'rule',
  ],
  [/^(?:评分|计分|打分|赋分)要点$/u, 'rule'],
  [/.[及和与、](?:评分|计分|评价|打分|考核|赋分)(?:标准|细则|规则|办法|方法)$/u, 'rule'],
  [/^(?:指标|评价)(?:解释|说明|内容|要点|内涵|释义)$/u, 'explain'],
  [
    /^(?:年度|年初|预期|计划|绩效|全年|设定|年初设定)?(?:指标值|目标值|目标|绩效目标|设定目标|指标目标值|计划|计划值|计划数|预期值)$/u,
    'target',
  ],
  [/^(?:三级)?指标及指标值$/u, 'target'],
  [/^(?:全年|年度|实际|目标|指标|绩效)?(?:实际)?(?:完成|达到|实现)(?:值|情况|结果|数)?$/u, 'actual'],
  [/^(?:全年|年度|本年)?实际(?:值|完成指标值|指标值|数值|水平)$/u, 'actual'],
  [/^(?:指标|自评)?得分(?:率|比例)$/u, 'scoreRate'],
  [/^(?:预算|指标|任务|实际)?(?:执行率|完成率|执行进度|完成比例|完成百分比|完成程度)$/u, 'rate'],
  [/^(?:扣分|偏差|未完成|失分|差异).*(?:原因|说明|分析|措施|理由|情况).*$/u, 'reason'],
  [/^(?:备注|说明|其他说明|原因分析|情况说明|原因|改进措施)$/u, 'reason'],
];

/** The label of the line that adds up the whole sheet. */
export const SHEET_TOTAL =
  /^(?:总分|总计|合计|总得分|得分合计|合计得分|总分合计|综合得分|自评总分|总体得分|最终得分|总评分|得分总计|.{0,12}(?:自评|绩效|评价|综合)(?:总)?(?:得分|分数))$/u;
/** A total that can be none of a section, beside whose name it may stand. */
export const WHOLE = /总|综合|最终|自评|绩效|评价/u;
/** The label of a line that adds up a section. */
export const SHEET_SUBTOTAL = /小计(?:[(=:].*)?$|^[∑Σ]$/u;
/** A weight that takes the place of the printed one: what does not apply was shared out. */
export const ADJUSTED_WEIGHT = /后的?(?:指标)?(?:分值|权重|满分|标准分)/u;
/** Points that are only taken off, and points that come on top of the hundred. */
export const DEDUCTION = /扣分项|减分项|扣减项|倒扣分/u;
export const BONUS = /加分项|奖励分|附加分/u;

/** Label of a cell beside which the score of the whole is told on a cover. */
export const COVER_SCORE =
  /^(?:部门|单位|部门\(单位\)|整体支出)?(?:整体)?(?:支出)?(?:绩效|综合|评价|最终)?(?:自评|评价)?(?:综合|最终|总)?(?:得分|总分|评分|分数)$/u;
/** Label of a cell beside which the grade is told. */
export const COVER_GRADE =
  /^(?:绩效|综合|自评|评价|考核|绩效评价|绩效自评|评价结果|综合评价)*(?:等次|等级|评级|级别|档次|结论)$/u;
/** Grades as printed. */
export const GRADES = [
  '优秀',
  '优',
  '良好',
  '良',
  '中等',
  '中',
  '差',
  '合格',
  '基本合格',
  '不合格',
  '较差',
  '一级',
  '二级',
  '三级',
  '四级',
  '一等',
  '二等',
  '三等',
  'A',
  'B',
  'C',
  'D',
];
