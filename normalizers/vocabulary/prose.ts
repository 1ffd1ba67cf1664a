import type { Stage } from '../../schemas/index.js';

/** Measure words behind a count in a sentence, longest first; `not` are continuations that make another word of it. */
export const MEASURES: readonly (readonly [form: string, not?: string])[] = [
  ['平方公里'],
  ['平方米'],
  ['立方米'],
  ['千瓦时'],
  ['人次'],
  ['件次'],
  ['批次'],
  ['户次'],
  ['家次'],
  ['场次'],
  ['车次'],
  ['班次'],
  ['台次'],
  ['台套'],
  ['课时'],
  ['学时'],
  ['公里'],
  ['千米'],
  ['公顷'],
  ['千克'],
  ['公斤'],
  ['乡镇'],
  ['社区'],
  ['人', '[民大力社才均员事]'],
  ['名', '[单称录]'],
  ['户', '[籍数]'],
  ['家', '[庭级]'],
  ['笔'],
  ['个', '月|百分点|工作日|小时'],
  ['项', '目'],
  ['次', '[年性月日]'],
  ['件'],
  ['条', '[例件]'],
  ['起'],
  ['例'],
  ['宗'],
  ['批', '[准复示]'],
  ['轮', '[候]'],
  ['场', '[所地]'],
  ['期', '[间末初]'],
  ['处', '[理置罚]'],
  ['所', '[有以]'],
  ['台', '账'],
  ['辆'],
  ['套'],
  ['份', '[额]'],
  ['册'],
  ['篇', '[章]'],
  ['字', '[第号]'],
  ['本', '[级部单局年次]'],
  ['只'],
  ['头'],
  ['株'],
  ['棵'],
  ['座'],
  ['栋'],
  ['间'],
  ['张'],
  ['幅', '[度]'],
  ['块'],
  ['根', '[据本]'],
  ['亩'],
  ['吨'],
  ['米'],
  ['㎡'],
  ['类', '[别似]'],
  ['种', '[植]'],
  ['门', '[诊]'],
  ['支', '[出付持部行]'],
  ['届'],
  ['班', '[子]'],
  ['节', '[约能假]'],
  ['堂'],
  ['村', '[民级]'],
  ['镇', '[级]'],
  ['盏'],
  ['口', '[径岸]'],
  ['位', '[于置列]'],
  ['部', '[门分委]'],
  ['组', '[织成]'],
  ['颗'],
  ['袋'],
  ['箱'],
  ['盒'],
  ['艘'],
  ['架'],
  ['枚'],
];

/** Which figure of a concept the words before an amount tell; first match wins. 公共预算 and its kin are taken off before. */
export const STAGE_WORDS: readonly (readonly [RegExp, Stage])[] = [
  [
    /^(?:较|比|同比|与.{1,12}相比|超(?:出|过|额)?(?:年度|既定|预期|序时)?(?:目标|任务|计划)(?!值))|(?:增加|减少|增长|下降|降低|压缩|节约|上升|提高|增减|少|多|多支|多出|少支|增支|减支|增收|减收|超收|短收|[少多]完成|超额(?:完成)?)了?(?:额|数|金额)?(?:为|约)?$/u,
    'change',
  ],
  [/调增|调减|追加|追减|核减|核增|预算调整(?:金额|额|数)|调整(?:金额|额)/u, 'adjustment'],
  [
    /调整后|全年预算|调整预算数|^(?:年末|年终)?调整预算$|年度资金|最终预算|(?:全年|年度)?可用(?:指标|资金|财力|预算)|全年指标|指标总额/u,
    'adjusted',
  ],
  [/上年度?决算|去年决算|上年度?实际|上年度?支出|上年度?完成/u, 'previousFinal'],
  [/实际完成|完成值|实际值/u, 'actual'],
  [/目标值?|任务|指标值|计划完成|计划数/u, 'target'],
  [/年初|批复|申报|预算(?:安排|下达|数|总|收入|支出|编制|资金|项目|为|金额|$)|支出预算|收入预算|计划/u, 'opening'],
  [/决算|执行|实际|支出|完成|全年/u, 'final'],
];

/** Other names of the whole department, and names of its head office as printed. */
export const WHOLE_SUBJECTS = /本部门|我部门|全局|全委|我局|本局|我委|我办|我校|我院|我中心|全系统/u;
export const OWN_SUBJECTS = /局机关|机关本级|局本级|委机关|本单位|我单位|本级/gu;

