import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FactBook } from '../../normalizers/fact-book.js';
import { readProse } from '../../normalizers/prose/index.js';
import type { Fact, RawBlock, RawDocument, ReportTable } from '../../schemas/index.js';
import { tableOf } from './tables.js';

const IDENTITY = { title: '', province: '', county: '清溪县', department: '清溪县教育局', year: '2022' };

function read(text: string, tables: ReportTable[] = []) {
  const blocks: RawBlock[] = text.split('\n').map((line, index) => ({
    kind: 'paragraph',
    text: line,
    segments: [{ start: 0, place: { line: index + 1, start: 0, end: line.length } }],
  }));
  if (tables.length > 0) blocks.push({ kind: 'table', rows: 0, columns: 0, cells: [], pages: [], place: { table: 0 } });
  const raw: RawDocument = { format: 'text', pages: [], blocks, furniture: [], notices: [] };
  const book = new FactBook();
  const result = readProse(raw, tables, IDENTITY, book);
  const byId = new Map(book.facts.map((each) => [each.id, each]));
  const fact = (id: string): Fact => byId.get(id)!;
  const show = (id: string): string => `${fact(id).text}${fact(id).unit === '%' ? '' : fact(id).unit}`;
  return {
    ...result,
    facts: book.facts,
    told: book.facts.map((each) =>
      [each.text, each.unit, each.concept, each.stage, each.period, each.bound]
        .filter((part) => part !== undefined)
        .join(' '),
    ),
    stated: result.statements.map(
      ({ kind, stated, operands, complete, members }) =>
        `${kind}${complete ? '' : '?'} ${show(stated)} = ${[...operands.map(show), ...(members ?? [])].join(' ')}`,
    ),
    tree: result.scorings.flatMap(({ nodes }) =>
      nodes.map(
        (node) =>
          `${node.label} ${node.weightFact ? fact(node.weightFact).value : '-'} ${node.scoreFact ? fact(node.scoreFact).value : '-'} ${node.children.length}`,
      ),
    ),
  };
}

describe('amounts of sentences', () => {
  test.each<[sentence: string, ...told: string[]]>([
    [
      '2022年度年初预算收入1,200.50万元，决算总支出1180.3万元。',
      '1,200.50 万元 income.total opening 2022',
      '1180.3 万元 expenditure.total final 2022',
    ],
    [
      '“三公”经费决算数3.2元，比上年减少0.4万元，下降11.1%。',
      '3.2 元 threePublic.total final 2022',
      '0.4 万元 threePublic.total change 2022',
      '11.1% % rate.change change 2022',
    ],
    [
      '培训教师300余人，近9万余次点击，1.2万人次受益。',
      '300 人 unnamed actual 2022 about',
      '9 万次 unnamed actual 2022 about',
      '1.2 万人次 unnamed actual 2022',
    ],
    ['截至2022年12月31日，公务接待费0.50万元。', '0.50 万元 threePublic.reception final 2022'],
    ['2021年会议费支出5000元。', '5000 元 unnamed final 2021'],
    ['培训2316（占105.3%）人。', '2316 人 unnamed actual 2022', '105.3% % rate.share actual 2022'],
    ['满意率达95%以上，投诉不超过3件。', '95% % unnamed actual 2022 atLeast', '3 件 unnamed actual 2022 atMost'],
    ['补助标准为100元/人/年。', '100 元/人/年 unnamed actual 2022'],
    [
      '年末结转和结余16.66万元，年初结转和结余5万元。',
      '16.66 万元 balance.current final 2022',
      '5 万元 income.carriedIn opening 2022',
    ],
    ['在职82人，编制人数123人。', '82 人 staff.actual final 2022', '123 人 staff.authorized final 2022'],
    ['完成目标任务900人的106.44%。', '900 人 unnamed target 2022', '106.44% % rate.completion actual 2022'],
  ])('%s', (sentence, ...told) => {
    expect(read(sentence).told).toEqual(told);
  });

  test.each([
    '根据〔2022〕12号文件，联系电话：0731-8882400，13800000000。',
    '开展“311”就业服务，受理12345热线，系统V3.0上线。',
    '（1）按“一件事一次办”改革，第3次会议后24小时值守，满60周岁。',
    '报告日期：2023年3月24日，2022—2023年度，6、9、11月。',
    '《关于下达2022年50万元资金的通知》',
    '1、2、3、',
  ])('none in %s', (sentence) => {
    expect(read(sentence).told).toEqual([]);
  });

  test('a list number glued to the figure behind it', () => {
    expect(read('1. 整体情况\n2.100万元以上项目：').told).toEqual(['100 万元 unnamed final 2022 atLeast']);
    expect(read('完成投资2.100万元。').told).toEqual(['2.100 万元 unnamed final 2022']);
  });

  test('the place is that of the digits', () => {
    const { facts } = read('概况。\n总支出 88.5 万元。');
    expect(facts[0]).toMatchObject({ text: '88.5', unit: '万元', decimals: 1, place: { line: 2, start: 4, end: 8 } });
  });

  test('a label does not take the noun of the count before it', () => {
    expect(read('聘用5名人员3.5万元，奖励80名教师、20名校长。').facts.map((fact) => fact.label)).toEqual([
      '聘用人员',
      '聘用人员',
      '奖励教师',
      '校长',
    ]);
  });

  test('the head office speaks for its section only where tables tell units apart', () => {
    const table = tableOf('t1', 'expenditure', '单位 | 支出合计\n局机关 | 5\n实验小学 | 6');
    table.rows = [
      { index: 1, path: [], label: '局机关', role: 'figure', partOf: null, subject: '局机关' },
      { index: 2, path: [], label: '实验小学', role: 'figure', partOf: null, subject: '实验小学' },
    ];
    const text = '一、概况\n本单位总支出5万元。\n其中实验小学总支出6万元。\n二、全局\n总支出11万元。';
    expect(read(text, [table]).facts.map((fact) => fact.subject)).toEqual(['本单位', '实验小学', 'summary']);
    expect(read(text).facts.map((fact) => fact.subject)).toEqual(['summary', 'summary', 'summary']);
  });
});

