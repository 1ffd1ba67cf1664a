import type { CheckRule } from '../check.js';
import { judgedLines } from '../rubric/index.js';

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
    zh: '把评分标准读成算式，代入本报告印出的数字重新计算；凡规则有不同读法（满一个点、不足一个点、按比例），任一读法相符即可。自评分在所有读法之外才提示。',
    en: 'The scoring rule is read as a formula and evaluated on figures printed in the same report. Where a rule can be read in several ways, any of them will do; only a score outside all of them is flagged.',
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
  ],
  remarks(report) {
    const indicators = new Map(report.indicators.map((indicator) => [indicator.id, indicator]));
    return judgedLines(report)
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
  },
};