/** What stands around a label without being part of what it is about. */
export const LEAD =
  /^(?:加上|由(?!于|此)|含(?![税量义])|[，,。；;、：:）)\]】\s'"\-—·]|[一二三四五六七八九十]是|其中|主要包括|主要有|包括|主要是|主要为|以及|同时|并且|另外|此外|分别(?:为|是)?|具体(?:支出)?(?:为|如下)?|即|和(?![谐平])|及(?![时早格])|与(?!会)|并(?![购轨])|共有|现有|其(?![他它余])|用于|全部为|均为|县级财政(?=年初|预算)|区级财政(?=年初|预算)|市级财政(?=年初|预算)|财政(?=年初)|本年度|本年(?!度)|当年|今年以来|今年|以来|全年|我县|我区|我市|全县|全区|全市|共(?![青建享产同])|合计|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．](?!\d)|[①-⑳⑴-⒇㈠-㈩])+/u;
export const TRAIL =
  /(?:[\s：:'"，,（(]|分别)*(?:为|是|达到|达|共计|合计|总计|共|(?<![小审设统会])计|(?<!节)约|近|超过|(?<!实)有|的|(?<=[算复行减增整])数|到|超|至|在|控制|不少于|不低于|不超过|≥|≤|≧|≦|>|<|大约|约为|安排|完成|实现|由)*[\s：:'"（(≥≤]*$/u;
/** Words of stage and filling that are taken off a label before it is looked up. */
export const STAGE_FILLERS =
  /年末(?!结)|年终(?!结)|年底(?!结)|年初批复|年初预算|年初安排|年初|年中|调整后|全年|年度|实际完成|实际|决算|预算|执行数|执行|批复|安排|计划|调增|调减|追加|下达|合计|共计|总额|金额|数额|数|共|绝对值|部门|本年|当年|的|经费支出(?=$)|情况/gu;

/** Labels that are a concept inside a form only; in a sentence they may be about anything. */
export const TOO_GENERAL: ReadonlySet<string> = new Set([
  '运行费',
  '运行维护费',
  '购置费',
  '出租',
  '出租出借',
  '在用',
  '比例',
  '占比',
  '比重',
  '基金拨款',
  '政府基金',
  '接待费',
  '三公',
  '资金合计',
  '采购',
  '调整率',
  '资金',
  '等级',
  '等次',
]);

/** Short labels that belong to whatever the sentence spoke of before: 基金总收入…，总支出… . */
export const PARALLEL = /^(.{1,20}?)((?:总|当期|本期|累计|滚存)?(?:收入|支出|结余|收入合计|支出合计))$/u;

/** Opens a list of parts; the second group are those that promise a whole list. */
export const PARTS_TRIGGER =
  /其中|用于\s?[:：]|[（(，,]含(?![税量义])|包括|分别(?:为|是)|具体(?:支出)?(?:为|如下|是|包括)|构成如下|明细如下|由以下|如下/u;
/** 由A、B和C构成: a list whose trigger stands behind it. */
export const MADE_OF = /(?:^|[,，])(?:主要)?由(?!于|此)/u;
/** Words that leave nothing between them: a list whose items begin (or end) with all of one line is whole. */
export const EXHAUSTIVE: readonly (readonly RegExp[])[] = [
  [/^(?:第)?一季度/u, /^(?:第)?二季度/u, /^(?:第)?三季度/u, /^(?:第)?四季度/u],
  [/^上半年/u, /^下半年/u],
  [/^1[-—–~至]6月/u, /^7[-—–~至]12月/u],
  [/^男/u, /^女/u],
  [/^城[市镇]/u, /^[农乡]村/u],
  [/^公办/u, /^民办/u],
  [/^中央/u, /^省/u, /^市/u, /^(?:县|区|旗)/u],
  [/^中央/u, /^省/u, /^(?:县|区|旗|市)/u],
  [/^第?一批/u, /^第?二批/u, /^第?三批/u],
  [/^农业(?:户籍)?人口/u, /^非农业(?:户籍)?人口/u],
  [/^户籍/u, /^(?:非户籍|流动|外来)/u],
  [/^国内/u, /^国外|^境外/u],
  [/^非常满意/u, /^(?:比较|较|基本)?满意/u, /^一般/u, /^不满意/u],
  [/^(?:已|按期)?(?:完成|整改|办结)/u, /^(?:未|尚未|正在)(?:完成|整改|办结)/u],
  [/以上(?:的|项目|老人|人员)?$/u, /以下(?:的|项目|老人|人员)?$/u],
];
/** 等 behind the last item: there are more than are listed. */
export const AND_OTHERS = /^[^，,；;。]{0,3}等(?![级次])/u;
export const WHOLE_LIST = /包括|分别(?:为|是)|具体(?:支出)?(?:为|如下|是|包括)|构成如下|明细如下|由以下|如下/u;

/** Phrases that figures can contradict, and what they claim. */
export const CLAIM_PHRASES: readonly (readonly [kind: string, phrase: RegExp, value: string])[] = [
  ['complete', /全面完成|圆满完成|全部完成|超额完成|均已完成|按时完成|如期完成/gu, '全面完成'],
  [
    'withinBudget',
    /控制在(?:年初)?预算(?:范围)?(?:之)?内|(?:未|没有)超(?:出|过)?(?:年初)?预算(?!完成|时间|编)|未超支|在预算范围内|预算控制范围内/gu,
    '控制在预算内',
  ],
  ['belowBudget', /(?:小于|低于|少于)(?:年初)?预算数?/gu, '小于预算'],
  ['noBalance', /无结转结余|无结余|没有结余|无结转|结转结余为(?:0|零)|结余为(?:0|零)|未发生结转结余/gu, '无结余'],
  ['noExpense', /无因公出国[^。；，]{0,20}?费用|未发生(?:因公出国|公务用车|公务接待)[^。；，]{0,12}/gu, '无支出'],
  ['zeroGrowth', /零增长|与上年持平|与去年持平/gu, '零增长'],
];
/** A grade told in a sentence. */
export const GRADE_PHRASE =
  /(?:等级|等次|评级|档次|结果|结论|评价|评定|评为|级别)(?:评定)?(?:为|是|：|:|属于|达到)?[“"「]?(优秀|优|良好|良|中等|中|较差|差|基本合格|不合格|合格|[一二三四]级|[一二三]等)(?=[”"」。，,；;、）)\s]|等|$)/gu;

/** Concepts that name one quantity; 收入合计 and 支出合计 are spoken of everywhere. */
export const SPECIFIC =
  /^(?:threePublic\.|procurement\.|assets\.|expenditure\.(?:basic|personnel|running|project)|income\.(?!total))/u;
/** What was spent, without a word of what on. */
export const BARE_FLOW =
  /^(?:实际|当年|全年|本年)?(?:决算|执行|完成|发生|列支)?(?:支出|开支|使用|执行|完成|决算|列支|发生)(?:决算)?(?:数|额|金额)?(?:为|是|达|约|共|了)*$/u;
/** What was planned, without a word of what for. */
export const BARE_BUDGET =
  /^(?:年初|全年|本年|当年|调整后)?(?:的)?(?:支出)?预算(?:安排|批复|下达)?(?:数|额|金额)?(?:为|是|达|约|共|了)*$/u;
/** Topics under which the whole department's figures stand. */
export const TOTAL_TOPIC = /整体|部门|总体|收支|资金|财政|^(?:收入|支出|预算|决算|全年|基本|概况|项目)$/u;
/** Last year's figure set beside this year's: 上年支出, 上年为, 去年同期决算数; the group is the flow it names. */
export const LAST_YEAR_FIGURE =
  /^(?:而)?(?:上年度?|去年|上一年度?|(?:19|20)\d\d年度?)(?:同期|同口径|全年)?(?:的)?(?:实际|决算|执行|完成)?(?:预算)?(支出|开支|收入|经费)?(?:决算|执行|完成)?(?:总?额|数|金额)?(?:为|是|约|达)?$/u;
/** One unit among several; its figures are not the department's. */
export const HEAD_OFFICE = /局机关|机关本级|局本级|委机关|(?<![县市区省州])本级(?!财政)/u;
/** A sum told behind its parts: A5万元，B4万元，合计9万元; the group counts them. */
export const TRAILING_SUM =
  /^(?:以上|上述|全[年县区市镇乡局]|全系统|可用|各项)?(?:([两二三四五六七八九十])[项者类])?(?:资金|专项|项目|经费|补贴|补助|贷款|收入|支出|费用)?(?:合计|共计|总计|小计|总共|共(?!同))(?:发放|支出|拨付|投入|安排|支付|使用|下达|收入)?(?:为|达|共)?$/u;
