import { describe, expect, test } from 'vitest';
import { FactBook } from '../../normalizers/fact-book.js';
import { readScorings } from '../../normalizers/scoring/index.js';
import { numberInWords, pointsIn, splitLabel } from '../../normalizers/scoring/label.js';
import type { ReportTable } from '../../schemas/index.js';
import { tableOf } from './tables.js';

const IDENTITY = { title: '', province: '', county: '清溪县', department: '清溪县教育局', year: '2022' };

function read(...tables: ReportTable[]) {
  const book = new FactBook();
  const result = readScorings(tables, IDENTITY, book);
  const value = (id?: string): string => (id ? (book.facts.find((fact) => fact.id === id)?.value ?? '?') : '-');
  const trees = result.scorings.map((scoring) => {
    const show = (id: string, depth: number): string[] => {
      const node = scoring.nodes.find((each) => each.id === id)!;
      const marks = `${node.deduction ? ' deduction' : ''}${node.sharedWeight ? ' shared' : ''}`;
      const line = `${'  '.repeat(depth)}${node.label} ${value(node.weightFact)} ${value(node.scoreFact)}${marks}`;
      return [line, ...node.children.flatMap((child) => show(child, depth + 1))];
    };
    return show(scoring.nodes[0]!.id, 0).join('\n');
  });
  return { ...result, facts: book.facts, trees };
}