describe('stated relations', () => {
  test.each<[sentence: string, ...stated: string[]]>([
    [
      '总支出100万元，其中：基本支出60万元，占总支出60%，项目支出40万元。',
      'parts 100万元 = 60万元 40万元',
      'share 60% = 60万元 100万元',
    ],
    ['实际支出90.5万元，包括设备购置50万元、维修费40.5万元。', 'parts 90.5万元 = 50万元 40.5万元'],
    ['培训费10万元，其中教师培训4万元、校长培训3万元等。', 'parts? 10万元 = 4万元 3万元'],
    [
      '项目支出60万元，其中项目3个，具体支出为：营养餐（市级）30万元；2022年校车补助20万元；校舍维修10万元。',
      'parts 60万元 = 30万元 20万元 10万元',
      'count 3个 = 30万元 20万元 10万元',
    ],
    ['招聘教师109名，其中研究生9人；招聘校医16人，其中本科5人。', 'parts? 109名 = 9人', 'parts? 16人 = 5人'],
    [
      '退回资金3000元，涉及5人，其中：甲类2人1000元、乙类3人2000元。',
      'parts? 5人 = 2人 3人',
      'parts? 3000元 = 1000元 2000元',
    ],
    [
      '总支出100万元，其中：基本支出70万元（其中：人员经费50万元，公用经费20万元），项目支出30万元。',
      'parts 100万元 = 70万元 30万元',
      'parts 70万元 = 50万元 20万元',
    ],
    ['预算调增数90万元，其中基本支出预算调减10万元，项目支出预算调增100万元。', 'parts 90万元 = 10万元 100万元'],
    ['2022年培训费8000元，2021年培训费9000元，比上年减少1000元。', 'difference 1000元 = 9000元 8000元'],
    ['年初预算收入80万元。决算总收入100万元，较预算增加20万元。', 'difference 20万元 = 100万元 80万元'],
    ['接待费3万元，比上年的4万元减少1万元，下降25%。', 'difference 1万元 = 4万元 3万元', 'growth 25% = 3万元 4万元'],
    ['接待费3万元，比上年减少1万元，下降25%。', 'growth 25% = 3万元 1万元'],
    ['基金总收入300万元，总支出250万元；当期结余50万元，累计结余90万元。', 'difference 50万元 = 300万元 250万元'],
    [
      '新增就业958人，完成目标任务900人的106.44%；培训50人，完成目标任务40人的125%。',
      'completion 106.44% = 958人 900人',
      'completion 125% = 50人 40人',
    ],
    ['全年预算数为200万元，实际执行数为190万元，预算执行率95%。', 'ratio 95% = 190万元 200万元'],
    [
      '设4个股室：办公室、人事股（老干股）、财务股、基础教育股。',
      'count 4个 = 办公室 人事股（老干股） 财务股 基础教育股',
    ],
    ['下属单位为2个（实验小学、第一中学）。', 'count 2个 = 实验小学 第一中学'],
    ['为30人发放补贴，每人每年100元，共计3000元。', 'product 3000元 = 30人 100元'],
    ['年初预算100万元，调整后预算120万元，预算调整率20%。', 'growth 20% = 120万元 100万元'],
    ['设5个股室：办公室、人事股、财务股等。'],
    [
      '收入总计200万元，其中财政拨款收入150万元，占75%；其他收入50万元，占25%。',
      'parts 200万元 = 150万元 50万元',
      'share 75% = 150万元 200万元',
      'share 25% = 50万元 200万元',
    ],
    ['本年支出合计90万元，比上年增加10万元。其中：基本支出50万元；项目支出40万元。', 'parts 90万元 = 50万元 40万元'],
    [
      '三公经费支出12万元，比年初预算15万元减少3万元，完成预算的80%。',
      'difference 3万元 = 15万元 12万元',
      'ratio 80% = 12万元 15万元',
    ],
    ['实有在职人员52人，其中行政编制20人、事业编制32人，退休人员15人。', 'parts? 52人 = 20人 32人'],
    ['投入10万元，其中设备5万元，完成改造任务，新建校舍20万元。', 'parts? 10万元 = 5万元'],
  ])('%s', (sentence, ...stated) => {
    expect(read(sentence).stated).toEqual(stated);
  });

  test('a list of hundreds that goes on over paragraphs', () => {
    const items = Array.from({ length: 300 }, (_, index) => `第${index + 1}小学维修${index + 1}.5万元`);
    const text = `项目支出45300万元，具体为：${items.slice(0, 100).join('；')}；\n${items.slice(100).join('；')}。`;
    const { statements } = read(text);
    expect(statements).toHaveLength(1);
    expect(statements[0]?.operands).toHaveLength(300);
  });

  test('a goal in a table is the target of a completion told in prose', () => {
    const goals = tableOf('t1', 'goals', '一级指标 | 年度目标值 | 实际完成值\n数量指标 | 新增学位800个 | 100%');
    const { statements, facts } = read('新增学位900个（占112.5%）。', [goals]);
    const target = facts.find((fact) => fact.value === '800');
    expect(target).toMatchObject({
      label: '新增学位',
      stage: 'target',
      source: 'table',
      table: 't1',
      row: 1,
      column: 1,
    });
    expect(statements).toMatchObject([{ kind: 'completion', operands: ['f1', target!.id] }]);
  });
});

