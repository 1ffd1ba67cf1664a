import type { CheckRule, Relation } from '../check.js';
import { Ledger } from '../ledger.js';
import { comparison, terms } from '../phrase.js';
import { nodeName, scoresUnder, total } from '../scores.js';

export const check: CheckRule = {
  id: 'score-sum',
  class: 'score',
  title: { zh: '得分合计', en: 'Sum of scores' },
  about: {
    zh: '各指标得分之和等于小节得分，各小节之和等于总分（散总不符）；得分精确相加，不容四舍五入。只列出一部分得分时，仅当它们之和大于总分才算不符。',
    en: 'Lines come to their section, sections to the total, exactly. Where only some scores are told, nothing but a sum above the total is wrong.',
  },
  examples: [
    {
      title: { zh: '各项之和等于总分', en: 'The lines come to the total' },
      text: [
        '部门整体支出绩效评价评分表',
        '| 一级指标 | 二级指标 | 三级指标 | 评分标准 | 分值 | 自评得分 |',
        '| 投入（10分） | 预算配置（10分） | 在职人员控制率 | 控制率≤100%，计5分。 | 5 | 5 |',
        '| | | 重点支出安排率 | 安排率≥90%，计5分。 | 5 | 4 |',
        '| 产出（90分） | 职责履行（90分） | 完成率 | 按完成比例计分。 | 90 | 88 |',
        '| 总分 | | | | 100 | 97 |',
      ].join('\n'),
      outcome: 'holds',
    },
    {
      title: { zh: '总分多加了一分', en: 'The total is a point too high' },
      text: [
        '部门整体支出绩效评价评分表',
        '| 一级指标 | 二级指标 | 三级指标 | 评分标准 | 分值 | 自评得分 |',
        '| 投入（10分） | 预算配置（10分） | 在职人员控制率 | 控制率≤100%，计5分。 | 5 | 5 |',
        '| | | 重点支出安排率 | 安排率≥90%，计5分。 | 5 | 4 |',
        '| 产出（90分） | 职责履行（90分） | 完成率 | 按完成比例计分。 | 90 | 88 |',
        '| 总分 | | | | 100 | 98 |',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const relations: Relation[] = [];
    for (const scoring of report.scorings) {
      for (const node of scoring.nodes) {
        if (node.scoreFact === undefined || node.children.length === 0) continue;
        const under = scoresUnder(node, ledger);
        if (under.facts.length === 0) continue;
        const full = node.complete && under.missing.length === 0;
        const labels = under.facts.map((id) => {
          const fact = ledger.fact(id);
          return fact ? ledger.label(fact) : id;
        });
        relations.push({
          rule: 'score-sum',
          key: nodeName(scoring, node),
          subject: comparison(`${node.label}（得分）`, full ? '=' : '≥', terms(labels)),
          stated: node.scoreFact,
          formula: total(under),
          comparison: full ? 'equal' : 'atLeast',
          exact: true,
        });
      }
    }
    return relations;
  },
};
