import { Decimal, type Indicator, type Report } from '../../schemas/index.js';
import type { CheckRule, Remark } from '../check.js';
import { judgedLines, parseRule } from '../rubric/index.js';

/** 84 of 80 posts are 105 %: five points over, half a point each. */
const sheet = (staff: string, score: string): string =>
  [
    '| 联系人 | 李某 | 职务 | 科长 |',
    `| 人员编制 | 80 | 实有人数 | ${staff} |`,
    '',
    '部门整体支出绩效评价评分表',
    '| 一级指标 | 二级指标 | 三级指标 | 评分标准 | 分值 | 自评得分 |',
    `| 投入（5分） | 预算配置（5分） | 财政供养人员控制率 | 控制率≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。 | 5 | ${score} |`,
  ].join('\n');

/** A score line whose own rule, on the report's own figures, gives another score than is claimed. */
export const check: CheckRule = {
  id: 'rubric',
  class: 'rubric',
  title: { zh: '按评分标准复算得分', en: 'A score recomputed from its rule' },
  about: {
    zh: '把评分标准读成算式，代入本报告印出的数字重新计算；凡规则有不同读法（满一个点、不足一个点、按比例），任一读法相符即可。自评分在所有读法之外才提示。评分标准自身的满分高于分值的，请人工看。',
    en: 'The scoring rule is read as a formula and evaluated on figures printed in the same report. Where a rule can be read in several ways, any of them will do; only a score outside all of them is flagged. A rule whose own full marks are above the weight is pointed out.',
  },
  examples: [
    {
      title: { zh: '控制率超过百分之百仍得满分', en: 'Full marks beside a control rate above 100 %' },
      text: sheet('84', '5'),
      outcome: 'fails',
    },
    {
      title: { zh: '按规则扣分', en: 'Points taken off as the rule says' },
      text: sheet('84', '2.5'),
      outcome: 'silent',
    },
    {
      title: { zh: '评分标准所给的满分高于分值', en: 'A rule that gives more than the weight' },
      text: sheet('80', '5').replace('计5分', '计8分'),
      outcome: 'fails',
    },
  ],
  remarks(report) {
    const indicators = new Map(report.indicators.map((indicator) => [indicator.id, indicator]));
    const accused = judgedLines(report)
      .filter(({ accused }) => accused)
      .map(({ score, doubt }) => {
        const indicator = indicators.get(score.indicator)!;
        const { level1, level2, level3, scoreFact, weightFact } = indicator;
        const inputs = score.inputs.map(({ name }) => name).filter((name) => /^f\d+$/.test(name));
        return {
          rule: 'rubric',
          key: [level1, level2, level3, score.claimed].join('/'),
          severity: 'discrepancy' as const,
          subject: level3 || level2 || level1,
          message: score.message,
          facts: [scoreFact, weightFact, ...inputs].filter((fact) => fact !== undefined),
          computed: true,
          ...(doubt ? { doubt } : {}),
        };
      });
    return [...accused, ...beyondWeight(report)];
  },
};

/** Rules whose own full marks are above the weight beside them: one of the two is left from another year. */
function beyondWeight(report: Report): Remark[] {
  const shared = new Set(
    report.scorings.flatMap(({ nodes }) => nodes.flatMap((node) => (node.sharedWeight ? (node.indicator ?? []) : []))),
  );
  const rules = new Map<string, number>();
  for (const { rule } of report.indicators) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  return report.indicators.flatMap((indicator): Remark[] => {
    const { id, level1, level2, level3, rule, weight, weightFact, scoreFact } = indicator;
    // A rule over several lines is for all of them.
    if (weight === null || weightFact === undefined || shared.has(id) || rules.get(rule) !== 1) return [];
    const full = fullMarksOf(indicator);
    if (!full || full.lte(weight) || full.gte(100)) return [];
    const name = level3 || level2 || level1;
    return [
      {
        rule: 'rubric',
        key: [level1, level2, level3, 'full'].join('/'),
        severity: 'suspicious',
        subject: name,
        message: {
          zh: `${name}：评分标准最高给${full.toFixed()}分，分值只有${weight}分。`,
          en: `${name}: the rule gives up to ${full.toFixed()}, the weight is ${weight}.`,
        },
        facts: [weightFact, ...(scoreFact === undefined ? [] : [scoreFact])],
      },
    ];
  });
}

/** The highest points that a rule gives for a range of its figure; undefined where it gives none. */
function fullMarksOf({ rule }: Indicator): Decimal | undefined {
  // No points are told without their sign.
  if (!/\d\s*分/u.test(rule)) return undefined;
  const points = parseRule(rule).tiers.flatMap(({ award }) => (award.kind === 'points' ? [award.points] : []));
  return points.length > 0 ? Decimal.max(...points) : undefined;
}