describe('scores in prose', () => {
  test('a summary, weights in headings, nested paragraphs, items, restated and even scores', () => {
    const { tree, stated, claims } = read(
      [
        '绩效评价综合得分为88.5分，评价等级为良。其中预算管理得分18.5分，产出指标得分40分，效益指标30分。',
        '1、预算管理（20分）',
        '（1）预算执行率年初目标值100%，实际完成值为85%，满分10分，得8.5分；',
        '（2）预算调整率目标值≤5%，实际完成值3%，满分10分，得10分。',
        '2、产出指标（50分）',
        '（1）数量指标：满分41分，得分31分。',
        '培训教师300人，得20分；开展教研40场，得11分。总计31分。',
        '（2）质量指标：满分9分，得分9分。',
        '合格率100%，及格率100%，优良率100%。每项质量指标均得3分，总计9分。',
        '3、效益指标（30分）',
        '（1）社会效益：满分30分，得30分。',
        '提升了满意度，工作有序开展，计30分。',
      ].join('\n'),
    );
    expect(tree).toEqual([
      '综合得分 - 88.5 3',
      '预算管理 20 18.5 2',
      '产出指标 50 40 2',
      '效益指标 30 30 1',
      '预算执行率 10 8.5 0',
      '预算调整率 10 10 0',
      '数量指标 41 31 2',
      '培训教师 - 20 0',
      '开展教研 - 11 0',
      '质量指标 9 9 3',
      '合格率 - 3 0',
      '及格率 - 3 0',
      '优良率 - 3 0',
      '社会效益 30 30 0',
    ]);
    expect(stated).toEqual(['same 31分 = 31分', 'same 9分 = 9分', 'same 30分 = 30分']);
    expect(claims).toMatchObject([{ kind: 'grade', value: '良', facts: ['f1'] }]);
  });

  test('sections in numbered paragraphs, lines in unnumbered ones with a label', () => {
    const { tree } = read(
      [
        '经评价，绩效评价得分为97分。自评结果为优秀。',
        '1、资金情况总分10分，得分9分。预算执行率为90%。',
        '2、产出及效益指标总分为90分，得分88分，主要情况如下：',
        '(1) 产出指标总分为60分，得分58分。',
        '数量指标：年初设定目标为招生人数，考评为100%完成，得38分。',
        '质量指标：年初设定目标为升学率。未全部达到，得20分。',
        '(2) 效益指标总分30分，得分30分。经济效益指标：完成年初目标，得30分。',
      ].join('\n'),
    );
    expect(tree).toEqual([
      '综合得分 - 97 2',
      '资金情况 10 9 0',
      '产出及效益指标 90 88 2',
      '产出指标 60 58 2',
      '数量指标 - 38 0',
      '质量指标 - 20 0',
      '效益指标 30 30 1',
      '经济效益指标 - 30 0',
    ]);
  });

  test('a score that is said again and differs is compared, not added', () => {
    const { stated, tree } = read('绩效评价得分为90分。\n（1）时效指标：满分9分，得9分。\n工作按期完成，计8分。');
    expect(stated).toEqual(['same 8分 = 9分']);
    expect(tree).toEqual(['综合得分 - 90 1', '时效指标 9 9 0']);
  });

  test('indicators in running text, added up at the end', () => {
    const { tree } = read(
      '预算执行率为98.00%，得9.8分；产出指标满分50分，自评得分48分；效益指标30分，得分30分；满意度指标10分，得分10分。合计97.8分。',
    );
    expect(tree).toEqual([
      '综合得分 - 97.8 4',
      '预算执行率 - 9.8 0',
      '产出指标 50 48 0',
      '效益指标 30 30 0',
      '满意度指标 10 10 0',
    ]);
  });

  test('bands and rules are no scores', () => {
    const { tree, claims } = read('评价得分90分以上为优秀，80分-90分为良。未公开的扣2分，每超一项扣0.5分。');
    expect(tree).toEqual([]);
    expect(claims.map(({ kind, value }) => `${kind} ${value}`)).toEqual(['gradeBand 优秀', 'gradeBand 良']);
  });
});

