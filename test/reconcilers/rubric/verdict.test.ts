import { describe, expect, it } from 'vitest';
import { assess } from '../../../reconcilers/index.js';
import { scoreVerdicts } from '../../../reconcilers/rubric/index.js';
import type { Concept, Fact, Indicator, Report, Stage } from '../../../schemas/index.js';

const PLACE = { line: 1, start: 0, end: 1 };

function fact(id: string, concept: Concept, stage: Stage, value: string, unit = '万元', label = ''): Fact {
  const decimals = value.split('.')[1]?.length ?? 0;
  return {
    id,
    concept,
    label,
    subject: 'summary',
    period: '2031',
    stage,
    text: value,
    value,
    unit,
    decimals,
    fineness: decimals,
    source: 'table',
    place: PLACE,
  };
}

function line(
  level3: string,
  rule: string,
  weight: string | null,
  score: string | null,
  more: Partial<Indicator> = {},
): Indicator {
  return {
    id: `i-${level3}`,
    level1: '',
    level2: '',
    level3,
    target: '',
    actual: '',
    weight,
    score,
    rule,
    reason: '',
    place: PLACE,
    ...more,
  };
}

function report(indicators: Indicator[], facts: Fact[] = []): Report {
  const identity = { title: '', province: '', county: '', department: '', year: '2031' };
  return {
    identity,
    tables: [],
    facts,
    indicators,
    scorings: [],
    claims: [],
    statements: [],
    passages: [],
    notices: [],
  };
}

const staff = [fact('f1', 'staff.authorized', 'final', '80', '人'), fact('f2', 'staff.actual', 'final', '82', '人')];
const CONTROL = '控制率≤100%，计6分；每超过一个百分点扣1分，扣完为止。';
const REST = '没有结余，4分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分。';

describe('score verdicts', () => {
  it.each<[string, Indicator, Fact[], string]>([
    ['a ratio out of two printed figures', line('财政供养人员控制率', CONTROL, '6', '4'), staff, 'withinRange 3–4'],
    ['a claim above what the rule gives', line('财政供养人员控制率', CONTROL, '6', '6'), staff, 'overclaimed 3–4'],
    ['a claim below what the rule gives', line('财政供养人员控制率', CONTROL, '6', '1'), staff, 'underclaimed 3–4'],
    [
      'a missing figure, named',
      line('财政供养人员控制率', CONTROL, '6', '6'),
      staff.slice(0, 1),
      'notComputable 0–6 在职人员数',
    ],
    [
      'the same figure twice as exactly 100 %',
      line('资产利用率', '每低于100%一个百分点扣0.5分', '3', '3'),
      [fact('f1', 'assets.inUse', 'final', '91.5'), fact('f2', 'assets.total', 'final', '91.5')],
      'verified 3–3',
    ],
    [
      'a rate that is printed under the name of the line',
      line('公务卡刷卡率', '刷卡率达50%以上得2分，每减少一个百分点扣0.1分', '2', '1.5'),
      [fact('f1', 'unnamed', 'actual', '45', '%', '公务卡刷卡率')],
      'withinRange 1.4–1.6',
    ],
    [
      'its own reached percentage',
      line('完成率', '得分=完成率×分值', '10', '9.4', { actual: '93.6%' }),
      [],
      'verified 9.36–9.36',
    ],
    [
      'no occurrences out of a reached percentage',
      line('资金使用合规性', '每发现一处问题扣1分，扣完为止', '5', '5', { actual: '100%' }),
      [],
      'notComputable 0–5 出现的次数（例、项）',
    ],
    [
      'points off below a limit',
      line('完成率', '完成率低于90%扣2分', '10', '10', { actual: '85%' }),
      [],
      'overclaimed 8–8',
    ],
    [
      'criteria in words that amounts decide',
      line('资金结余', REST, '4', '2'),
      [fact('f1', 'balance.current', 'final', '3.5'), fact('f2', 'income.carriedIn', 'final', '9.1')],
      'verified 2–2',
    ],
    [
      'criteria that only people can judge',
      line('制度', '①齐全，2分；②合规，1分。', '3', '3'),
      [],
      'notComputable 0–3 齐全、合规',
    ],
    [
      'a claim above the weight, whatever is missing',
      line('制度', '①齐全，2分；②合规，1分。', '3', '4'),
      [],
      'overclaimed 0–3 齐全、合规',
    ],
    ['a line without a rule', line('社会效益', '', '5', '5'), [], 'notComputable 0–5 评分标准'],
    [
      'a blank score',
      line('公开', '按时公开的得5分，否则不得分', '5', null),
      [],
      'notComputable 0–5 按时公开、自评得分',
    ],
  ])('%s', (_name, indicator, facts, expected) => {
    const [verdict] = scoreVerdicts(report([indicator], facts));
    expect(
      [
        `${verdict!.verdict} ${verdict!.low}–${verdict!.high}`,
        ...(verdict!.missing.length > 0 ? [verdict!.missing.join('、')] : []),
      ].join(' '),
    ).toBe(expected);
  });

  it('shows rule, figures, arithmetic and claim in both languages', () => {
    const [{ message, inputs }] = scoreVerdicts(report([line('财政供养人员控制率', CONTROL, '6', '6')], staff)) as [
      ReturnType<typeof scoreVerdicts>[number],
    ];
    expect(message.zh).toContain('82 / 80 → 在职人员数 / 编制数 = 102.5%；应得 3–4 分，自评 6 分');
    expect(message.en).toContain('it gives 3–4; claimed 6');
    expect(inputs.map(({ text }) => text)).toEqual(['102.5', '82', '80']);
  });

  it.each<[string, Partial<Indicator>, Fact[]]>([
    ['a figure', {}, staff.map((one) => ({ ...one, confidence: 0.4, alternatives: ['80'] }))],
    ['the rule', { confidence: 0.4 }, staff],
  ])('accuses nobody where %s was read doubtfully', (_name, more, facts) => {
    const doubtful = report([line('财政供养人员控制率', CONTROL, '6', '6', more)], facts);
    expect(scoreVerdicts(doubtful)).toMatchObject([{ verdict: 'notComputable', missing: ['清楚的读数'] }]);
    expect(assess(doubtful).findings).toMatchObject([
      { rule: 'rubric', severity: 'suspicious', causes: [{ kind: 'reading' }] },
    ]);
  });

  it('takes the rate beside a line of the national form as its rule', () => {
    const facts = [{ ...fact('f1', 'rate.execution', 'final', '93.17', '%'), table: 't1', row: 2 }];
    const [verdict] = scoreVerdicts(report([line('年度资金总额', '', '10', '9.32', { table: 't1', row: 2 })], facts));
    expect([verdict!.verdict, verdict!.rule]).toEqual(['verified', '得分=执行率×分值']);
  });

  it('has a verdict for a line of a score tree that was left blank, and none for a goal', () => {
    const lines = [line('数量指标', '', null, null), line('目标一', '', null, null)];
    const node = {
      id: 'n1',
      label: '数量指标',
      level: 'line' as const,
      children: [],
      deduction: false,
      complete: true,
      indicator: 'i-数量指标',
    };
    const whole = { ...report(lines), scorings: [{ id: 's1', source: 'sheet' as const, nodes: [node] }] };
    expect(scoreVerdicts(whole).map(({ verdict, missing }) => [verdict, missing])).toEqual([
      ['notComputable', ['评分标准', '自评得分', '分值']],
    ]);
  });
});
