import type { CheckRule } from '../check.js';
import { scoreVerdicts } from '../rubric/index.js';

/** A score line whose own rule, on the report's own figures, gives another score than is claimed. */
export const check: CheckRule = {
  id: 'rubric',
  class: 'rubric',
  title: { zh: '按评分标准复算得分', en: 'A score recomputed from its rule' },
  about: {
    zh: '把评分标准读成算式，代入本报告印出的数字重新计算；凡规则有不同读法（满一个点、不足一个点、按比例），任一读法相符即可。自评分在所有读法之外才提示。',
    en: 'The scoring rule is read as a formula and evaluated on figures printed in the same report. Where a rule can be read in several ways, any of them will do; only a score outside all of them is flagged.',
  },
  examples: [],
  remarks(report) {
    const indicators = new Map(report.indicators.map((indicator) => [indicator.id, indicator]));
    return scoreVerdicts(report)
      .filter(({ verdict }) => verdict === 'overclaimed' || verdict === 'underclaimed')
      .map((score) => {
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
        };
      });
  },
};
