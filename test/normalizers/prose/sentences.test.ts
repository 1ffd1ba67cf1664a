import { expect, test } from 'vitest';
import { readParagraphs } from './read.js';

/**
 * Sentences of many wordings, each with the figures and relations that a reader finds in it. A figure is shown as
 * printed with its concept (or its label where it has none), stage and, where they are told, year and bound; a relation as
 * kind, stated value and operands, `?` where a list does not claim to be whole.
 */
const SENTENCES: [sentence: string, figures: string[], relations: string[]][] = [
  [
    '2022年，我单位各项收入共计1,523.60万元，由一般公共预算拨款1,400.00万元、政府性基金预算拨款100.60万元和其他收入23.00万元构成。',
    [
      '1,523.60万元 income.total final',
      '1,400.00万元 income.generalBudget final',
      '100.60万元 income.governmentFund final',
      '23.00万元 income.other final',
    ],
    ['parts 1523.6万元 = 1400万元 100.6万元 23万元'],
  ],
  [
    '全年支出1523.6万元：人员经费800.5万元，公用经费200.1万元，项目支出523万元。',
    [
      '1523.6万元 expenditure.total final',
      '800.5万元 expenditure.personnel final',
      '200.1万元 expenditure.running final',
      '523万元 expenditure.project final',
    ],
    ['parts? 1523.6万元 = 800.5万元 200.1万元 523万元'],
  ],
  [
    '支出总额1523.6万元，其中基本支出1000.6万元（含人员经费800.5万元、公用经费200.1万元），项目支出523万元（含运转类项目123万元、特定目标类项目400万元）。',
    [
      '1523.6万元 expenditure.total final',
      '1000.6万元 expenditure.basic final',
      '800.5万元 expenditure.personnel final',
      '200.1万元 expenditure.running final',
      '523万元 expenditure.project final',
      '123万元 运转类项目 final',
      '400万元 特定目标类项目 final',
    ],
    [
      'parts 1523.6万元 = 1000.6万元 523万元',
      'parts 1000.6万元 = 800.5万元 200.1万元',
      'parts? 523万元 = 123万元 400万元',
    ],
  ],
  [
    '部门预算收入总计900万元，比上年增加100万元，增长12.5%；支出总计900万元，其中：基本支出600万元，占66.67%，项目支出300万元，占33.33%。',
    [
      '900万元 income.total opening',
      '100万元 income.total change',
      '12.5% rate.change change',
      '900万元 expenditure.total final',
      '600万元 expenditure.basic final',
      '66.67% rate.share actual',
      '300万元 expenditure.project final',
      '33.33% rate.share actual',
    ],
    [
      'parts 900万元 = 600万元 300万元',
      'growth 12.5% = 900万元 100万元',
      'share 66.67% = 600万元 900万元',
      'share 33.33% = 300万元 900万元',
    ],
  ],
  [
    '公用经费人均支出1.25万元，较上年人均1.30万元下降3.85%。',
    ['1.25万元 公用经费人均支出 final', '1.30万元 公用经费人均支出 previousFinal 2021', '3.85% rate.change change'],
    ['growth 3.85% = 1.25万元 1.3万元'],
  ],
  [
    '年末结转结余35.2万元，其中：基本支出结转5.2万元，项目支出结转30万元，较年初的40万元减少4.8万元。',
    [
      '35.2万元 balance.current final',
      '5.2万元 基本支出结转 final',
      '30万元 项目支出结转 final',
      '40万元 balance.current opening',
      '4.8万元 balance.current change',
    ],
    ['parts? 35.2万元 = 5.2万元 30万元', 'difference 4.8万元 = 40万元 35.2万元'],
  ],
  [
    '2022年度收入1000万元、支出985.5万元，年末结余14.5万元。',
    ['1000万元 income.total final', '985.5万元 expenditure.total final', '14.5万元 balance.current final'],
    ['difference? 14.5万元 = 1000万元 985.5万元'],
  ],
  [
    '全年共举办培训班12期，培训学员1,560人次，人均培训成本320元，满意度98.6%。',
    ['12期 举办培训班 actual', '1,560人次 培训学员 actual', '320元 人均培训成本 final', '98.6% 满意度 actual'],
    [],
  ],
  [
    '共发放各类补贴3.2亿元，惠及群众12.6万人，其中低保金1.2亿元、特困供养金0.8亿元、临时救助金1.2亿元。',
    [
      '3.2亿元 发放各类补贴 final',
      '12.6万人 惠及群众 actual',
      '1.2亿元 低保金 final',
      '0.8亿元 特困供养金 final',
      '1.2亿元 临时救助金 final',
    ],
    ['parts? 3.2亿元 = 1.2亿元 0.8亿元 1.2亿元'],
  ],
  [
    '2022年年初预算数为800万元，调整预算数为950万元，决算数为940.5万元，完成调整预算的99%。',
    [
      '800万元 budget.total opening',
      '950万元 budget.total adjusted',
      '940.5万元 budget.total final',
      '99% rate.execution actual',
    ],
    ['ratio 99% = 940.5万元 950万元'],
  ],
  [
    '预算执行率达到98.75%，较上年提高2.3个百分点。',
    ['98.75% rate.execution actual', '2.3百分点 rate.change change'],
    [],
  ],
  [
    '办理建议提案56件，办结56件，办结率100%。',
    ['56件 办理建议提案 actual', '56件 办结 actual', '100% 办结率 actual'],
    ['ratio 100% = 56件 56件'],
  ],
  [
    '共有在编人员85人，其中：行政人员20人，参公人员15人，事业人员50人；退休人员30人。',
    [
      '85人 在编人员 actual',
      '20人 行政人员 actual',
      '15人 参公人员 actual',
      '50人 事业人员 actual',
      '30人 退休人员 actual',
    ],
    ['parts? 85人 = 20人 15人 50人'],
  ],
  [
    '接访群众350余人次，化解矛盾纠纷120多起，化解率在95%以上。',
    ['350人次 接访群众 actual about', '120起 化解矛盾纠纷 actual about', '95% 化解率 actual atLeast'],
    [],
  ],
  [
    '根据《关于开展2022年度部门整体支出绩效自评工作的通知》（清财绩〔2023〕15号）要求，我局对2022年度部门整体支出1500.2万元开展绩效自评。联系人：李某，联系电话：0755-26668888。',
    ['1500.2万元 expenditure.total final'],
    [],
  ],
  [
    '“三公”经费年初预算数15万元，实际支出12.3万元，比预算节约2.7万元，节约18%。其中：公务接待费3.1万元，公务用车运行维护费9.2万元，因公出国（境）费0万元。',
    [
      '15万元 threePublic.total opening',
      '12.3万元 threePublic.total final',
      '2.7万元 threePublic.total change',
      '18% rate.change change',
      '3.1万元 threePublic.reception final',
      '9.2万元 threePublic.vehicleRunning final',
      '0万元 threePublic.abroad final',
    ],
    ['parts 12.3万元 = 3.1万元 9.2万元 0万元', 'difference 2.7万元 = 15万元 12.3万元', 'growth 18% = 12.3万元 15万元'],
  ],
  [
    '“三公”经费年初预算数15万元，实际支出12.3万元，比预算节约2.7万元，节约18%。',
    [
      '15万元 threePublic.total opening',
      '12.3万元 threePublic.total final',
      '2.7万元 threePublic.total change',
      '18% rate.change change',
    ],
    ['difference 2.7万元 = 15万元 12.3万元', 'growth 18% = 12.3万元 15万元'],
  ],
  [
    '2022年政府采购预算200万元，实际采购金额188.6万元，其中货物类采购88.6万元、服务类采购100万元，采购执行率94.3%。',
    [
      '200万元 procurement.total opening',
      '188.6万元 procurement.total final',
      '88.6万元 procurement.goods final',
      '100万元 procurement.services final',
      '94.3% 采购执行率 actual',
    ],
    ['parts? 188.6万元 = 88.6万元 100万元', 'ratio 94.3% = 188.6万元 200万元'],
  ],
  [
    '资产总额5,230.45万元，其中流动资产1,230.45万元，固定资产净值3,500万元，无形资产500万元；负债总额230.45万元，净资产5,000万元。',
    [
      '5,230.45万元 assets.total final',
      '1,230.45万元 流动资产 final',
      '3,500万元 固定资产净值 final',
      '500万元 无形资产 final',
      '230.45万元 负债总额 final',
      '5,000万元 净资产 final',
    ],
    ['parts? 5230.45万元 = 1230.45万元 3500万元 500万元', 'difference 5000万元 = 5230.45万元 230.45万元'],
  ],
  [
    '总支出2000万元，较上年1800万元增长11.11%，增加的主要原因是新增项目3个200万元。',
    [
      '2000万元 expenditure.total final',
      '1800万元 expenditure.total previousFinal 2021',
      '11.11% rate.change change',
      '3个 增加的主要原因是新增项目 actual',
      '200万元 增加的主要原因是新增项目 final',
    ],
    ['growth 11.11% = 2000万元 1800万元'],
  ],
  [
    '全年完成造林面积2.5万亩，为年度任务2万亩的125%；治理水土流失面积30平方公里，占任务25平方公里的120%。',
    [
      '2.5万亩 完成造林面积 actual',
      '2万亩 完成造林面积 target',
      '125% rate.completion actual',
      '30平方公里 治理水土流失面积 actual',
      '25平方公里 治理水土流失面积 target',
      '120% rate.completion actual',
    ],
    ['completion 125% = 2.5万亩 2万亩', 'completion 120% = 30平方公里 25平方公里'],
  ],
  [
    '数量指标：指标值≥20次，实际完成22次，分值10分，得分10分；质量指标：合格率≥95%，实际完成97%，分值10分，得分10分。',
    [
      '20次 指标值 target atLeast',
      '22次 数量 actual',
      '10分 score.line target',
      '10分 score.line actual',
      '95% 合格率 actual atLeast',
      '97% 合格率 actual',
      '10分 score.line target',
      '10分 score.line actual',
    ],
    [],
  ],
  [
    '共实施项目12个，其中：市级项目3个，县级项目9个；总投资3,600万元，其中市级资金1,600万元，县级资金2,000万元。',
    [
      '12个 实施项目 actual',
      '3个 市级项目 actual',
      '9个 县级项目 actual',
      '3,600万元 总投资 final',
      '1,600万元 市级资金 final',
      '2,000万元 县级资金 final',
    ],
    ['parts? 12个 = 3个 9个', 'parts? 3600万元 = 1600万元 2000万元'],
  ],
  [
    '上年结转50万元，本年收入950万元，本年支出960万元，年末结转40万元。',
    [
      '50万元 income.carriedIn final',
      '950万元 income.total final',
      '960万元 expenditure.total final',
      '40万元 balance.current final',
    ],
    ['difference 40万元 = 50万元 950万元 −960万元'],
  ],
  [
    '年初结余10.5万元，本年收入100万元，本年支出98万元，年末结余12.5万元。',
    [
      '10.5万元 income.carriedIn opening',
      '100万元 income.total final',
      '98万元 expenditure.total final',
      '12.5万元 balance.current final',
    ],
    ['difference 12.5万元 = 10.5万元 100万元 −98万元'],
  ],
  [
    '公务用车保有量6辆，全年运行维护费13.8万元，平均每辆2.3万元。',
    ['6辆 公务用车保有量 actual', '13.8万元 运行维护费 final', '2.3万元 平均每辆 final'],
    ['product 13.8万元 = 6辆 2.3万元'],
  ],
  [
    '接待国内来访团组45批次、380人次，公务接待费支出2.66万元，人均70元。',
    [
      '45批次 接待国内来访团组 actual',
      '380人次 接待国内来访团组 actual',
      '2.66万元 threePublic.reception final',
      '70元 人均 final',
    ],
    ['product 2.66万元 = 380人次 70元'],
  ],
  [
    '基本支出较上年增加12.6%，主要是人员调资增加35万元、补缴社保18万元。',
    ['12.6% rate.change change', '35万元 基本支出较上年增加 / 人员调资增加 change', '18万元 补缴社保 final'],
    [],
  ],
  [
    '完成固定资产投资1.2亿元，同比增长8.5%，增速高于全市平均水平1.2个百分点。',
    ['1.2亿元 完成固定资产投资 final', '8.5% rate.change change', '1.2百分点 增速高于全市平均水平 actual'],
    [],
  ],
  [
    '项目支出500万元，占总支出1250万元的40%。',
    ['500万元 expenditure.project final', '1250万元 expenditure.total final', '40% rate.share actual'],
    ['share 40% = 500万元 1250万元'],
  ],
  ['人员经费占基本支出的80.05%，公用经费占19.95%。', ['80.05% rate.share actual', '19.95% rate.share actual'], []],
  [
    '我县常住人口约52.3万人，城镇化率53.2%，辖14个乡镇、186个行政村。',
    ['52.3万人 常住人口 actual about', '53.2% 城镇化率 actual', '14个 辖乡镇 actual', '186个 行政村 actual'],
    [],
  ],
  [
    '本级支出800万元，下属单位支出400万元，合计1200万元。',
    ['800万元 本级支出 final', '400万元 下属单位支出 final', '1200万元 合计 final'],
    ['parts 1200万元 = 800万元 400万元'],
  ],
  [
    '其中：工资福利支出500万元，商品和服务支出200万元，对个人和家庭的补助100万元，小计800万元。',
    [
      '500万元 工资福利支出 final',
      '200万元 expenditure.running final',
      '100万元 对个人和家庭的补助 final',
      '800万元 合计 final',
    ],
    ['parts 800万元 = 500万元 200万元 100万元'],
  ],
  [
    '退还保证金1,235,600.50元，处罚金额12万元，涉及企业8家。',
    ['1,235,600.50元 退还保证金 final', '12万元 处罚金额 final', '8家 涉及企业 actual'],
    [],
  ],
  [
    '自评总分为96.5分，其中：投入15分，过程24.5分，产出35分，效果22分。',
    [
      '96.5分 score.total actual',
      '15分 score.line actual',
      '24.5分 score.line actual',
      '35分 score.line actual',
      '22分 score.line actual',
    ],
    [],
  ],
  [
    '决策类指标满分20分，得分19分，扣1分，扣分原因：目标不够细化；过程类指标满分20分，得分20分。',
    [
      '20分 score.line target',
      '19分 score.line actual',
      '1分 扣 actual',
      '20分 score.line target',
      '20分 score.line actual',
    ],
    [],
  ],
  [
    '2020年至2022年累计投入资金3000万元，其中2022年投入1200万元。',
    ['3000万元 累计投入资金 final', '1200万元 投入 final'],
    ['parts? 3000万元 = 1200万元'],
  ],
  [
    '全年预算1,000万元，执行950万元，执行率95%，该项得分9.5分（满分10分）。',
    [
      '1,000万元 budget.total adjusted',
      '950万元 budget.total final',
      '95% rate.execution actual',
      '9.5分 score.line actual',
      '10分 score.line target',
    ],
    ['ratio 95% = 950万元 1000万元'],
  ],
  [
    '我局核定编制数60名（行政编制22名、事业编制38名），年末实有在职人员58人（行政21人、事业37人），退休28人。',
    [
      '60名 staff.authorized final',
      '22名 行政编制 actual',
      '38名 事业编制 actual',
      '58人 staff.actual final',
      '21人 行政 actual',
      '37人 事业 actual',
      '28人 退休 actual',
    ],
    ['parts? 60名 = 22名 38名', 'parts? 58人 = 21人 37人'],
  ],
  [
    '内设办公室、财务股、人事股等8个股室，下辖3个二级单位。',
    ['8个 内设办公室、财务股、人事股等股室 actual', '3个 下辖二级单位 actual'],
    [],
  ],
  [
    '下设5个科室，分别为办公室、财务科、业务科、监察科、法规科。',
    ['5个 下设科室 actual'],
    ['count 5个 = 办公室 财务科 业务科 监察科 法规科'],
  ],
  [
    '收入决算总额1,860.25万元（含上年结转60.25万元），其中财政拨款1,700万元，其他收入100万元。',
    [
      '1,860.25万元 income.total final',
      '60.25万元 income.carriedIn final',
      '1,700万元 income.generalBudget final',
      '100万元 income.other final',
    ],
    ['parts 1860.25万元 = 60.25万元 1700万元 100万元'],
  ],
  [
    '全年总支出 1 860.25 万元，其中基本支出 1 200.25 万元，项目支出 660.00 万元。',
    [
      '1 860.25万元 expenditure.total final',
      '1 200.25万元 expenditure.basic final',
      '660.00万元 expenditure.project final',
    ],
    ['parts 1860.25万元 = 1200.25万元 660万元'],
  ],
  [
    '工程概算总投资1.5亿元，已完成投资9,800万元，占总投资的65.33%，剩余5,200万元。',
    ['1.5亿元 工程概算总投资 final', '9,800万元 已完成投资 final', '65.33% rate.share actual', '5,200万元 剩余 final'],
    ['share 65.33% = 9800万元 1.5亿元'],
  ],
  [
    '培训教师1200人次，比计划1000人次多200人次，完成率为120%。',
    [
      '1200人次 培训教师 actual',
      '1000人次 培训教师 target',
      '200人次 培训教师 / 多 change',
      '120% rate.completion actual',
    ],
    ['difference 200人次 = 1200人次 1000人次', 'completion 120% = 1200人次 1000人次'],
  ],
  ['水费、电费分别为3.2万元、5.6万元。', ['3.2万元 水费 final', '5.6万元 电费 final'], []],
  [
    '2020年、2021年、2022年“三公”经费分别为20万元、18万元、15万元，呈逐年下降趋势。',
    ['20万元 threePublic.total final 2020', '18万元 threePublic.total final 2021', '15万元 threePublic.total final'],
    [],
  ],
  [
    '部门整体支出1200万元，比上年度增加100万元，增幅9.09%，其中：基本支出700万元，比上年度增加20万元，增幅2.94%；项目支出500万元，比上年度增加80万元，增幅19.05%。',
    [
      '1200万元 expenditure.total final',
      '100万元 expenditure.total change',
      '9.09% rate.change change',
      '700万元 expenditure.basic final',
      '20万元 expenditure.basic change',
      '2.94% rate.change change',
      '500万元 expenditure.project final',
      '80万元 expenditure.project change',
      '19.05% rate.change change',
    ],
    [
      'parts 1200万元 = 700万元 500万元',
      'growth 9.09% = 1200万元 100万元',
      'growth 2.94% = 700万元 20万元',
      'growth 19.05% = 500万元 80万元',
    ],
  ],
  [
    '按经济分类：工资福利支出600万元，商品和服务支出80万元，对个人和家庭的补助支出20万元。',
    ['600万元 工资福利支出 final', '80万元 expenditure.running final', '20万元 对个人和家庭的补助支出 final'],
    [],
  ],
  [
    '截至2022年底，固定资产原值850.6万元，累计折旧350.6万元，净值500万元。',
    ['850.6万元 assets.total final', '350.6万元 累计折旧 final', '500万元 净值 final'],
    ['difference 500万元 = 850.6万元 350.6万元'],
  ],
  ['预算调整率=（1200-1000）/1000×100%=20%。', ['20% rate.adjustment actual'], []],
  [
    '执行率=950.5/1000×100%=95.05%，得分=10×95.05%=9.51分。',
    ['950.5 执行率 final', '95.05% rate.execution actual', '95.05% 得分 actual', '9.51分 得分 actual'],
    [],
  ],
  [
    '非税收入完成52.6万元，占年初预算60万元的87.67%。',
    ['52.6万元 非税收入 final', '60万元 非税收入 opening', '87.67% rate.share actual'],
    ['share 87.67% = 52.6万元 60万元'],
  ],
  [
    '兑现奖补资金60万元，每户补助0.5万元，惠及120户。',
    ['60万元 兑现奖补资金 final', '0.5万元 每户补助 final', '120户 惠及 actual'],
    [],
  ],
  [
    '群众满意度由95.2%提升到97.6%，提高2.4个百分点。',
    ['95.2% 群众满意度 actual', '97.6% 提升 actual', '2.4百分点 rate.change change'],
    ['difference 2.4百分点 = 97.6% 95.2%'],
  ],
  [
    '全年节约资金15.6万元，节约率3.2%；采购项目25个，其中公开招标10个，竞争性磋商8个，询价7个。',
    [
      '15.6万元 节约资金 final',
      '3.2% rate.change change',
      '25个 采购项目 actual',
      '10个 公开招标 actual',
      '8个 竞争性磋商 actual',
      '7个 询价 actual',
    ],
    ['parts? 25个 = 10个 8个 7个'],
  ],
  ['依据财预〔2022〕10号文件和《预算法》第32条规定，第3季度拨付资金200万元。', ['200万元 第3季度拨付资金 final'], []],
  ['联系电话：010-88886666，邮编：100010，传真0731－8888999。', [], []],
  [
    'G107国道改造5.6公里，10kV线路12公里，“12315”热线受理投诉386件，“一网通办”事项100项。',
    [
      '5.6公里 G107国道改造 actual',
      '12公里 10kV线路 actual',
      '386件 “12315”热线受理投诉 actual',
      '100项 “一网通办”事项 actual',
    ],
    [],
  ],
  [
    '本部门２０２２年支出合计１，２００．５０万元，其中：基本支出８００．３０万元，项目支出４００．２０万元。',
    [
      '１，２００．５０万元 expenditure.total final',
      '８００．３０万元 expenditure.basic final',
      '４００．２０万元 expenditure.project final',
    ],
    ['parts 1200.5万元 = 800.3万元 400.2万元'],
  ],
  [
    '总支出100万元，基本支出和项目支出分别为60万元和40万元，分别占60%和40%。',
    [
      '100万元 expenditure.total final',
      '60万元 expenditure.basic final',
      '40万元 expenditure.project final',
      '60% rate.share actual',
      '40% rate.share actual',
    ],
    ['parts 100万元 = 60万元 40万元', 'share 60% = 60万元 100万元', 'share 40% = 40万元 100万元'],
  ],
  [
    '2021年和2022年公务接待费分别为5万元和4万元，下降20%。',
    ['5万元 threePublic.reception final 2021', '4万元 threePublic.reception final', '20% rate.change change'],
    ['growth 20% = 4万元 5万元'],
  ],
  [
    '项目支出300万元，主要用于：一是道路维修120万元；二是设备购置100万元；三是信息化建设80万元。',
    [
      '300万元 expenditure.project final',
      '120万元 道路维修 final',
      '100万元 设备购置 final',
      '80万元 信息化建设 final',
    ],
    ['parts? 300万元 = 120万元 100万元 80万元'],
  ],
  [
    '我单位2022年部门预算总额为1,050.00万元，其中：一般公共预算850万元、上年结转100万元、单位资金100万元；实际支出1,008万元，预算执行率96%。',
    [
      '1,050.00万元 budget.total opening',
      '850万元 income.generalBudget opening',
      '100万元 income.carriedIn opening',
      '100万元 单位资金 opening',
      '1,008万元 expenditure.total final',
      '96% rate.execution actual',
    ],
    ['parts? 1050万元 = 850万元 100万元 100万元', 'ratio 96% = 1008万元 1050万元'],
  ],
  [
    '2022年支出决算980万元，同比2021年的1000万元下降2%，减少20万元。',
    [
      '980万元 expenditure.total final',
      '1000万元 expenditure.total final 2021',
      '2% rate.change change',
      '20万元 expenditure.total change',
    ],
    ['growth 2% = 980万元 1000万元', 'difference 20万元 = 1000万元 980万元'],
  ],
  [
    '与2021年相比，公务接待费减少0.5万元，下降20%。',
    ['0.5万元 threePublic.reception change', '20% rate.change change'],
    [],
  ],
  [
    '全县共有学校35所（其中小学20所、初中10所、高中5所），在校学生23,456人，专任教师1,890人，师生比1:12.4。',
    [
      '35所 学校 actual',
      '20所 小学 actual',
      '10所 初中 actual',
      '5所 高中 actual',
      '23,456人 在校学生 actual',
      '1,890人 专任教师 actual',
    ],
    ['parts? 35所 = 20所 10所 5所'],
  ],
  [
    '当年收入800万元，当年支出790万元，当年结余10万元，累计结余35万元。',
    [
      '800万元 income.total final',
      '790万元 expenditure.total final',
      '10万元 balance.current final',
      '35万元 balance.accumulated final',
    ],
    ['difference 10万元 = 800万元 790万元'],
  ],
  [
    '截至12月底，累计完成支出1.05亿元，支出进度为92.1%，高于序时进度0.4个百分点。',
    ['1.05亿元 累计完成支出 final', '92.1% rate.execution actual', '0.4百分点 高于序时进度 actual'],
    [],
  ],
  [
    '新建标准化厂房3.2万平方米，占计划3万平方米的106.67%；引进企业16家（其中规上企业5家）。',
    [
      '3.2万平方米 新建标准化厂房 actual',
      '3万平方米 新建标准化厂房 target',
      '106.67% rate.completion actual',
      '16家 引进企业 actual',
      '5家 规上企业 actual',
    ],
    ['parts? 16家 = 5家', 'completion 106.67% = 3.2万平方米 3万平方米'],
  ],
  [
    '整改问题23个，已完成整改21个，整改完成率91.3%。',
    ['23个 整改问题 actual', '21个 已完成整改 actual', '91.3% 整改完成率 actual'],
    [],
  ],
  [
    '我局人均办公费0.32万元，人均差旅费0.45万元，均低于上年水平。',
    ['0.32万元 人均办公费 final', '0.45万元 人均差旅费 final'],
    [],
  ],
  [
    '本年支出按功能分类：社会保障和就业支出700.5万元，占87.56%；卫生健康支出60.2万元，占7.53%；住房保障支出39.3万元，占4.91%，合计800万元。',
    [
      '700.5万元 社会保障和就业支出 final',
      '87.56% rate.share actual',
      '60.2万元 卫生健康支出 final',
      '7.53% rate.share actual',
      '39.3万元 住房保障支出 final',
      '4.91% rate.share actual',
      '800万元 合计 final',
    ],
    ['parts 800万元 = 700.5万元 60.2万元 39.3万元'],
  ],
  [
    '公务用车购置及运行维护费9.2万元，其中：购置费0万元，运行维护费9.2万元。',
    ['9.2万元 threePublic.vehicle final', '0万元 购置费 final', '9.2万元 运行维护费 final'],
    ['parts? 9.2万元 = 0万元 9.2万元'],
  ],
  [
    '培训费3万元，会议费2万元，差旅费5万元，三项合计10万元。',
    ['3万元 培训费 final', '2万元 会议费 final', '5万元 差旅费 final', '10万元 合计 final'],
    ['parts 10万元 = 3万元 2万元 5万元'],
  ],
  [
    '2022年会议费8200元，2021年会议费9000元，比上年-800元。培训费5000元，比上年-1000元，增减变化的主要原因是：精简会议。',
    [
      '8200元 会议费 final',
      '9000元 会议费 final 2021',
      '-800元 会议费 / 比上年 change',
      '5000元 培训费 final',
      '-1000元 培训费 / 比上年 change',
    ],
    ['difference -800元 = 8200元 9000元'],
  ],
  [
    '年中预算调增数60万元，其中基本支出预算调减12.5万元，项目支出预算调增72.5万元。',
    [
      '60万元 expenditure.total adjustment',
      '12.5万元 expenditure.basic adjustment',
      '72.5万元 expenditure.project adjustment',
    ],
    ['parts 60万元 = -12.5万元 72.5万元'],
  ],
  [
    '纳入预算编制的单位2个，其中：机关1个，事业单位1个，未独立核算的站所3个。',
    ['2个 纳入预算编制的单位 actual', '1个 机关 actual', '1个 事业单位 actual', '3个 未独立核算的站所 actual'],
    ['parts? 2个 = 1个 1个'],
  ],
];

test.each(SENTENCES)('%s', (sentence, figures, relations) => {
  const { shown, related } = readParagraphs(sentence);
  expect(shown).toEqual(figures);
  expect(related).toEqual(relations);
});
