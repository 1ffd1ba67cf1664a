import { addUnder } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { fact } from '../expression.js';
import { Ledger } from '../ledger.js';
import { nodeName, scoresUnder, total, weightOf } from '../scores.js';

export const check: CheckRule = {
  id: 'score-weight',
  class: 'score',
  title: { zh: '得分不超过分值', en: 'A score within its weight' },
  about: {
    zh: '每一指标、每一小节的得分不超过它的分值；一个分值合并在几行上时，几行得分之和不超过它。',
    en: 'The score of a line or section is at most its weight; where one weight is merged over several lines, their scores together are.',
  },
  examples: [
    {
      title: { zh: '得分超过分值', en: 'A score above its weight' },
      text: [
        '部门整体支出绩效评价评分表',
        '| 一级指标 | 二级指标 | 三级指标 | 评分标准 | 分值 | 自评得分 |',
        '| 投入（10分） | 预算配置（10分） | 在职人员控制率 | 控制率≤100%，计5分。 | 5 | 6 |',
        '| | | 重点支出安排率 | 安排率≥90%，计5分。 | 5 | 5 |',
        '| 产出（90分） | 职责履行（90分） | 完成率 | 按完成比例计分。 | 90 | 88 |',
        '| 总分 | | | | 100 | 99 |',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const relations: Relation[] = [];
    for (const scoring of report.scorings) {
      const shared = new Map<string, string[]>();
      for (const node of scoring.nodes) {
        if (node.scoreFact === undefined || node.deduction) continue;
        const weight = weightOf(node, ledger);
        if (weight === undefined || weight === node.scoreFact) continue;
        if (node.sharedWeight && node.sharedWeight.length > 1) {
          addUnder(shared, weight, node.scoreFact);
          continue;
        }
        relations.push({
          rule: 'score-weight',
          key: nodeName(scoring, node),
          subject: { zh: `${node.label}：得分 ≤ 分值`, en: `${node.label}: score ≤ weight` },
          stated: node.scoreFact,
          formula: fact(weight),
          comparison: 'atMost',
          exact: true,
          roles: { [weight]: 'bound' },
        });
      }
      for (const node of scoring.nodes) {
        // A section that prints a weight and no score: what its lines come to is its score.
        if (node.weightFact === undefined || node.scoreFact !== undefined || node.children.length === 0) continue;
        const under = scoresUnder(node, ledger);
        if (under.facts.length < 2 || under.off.length > 0) continue;
        relations.push({
          rule: 'score-weight',
          key: `${nodeName(scoring, node)}:lines`,
          subject: { zh: `${node.label}：分值 ≥ 各项得分之和`, en: `${node.label}: weight ≥ sum of its scores` },
          stated: node.weightFact,
          formula: total(under),
          comparison: 'atLeast',
          exact: true,
        });
      }
      for (const [weight, scores] of shared) {
        const node = scoring.nodes.find((one) => one.scoreFact === scores[0]);
        relations.push({
          rule: 'score-weight',
          key: `${node ? nodeName(scoring, node) : ''}:shared`,
          subject: {
            zh: `${node?.label ?? ''}等${scores.length}项：分值 ≥ 得分之和`,
            en: `weight ≥ sum of ${scores.length} scores`,
          },
          stated: weight,
          formula: { op: 'add', terms: scores.map((id) => fact(id)) },
          comparison: 'atLeast',
          exact: true,
        });
      }
    }
    return relations;
  },
};
