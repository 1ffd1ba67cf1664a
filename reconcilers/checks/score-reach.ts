import type { CheckRule, Relation, Remark } from '../check.js';
import { fact } from '../expression.js';
import { Ledger } from '../ledger.js';
import { comparison, terms } from '../phrase.js';
import { testRelation } from '../relation-test.js';
import { nodeName, reachUnder, scoresUnder, weightOf, weightsUnder } from '../scores.js';
import { Decimal, once, type Report, type ScoreNode, type Scoring } from '../../schemas/index.js';

export const check: CheckRule = {
  id: 'score-reach',
  class: 'score',
  title: { zh: '总分能否达到', en: 'A total that can be reached' },
  about: {
    zh: '有指标未填得分时，总分不能超过已填得分与未填指标分值之和；能达到的，也提示未填的行（得分栏空白是漏填，不是零）。',
    en: 'Where lines have no score, the total cannot exceed the printed scores plus the weights of the blank lines; even where it does not, the blank lines are pointed out (a blank score is missing, not zero).',
  },
  examples: [
    {
      title: { zh: '总分高于各行所能达到的分数', en: 'A total above what the lines can reach' },
      text: [
        '部门整体支出绩效自评表',
        '| 年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分 |',
        '| | 年度资金总额 | 800 | 850.5 | 840.5 | 10 | 98.82% | 9.88 |',
        '| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析 |',
        '| 产出指标（60分） | 数量指标 | 培训期数 | 4期 | 4期 | | | |',
        '| 效益指标（30分） | 社会效益指标 | 就业人数 | 200人 | 210人 | | | |',
        '| 总分 | | | | | 100 | 100 | |',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  relations: (report) => reaches(report).map(({ relation }) => relation),
  remarks: (report) => {
    const ledger = Ledger.of(report);
    return reaches(report).flatMap(({ relation, node, missing }): Remark[] => {
      if (testRelation(relation, ledger.fact).outcome === 'fails') return [];
      const names = missing.slice(0, 5).map((line) => line.label || '—');
      const list = names.join('、') + (missing.length > names.length ? '……' : '');
      return [
        {
          rule: 'score-reach',
          key: `${relation.key}:blank`,
          severity: 'suspicious',
          subject: node.label,
          message: {
            zh: `印有${node.label}得分，但有${missing.length}个指标没有填写得分：${list}。`,
            en: `A score of ${node.label} is printed, but ${missing.length} lines have none: ${list}.`,
          },
          facts: [relation.stated],
        },
      ];
    });
  },
};

interface Reach {
  relation: Relation;
  node: ScoreNode;
  missing: ScoreNode[];
}

/** Asked for by relations and remarks of one report. */
const reaches: (report: Report) => Reach[] = once(findReaches);

function findReaches(report: Report): Reach[] {
  const ledger = Ledger.of(report);
  return report.scorings.flatMap((scoring) =>
    scoring.source === 'prose'
      ? []
      : scoring.nodes.flatMap((node) => {
          if (node.scoreFact === undefined || node.children.length === 0 || !node.complete) return [];
          const missing = scoresUnder(node, ledger).missing.filter((one) => !isTemplate(one, scoring, ledger));
          const reach = missing.length > 0 ? reachUnder(node, ledger) : null;
          if (!reach || reach.length === 0) return [];
          const labels = reach.map((id) => {
            const found = ledger.fact(id);
            return found ? ledger.label(found) : id;
          });
          const relation: Relation = {
            rule: 'score-reach',
            key: nodeName(scoring, node),
            subject: comparison(`${node.label}（得分）`, '≤', terms(labels)),
            stated: node.scoreFact,
            formula: reach.length === 1 ? fact(reach[0] ?? '') : { op: 'add', terms: reach.map((id) => fact(id)) },
            comparison: 'atMost',
            exact: true,
            roles: Object.fromEntries(reach.map((id) => [id, 'bound'] as const)),
          };
          return [{ relation, node, missing }];
        }),
  );
}

/** A line without weight where the others have all of it is a row of the template (……, 指标2：) that nobody filled in. */
function isTemplate(line: ScoreNode, scoring: Scoring, ledger: Ledger): boolean {
  if (weightOf(line, ledger) !== undefined) return false;
  for (let at: ScoreNode | undefined = line; at;) {
    const id: string = at.id;
    const parent: ScoreNode | undefined = scoring.nodes.find(({ children }) => children.includes(id));
    const own = ledger.fact(parent?.weightFact ?? '');
    if (parent && own) {
      const under = weightsUnder(parent, ledger).facts.flatMap((fact) => ledger.fact(fact)?.value ?? []);
      return under.reduce((sum, value) => sum.plus(value), new Decimal(0)).eq(own.value);
    }
    at = parent;
  }
  return false;
}
