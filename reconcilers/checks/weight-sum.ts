import { Decimal } from '../../schemas/index.js';
import type { CheckRule, Relation, Remark } from '../check.js';
import { Ledger } from '../ledger.js';
import { comparison, terms } from '../phrase.js';
import { nodeName, total, weightsUnder } from '../scores.js';

export const check: CheckRule = {
  id: 'weight-sum',
  class: 'score',
  title: { zh: '分值合计', en: 'Sum of weights' },
  about: {
    zh: '小节标注的分值等于其下各指标分值之和，各小节之和等于总分值；扣分项不计入；换页重复的标注只计一次。没有印总分值时，各部分之和应为100。',
    en: 'The weight in a section label is the sum of the weights under it, sections come to the total; a deduction item is not added, a label repeated on the next page counts once. Where no total is printed, the sections should come to 100.',
  },
  examples: [
    {
      title: { zh: '小节标注与各项之和不符', en: 'A section label that its lines do not come to' },
      text: [
        '部门整体支出绩效评价评分表',
        '| 一级指标 | 二级指标 | 三级指标 | 评分标准 | 分值 | 自评得分 |',
        '| 投入（10分） | 预算配置（10分） | 在职人员控制率 | 控制率≤100%，计5分。 | 5 | 5 |',
        '| | | 重点支出安排率 | 安排率≥90%，计8分。 | 8 | 5 |',
        '| 产出（87分） | 职责履行（87分） | 完成率 | 按完成比例计分。 | 87 | 87 |',
        '| 总分 | | | | 100 | 97 |',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const relations: Relation[] = [];
    for (const scoring of report.scorings) {
      for (const node of scoring.nodes) {
        if (node.weightFact === undefined || node.children.length === 0) continue;
        if ((node.sharedWeight?.length ?? 0) > 1) continue;
        const under = weightsUnder(node, ledger);
        under.facts = under.facts.filter((id) => id !== node.weightFact);
        if (under.facts.length === 0) continue;
        const full = node.complete && under.missing.length === 0;
        const labels = under.facts.map((id) => labelOf(ledger, id));
        relations.push({
          rule: 'weight-sum',
          key: nodeName(scoring, node),
          subject: comparison(`${node.label}（分值）`, full ? '=' : '≥', terms(labels)),
          stated: node.weightFact,
          formula: total(under),
          comparison: full ? 'equal' : 'atLeast',
          exact: true,
        });
      }
    }
    return relations;
  },
  remarks: (report) => {
    const ledger = Ledger.of(report);
    const remarks: Remark[] = [];
    for (const scoring of report.scorings) {
      const [root] = scoring.nodes;
      if (scoring.source === 'cover' || root?.level !== 'total' || root.weightFact !== undefined) continue;
      const under = weightsUnder(root, ledger);
      if (under.facts.length < 2 || under.missing.length > 0) continue;
      const sum = under.facts.reduce((at, id) => at.plus(ledger.fact(id)?.value ?? 0), new Decimal(0));
      // Prose may leave a section out: then nothing but more than 100 is odd.
      if (sum.eq(100) || (!root.complete && sum.lt(100))) continue;
      const parts = under.facts.flatMap((id) => ledger.fact(id) ?? []);
      const told = parts.map((part) => `${labelOf(ledger, part.id)}${part.text}`).join(' + ');
      const where = ledger.table(parts[0]?.table)?.title.trim() ?? '';
      remarks.push({
        rule: 'weight-sum',
        key: `${nodeName(scoring, root)}:100`,
        severity: 'suspicious',
        subject: root.label,
        message: {
          zh: `${where === '' ? '' : `【${where}】`}各部分分值合计${sum.toFixed()}分（${told}），不是100分。`,
          en: `${where === '' ? '' : `[${where}] `}The weights come to ${sum.toFixed()} (${told}), not to 100.`,
        },
        facts: under.facts,
        computed: true,
      });
    }
    return remarks;
  },
};

function labelOf(ledger: Ledger, id: string): string {
  const fact = ledger.fact(id);
  return fact ? ledger.label(fact) : id;
}
