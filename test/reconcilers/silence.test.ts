/**
 * What must not be flagged: things of these reports that look like differences and are none. Each goes the whole way
 * from text to findings, and all of them together must stay silent.
 */
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../extractors/index.js';
import { normalize } from '../../normalizers/index.js';
import { assess } from '../../reconcilers/index.js';

const HEAD = '溪口县林业局2023年度部门整体支出绩效自评报告';

const SNIPPETS: Record<string, string[]> = {
  'a range of percentages': ['项目资金结余率控制在10%~20%之间，实际结余率为15.20%，比上年15.10%略有上升。'],
  'a range of amounts': ['单个项目补助标准为3—5万元，全年补助4个项目，共计支出16.50万元。'],
  'equal numbers that are different quantities': [
    '公务接待费支出4.20万元。办公费支出4.20万元。',
    '全年召开会议12次，培训12次，参训人员120人，参会人员126人。',
  ],
  'head office against the whole department': [
    '2023年度，本部门支出合计1200.50万元，其中：基本支出800.25万元，项目支出400.25万元。',
    '局机关2023年度支出合计700.30万元，其中：基本支出500.10万元，项目支出200.20万元。',
  ],
  'a difference that the next sentence explains': [
    '2023年项目支出年初预算数350.00万元，决算数318.60万元，较年初预算减少31.40万元，形成差异原因是部分项目跨年实施。',
  ],
  'only some parts are told': [
    '2023年度支出合计1200.50万元，其中：基本支出800.25万元。',
    '全年收入合计980.00万元，其中一般公共预算拨款900.00万元，上级补助收入50.00万元等。',
  ],
  'part of a change that goes the other way': [
    '预算调整数-321.40万元，其中项目支出调增14.00万元。',
    '| 项目 | 年初预算数 | 调整数 | 调整后预算数 |\n| 支出合计 | 1000.00 | -321.40 | 678.60 |\n| 其中：基本支出 | 600.00 | 14.00 | 614.00 |',
    '收支差额-12.50万元，其中政府性基金3.00万元。',
  ],
  'whole-number bands and a score between them': [
    '评价等级分为优（90-100分）、良（80-89分）、中（60-79分）、差（60分以下）。',
    '我单位自评得分92.5分，评价等级为优。',
  ],
  'a table header repeated on the next page': [
    '项目支出情况（万元）',
    '项目\t预算数\t决算数\n造林项目\t120.00\t118.50\n管护项目\t80.00\t79.50\n项目\t预算数\t决算数\n监测项目\t50.00\t49.00\n合计\t250.00\t247.00',
  ],
  'template rows': [
    '部门整体支出绩效自评表',
    '| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析 |\n| 产出指标（60分） | 数量指标 | 造林面积 | 1200亩 | 1250亩 | 30 | 30 | |\n| | | …… | | | | | |\n| | 质量指标 | 成活率 | ≥85% | 88% | 30 | 30 | |\n| | | 指标2： | | | | | |\n| 效益指标（40分） | 社会效益指标 | 受益农户 | ≥500户 | 520户 | 40 | 40 | |\n| | | …… | | | | | |\n| 总分 | | | | | 100 | 100 | |',
  ],
  '元 beside 万元': [
    '2023年“三公”经费决算数4.51万元。',
    '“三公”经费对比说明（元）',
    '指标\t本年度\t上年度\n三公经费合计\t45120\t60160\n公务接待费\t45120\t60160',
  ],
  'approximate numbers': [
    '全年培训林农1200余人次，其中春季培训500余人次，秋季培训800多人次。',
    '全年投入资金约300万元，其中县级资金近200万元，市级资金120多万元。',
  ],
  'cumulative figures of several years': [
    '2021年至2023年累计完成造林4500亩，其中2023年完成1200亩，完成年度目标任务1200亩的100%。',
    '近三年累计投入项目资金1350.20万元，2023年投入400.25万元。',
  ],
  'monthly figures': [
    '1月支出25.30万元，2月支出18.60万元，3月支出40.20万元，一季度支出合计84.10万元。',
    '6月底支出进度为48.50%，9月底支出进度为72.30%，12月底支出进度为98.60%。',
  ],
  'percentage points': ['2023年预算执行率为98.60%，上年为95.40%，比上年提高3.2个百分点。'],
  'a rate truncated and a rate rounded': [
    '城镇新增就业1067人，完成目标任务900人的118.55%。',
    '造林面积1250亩，完成目标任务1200亩的104.2%。',
  ],
  'years, document numbers and telephones': [
    '根据《财政部关于印发〈绩效评价管理办法〉的通知》（财预〔2020〕10号）和溪财绩〔2024〕3号文件要求，联系电话0713-5223180。',
    '项目自2019年实施以来，2021年完成一期，2023年完成二期，共2期。',
  ],
  'rounding of a sum': ['2023年总支出1000.00万元，其中：基本支出333.33万元，项目支出333.33万元，其他支出333.33万元。'],
  'a total of parts and what was carried in': [
    '2023年度本部门收入总计1100.00万元，其中：上年结转100.00万元，本年收入合计1000.00万元。本年收入中：一般公共预算拨款950.00万元，其他收入50.00万元。',
  ],
  'nested 其中': [
    '项目\t金额（万元）\n支出合计\t500.00\n基本支出\t300.00\n其中：人员经费\t220.00\n公用经费\t80.00\n项目支出\t200.00\n其中：造林项目\t120.00',
  ],
  'one form of words filled in for each project': [
    '造林项目年初预算120.00万元，决算118.50万元，预算执行率98.75%，自评得分95分。',
    '管护项目年初预算80.00万元，决算79.20万元，预算执行率99.00%，自评得分96分。',
    '监测项目年初预算50.00万元，决算49.00万元，预算执行率98.00%，自评得分94分。',
  ],
  'numbered works of one kind': [
    '第1号护林站全年巡护支出12.50万元，巡护里程1200公里。',
    '第2号护林站全年巡护支出13.20万元，巡护里程1350公里。',
    '第3号护林站全年巡护支出11.80万元，巡护里程1100公里。',
  ],
  'another year in the same words': [
    '2022年全年开展林业技术培训和专题讲座共计36场次，参训人员1105人。',
    '2023年全年开展林业技术培训和专题讲座共计48场次，参训人员1394人。',
  ],
  'lower is better': ['全年森林火灾受害率控制目标为0.9‰，实际为0.3‰。林业有害生物成灾率目标3%，实际1.8%。'],
  'a goal of several years beside that of the year': [
    '“十四五”规划目标造林6000亩，2023年目标1200亩，实际完成1250亩，完成率104.17%。',
  ],
  'income without the expenditure of the same name': [
    '2023年事业收入35.00万元，经营收入12.00万元。2023年事业支出34.00万元，经营支出11.50万元。',
  ],
  'a budget told in two stages': [
    '2023年年初预算安排支出1000.00万元，年中追加预算200.50万元，调整后预算1200.50万元，全年实际支出1188.50万元，预算执行率99.00%。',
  ],
  'a number in a name': ['全年开展“三下乡”活动2次、“五进”宣传5次，“12·4”宪法宣传日活动1次，创建“四好”班子1个。'],
  'a claim that the figures bear out': [
    '“三公”经费年初预算12.00万元，决算11.50万元，较年初预算减少0.50万元，控制在年初预算内。',
    '年初目标任务全面完成，造林面积1250亩，完成目标任务1200亩的104.17%，当年无结转结余。',
  ],
  'a claim of one project only': ['造林项目资金无结转结余。2023年末结转结余12.30万元，为管护项目尾款。'],
  'parts that overlap': [
    '全局现有党员45人，其中女党员18人，35岁以下党员12人，大专以上学历党员40人。',
    '现有在职人员62人，其中中级以上职称30人，女职工25人。',
  ],
  'scores of the finance bureau beside own scores': [
    '部门整体支出绩效评价评分表',
    '| 一级指标 | 二级指标 | 评分标准 | 分值 | 自评得分 | 复核分 |\n| 投入（30分） | 预算编制 | 编制完整得30分。 | 30 | 30 | 28 |\n| 过程（30分） | 预算执行 | 执行率100%得30分，每低1个百分点扣1分。 | 30 | 29 | 29 |\n| 产出（40分） | 目标完成 | 按完成比例计分。 | 40 | 38 | 36 |\n| 总分 | | | 100 | 97 | 93 |',
  ],
  'grades in words of levels': [
    '评价结果分为一级（90分以上）、二级（80分以上）、三级（60分以上）、四级（60分以下）。自评得分86分，等级为二级。',
  ],
  'passed or not': ['自评得分75分，评价等级为合格。'],
  'a negative adjustment': [
    '项目\t年初预算数\t预算调整数\t全年预算数\n基本支出\t300.00\t-12.50\t287.50\n项目支出\t200.00\t20.00\t220.00\n合计\t500.00\t7.50\t507.50',
  ],
  'shares of a whole that was rounded': [
    '全年支出300.00万元，其中：人员经费100.00万元，占33.3%；公用经费100.00万元，占33.3%；项目支出100.00万元，占33.3%。',
  ],
};

describe('what must not be flagged', () => {
  it.each(Object.entries(SNIPPETS))('%s', async (_name, paragraphs) => {
    expect(await flags([HEAD, ...paragraphs])).toEqual([]);
  });
});

async function flags(paragraphs: readonly string[]): Promise<string[]> {
  const raw = await extract(new TextEncoder().encode(`${paragraphs.join('\n\n')}\n`), { limits: DEFAULT_LIMITS });
  return assess(normalize(raw))
    .findings.filter(({ severity }) => severity !== 'rounding')
    .map(({ severity, rule, message }) => `${severity} ${rule}: ${message.zh}`);
}