describe('claims', () => {
  test.each([
    ['本部门无结转结余。', 'noBalance', '无结余'],
    ['全面完成年度绩效目标。', 'complete', '全面完成'],
    ['支出控制在预算范围内。', 'withinBudget', '控制在预算内'],
  ])('%s', (text, kind, value) => {
    expect(read(text).claims).toMatchObject([{ kind, value, place: { line: 1 } }]);
  });
});

describe('laws', () => {
  test('every fact prints its own characters at its place, and reading twice gives the same', () => {
    const piece = fc.constantFrom(
      '总支出',
      '其中：',
      '12.5万元',
      '3人',
      '（占5%）',
      '，',
      '；',
      '。',
      '、',
      '较上年',
      '增加',
      '2022年',
      '第3',
      '得5分',
      '\n',
      '《',
      '》',
      '1.',
      '约',
      '包括',
      '%',
      '(',
      '）',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const once = read(text);
        const lines = text.split('\n');
        for (const fact of once.facts) {
          const { line, start, end } = fact.place;
          expect(lines[line! - 1]!.slice(start, end)).toBe(fact.text);
        }
        const ids = new Set(once.facts.map((fact) => fact.id));
        for (const each of once.statements)
          expect([each.stated, ...each.operands].every((id) => ids.has(id))).toBe(true);
        expect(read(text).statements).toEqual(once.statements);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    '总支出100万元，其中：基本支出60万元，项目支出40万元；',
    '目',
    '9',
    '1,',
    '（',
    '《',
    '、其中',
    '12.5万元',
    '得5分；',
    '2022年',
  ])('time grows with length: one long line of %s', (unit) => {
    const started = process.cpuUsage();
    read(unit.repeat(Math.ceil(60_000 / unit.length)));
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(4000);
  });
});