describe('score sheets', () => {
  test('总分 is that of the sheet where the labels of the last section reach into its row', () => {
    const { trees } = read(
      tableOf(
        't1',
        'scoreSheet',
        `指标 | 一级指标 | 二级指标 | 三级指标 | 分值 | 自评得分
         绩效 | 产出（90分） | 数量指标 | 培训人数 | 90 | 88
         ^ | 满意度（10分） | 服务对象 | 群众满意度 | 10 | 10
         ^ | ^ | | 总分 | 100 | 98`,
      ),
    );
    expect(trees).toEqual([
      [
        '总分 100 98',
        '  产出 90 -',
        '    数量指标 - -',
        '      培训人数 90 88',
        '  满意度 10 -',
        '    服务对象 - -',
        '      群众满意度 10 10',
      ].join('\n'),
    ]);
  });

  test('a row in which nothing begins, the strip of one that a page cut, is no line and no section', () => {
    const { trees } = read(
      tableOf(
        't1',
        'scoreSheet',
        `一级指标 | 二级指标 | 三级指标 | 评分标准 | 分值 | 自评得分
         产 出（20分） | 履职（20分） | 建成率 | 按考核结果，由单位细化 | 12 | 12
         ^ | ^ | | ^ | |
         ^ | ^ | 完成率 | ^ | 8 | 7
         总 分 | | | | 20 | 19`,
      ),
    );
    expect(trees).toEqual([
      ['总分 20 19', '  产出 20 -', '    履职 20 -', '      建成率 12 12', '      完成率 8 7'].join('\n'),
    ]);
  });

  test('weights in labels, a page break that repeats header and labels, a weight over lines, a blank section cell', () => {
    const first = tableOf(
      't1',
      'scoreSheet',
      `一级指标 | 二级指标 | 三级指标 | 评分标准 | 分值 | 自评得分 | 扣分原因和其他说明
       投 入\\n（10分） | 预算配置\\n（10分） | 控制率 | 每超1个百分点扣0.5分 | 5 | 5 |
       ^ | ^ | 变动率 | ≤0，计5分 | 5 | 4 | 接待增加
       过 程\\n（20分） | 预算管理（15分） | 制度健全性 | 有制度，10分 | 10 | 10 |
       ^ |   | 公务卡 | 达50%，得5分 | 5 | 3.5 |`,
    );
    const second = tableOf(
      't2',
      'scoreSheet',
      `一级指标 | 二级指标 | 三级指标 | 评分标准 | 分值 | 自评得分 | 扣分原因和其他说明
       过 程（20分） | 资产管理（5分） | 利用率 | 每低1%扣0.1分 | 5 | 5 |
       效 果（70分） | 效益（70分） | 经济效益 | 合起来评 | 70 | 30 |
       ^ | ^ | 社会效益 | ^ | ^ | 40 |
       扣分项（10分） | < | < | 不配合的扣分 | 10 | |
       总 分 | | | | 100 | 97.5 |`,
    );
    const { trees, indicators, facts } = read(first, second);
    expect(trees).toEqual([
      [
        '总分 100 97.5',
        '  投入 10 -',
        '    预算配置 10 -',
        '      控制率 5 5',
        '      变动率 5 4',
        '  过程 20 -',
        '    预算管理 15 -',
        '      制度健全性 10 10',
        '      公务卡 5 3.5',
        '    资产管理 5 -',
        '      利用率 5 5',
        '  效果 70 -',
        '    效益 70 -',
        '      经济效益 70 30 shared',
        '      社会效益 70 40 shared',
        '  扣分项 10 - deduction',
      ].join('\n'),
    ]);
    expect(indicators[1]).toMatchObject({
      level1: '投入',
      level2: '预算配置',
      level3: '变动率',
      weight: '5',
      score: '4',
      rule: '≤0，计5分',
      reason: '接待增加',
      table: 't1',
      row: 2,
    });
    expect(facts.every((fact) => fact.unit === '分' && fact.fineness === 1 && fact.period === '2022')).toBe(true);
  });

  test('the national form: execution row, sections with weights in labels, lines without figures, total', () => {
    const execution = tableOf(
      't1',
      'budgetExecution',
      `预算部门 | < | 清溪县教育局 | < | < | < | < | <
       年度预算申请 | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分
       ^ | 年度资金总额 | 100 | 120 | 108 | 10 | 90% | 9
       ^ | 按收入性质分： | < | < | 按支出性质分： | < | < | <
       ^ | 其中：一般公共预算：120 | < | < | 其中：基本支出：100 | < | < | <`,
    );
    const goals = tableOf(
      't2',
      'indicators',
      `绩\\n效\\n指\\n标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析
       ^ | 产出指标\\n（50分） | 数量指标 | 培训人数 | ≥100人 | 120人 | 50 | 50 |
       ^ | 效益指标\\n（30分） | 社会效益 | 知晓率 | 90% | 92% | | |
       ^ | 满意度（10分） | 满意度 | 群众满意度 | 95% | 96% | 10 | |
       总分 | < | < | < | < | < | 100 | 99 | <`,
    );
    const { trees, indicators } = read(execution, goals);
    expect(trees).toEqual([
      [
        '总分 100 99',
        '  年度资金总额 10 9',
        '  产出指标 50 -',
        '    数量指标 - -',
        '      培训人数 50 50',
        '  效益指标 30 -',
        '    社会效益 - -',
        '      知晓率 - -',
        '  满意度 10 -',
        '    满意度 - -',
        '      群众满意度 10 -',
      ].join('\n'),
    ]);
    expect(indicators[0]).toMatchObject({ weight: '10', score: '9', actual: '90%' });
    expect(indicators[1]).toMatchObject({ target: '≥100人', actual: '120人' });
    expect(indicators[3]).toMatchObject({ weight: '10', score: null });
  });

  test('two score columns, a subtotal, a rule that goes on in the next row, weights of sections in columns of their own', () => {
    const { trees, indicators, facts } = read(
      tableOf(
        't1',
        'scoreSheet',
        `一级指标 | 权重 | 二级指标 | 分值 | 评分细则 | 自评得分 | 复核分
         产出 | 60 | 数量 | 40 | 完成得满分； | 40分 | 39
         ^ | | | | 否则不得分。 | |
         ^ | | 质量 | 20 | 合格得满分 | 捌分 | 8
         ^ | | 小计 | 60 | | 48 | 47
         效益 | 40 | 社会 | 40 | 有得满分 | 40 | 40
         合计 | | | 100 | | 88 | 87`,
      ),
    );
    expect(trees).toEqual([
      ['合计 100 88', '  产出 60 48', '    数量 40 40', '    质量 20 8', '  效益 40 -', '    社会 40 40'].join('\n'),
    ]);
    expect(indicators[0]?.rule).toBe('完成得满分；否则不得分。');
    expect(facts.filter((fact) => fact.label.endsWith('复核分')).map((fact) => fact.value)).toEqual([
      '39',
      '8',
      '47',
      '40',
      '87',
    ]);
  });

  test('a cover tells score and grade; a goal table without scores makes indicators but no scoring', () => {
    const { trees, claims, indicators, scorings } = read(
      tableOf(
        't1',
        'indicators',
        `评价内容 | < | 绩效目标 | 完成情况\n产出目标 | 质量指标 | 指标1：新增岗位800个。 | 100%`,
      ),
      tableOf('t2', 'cover', `绩效自评综合得分 | 95\n评价等次 | 优秀`),
    );
    expect(trees).toEqual(['绩效自评综合得分 - 95']);
    expect(scorings[0]?.source).toBe('cover');
    expect(claims).toMatchObject([{ kind: 'grade', value: '优秀' }]);
    expect(indicators).toMatchObject([
      {
        level1: '产出目标',
        level2: '质量指标',
        level3: '新增岗位800个',
        target: '指标1：新增岗位800个。',
        actual: '100%',
      },
    ]);
  });
});

describe('points', () => {
  test.each([
    ['产 出（25分）', '产出', '25'],
    ['动态调整 (15分)', '动态调整', '15'],
    ['资金结余率(低效率)', '资金结余率(低效率)', undefined],
    ['管理（权重20%）', '管理', '20'],
    ['预算执行10分', '预算执行', '10'],
  ])('%s', (text, label, weight) => {
    const found = splitLabel(text);
    expect([found.label, found.weight?.value]).toEqual([label, weight]);
  });

  test.each([
    ['5', '5'],
    ['9.50分', '9.5'],
    ['得10分', '10'],
    ['捌分', '8'],
    ['', undefined],
    ['——', undefined],
    ['15%', '15'],
    ['扣2分', '-2'],
    ['见说明', undefined],
  ])('cell %s', (text, value) => {
    expect(pointsIn(text)?.value).toBe(value);
  });

  test('words', () => {
    expect(['九十七点五', '一百', '十五', '二十', '甲'].map(numberInWords)).toEqual(['97.5', '100', '15', '20', null]);
  });
});
