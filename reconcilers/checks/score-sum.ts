import type { CheckRule, Relation } from '../check.js';
import { Ledger } from '../ledger.js';
import { comparison, terms } from '../phrase.js';
import { nodeName, scoresUnder, total, weightsUnder } from '../scores.js';
import { Decimal, type Report, type ScoreNode, type Scoring } from '../../schemas/index.js';

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
    const relations: Relation[] = totalsElsewhere(report, ledger);
    for (const scoring of report.scorings) {
      for (const node of scoring.nodes) {
        relations.push(...reviewsOf(scoring, node, ledger));
        if (node.scoreFact === undefined || node.children.length === 0) continue;
        const under = scoresUnder(node, ledger);
        if (under.facts.length === 0) continue;
        const full = node.complete && under.missing.length === 0;
        relations.push({
          rule: 'score-sum',
          key: nodeName(scoring, node),
          subject: comparison(`${node.label}（得分）`, full ? '=' : '≥', terms(labelsOf(under.facts, ledger))),
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

/** 复评, 第三方评价: what others gave adds up as well, where every line has it. */
function reviewsOf(scoring: Scoring, node: ScoreNode, ledger: Ledger): Relation[] {
  if (!node.reviewFacts || node.children.length === 0 || !node.complete) return [];
  return Object.entries(node.reviewFacts).flatMap(([column, stated]): Relation[] => {
    const under = scoresUnder(node, ledger, ({ reviewFacts }) => reviewFacts?.[column]);
    if (under.facts.length < 2 || under.missing.length > 0) return [];
    return [
      {
        rule: 'score-sum',
        key: `${nodeName(scoring, node)}:${labelsOf([stated], ledger).join()}`,
        subject: comparison(labelsOf([stated], ledger)[0] ?? '', '=', terms(labelsOf(under.facts, ledger))),
        stated,
        formula: total(under),
        comparison: 'equal',
        exact: true,
      },
    ];
  });
}

/** A sheet of a hundred points that prints no total: its lines come to the score that a cover or a sentence tells. */
function totalsElsewhere(report: Report, ledger: Ledger): Relation[] {
  const own = report.scorings.filter(({ project }) => project === undefined);
  const sheets = own.filter(({ source }) => source === 'sheet');
  const root = sheets.length === 1 ? sheets[0]?.nodes[0] : undefined;
  if (root?.level !== 'total' || root.scoreFact !== undefined || !root.complete) return [];
  const [weights, scores] = [weightsUnder(root, ledger), scoresUnder(root, ledger)];
  if (weights.missing.length > 0 || scores.missing.length > 0 || scores.facts.length < 2) return [];
  const hundred = weights.facts.reduce((sum, id) => sum.plus(ledger.fact(id)?.value ?? 0), new Decimal(0));
  if (!hundred.eq(100)) return [];
  return own.flatMap(({ source, nodes: [top] }, index): Relation[] => {
    const stated = source !== 'sheet' && top?.level === 'total' ? ledger.fact(top.scoreFact ?? '') : undefined;
    if (!stated) return [];
    return [
      {
        rule: 'score-sum',
        key: `${source}=lines:${index}`,
        subject: comparison(ledger.label(stated), '=', terms(labelsOf(scores.facts, ledger))),
        stated: stated.id,
        formula: total(scores),
        comparison: 'equal',
        exact: true,
      },
    ];
  });
}

function labelsOf(facts: readonly string[], ledger: Ledger): string[] {
  return facts.map((id) => {
    const fact = ledger.fact(id);
    return fact ? ledger.label(fact) : id;
  });
}
