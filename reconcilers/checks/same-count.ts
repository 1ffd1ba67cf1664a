import { addUnder, squeeze, type Fact } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { fact } from '../expression.js';
import { Ledger } from '../ledger.js';

/** Counters of persons: 109名 and 111人 count the same. */
const PERSONS = /^[人名位]$/u;
/** A shorter name (培训人员) may be given to many things. */
const SHORTEST_NAME = 6;
/** Two counts of one thing lie this close, in percent; farther apart they are counts of two things. */
const NEAR = 10n;

export const check: CheckRule = {
  id: 'same-count',
  class: 'same',
  title: { zh: '同一事项的件数、人数前后不一', en: 'One thing counted twice' },
  about: {
    zh: '文字中同名、同年、同一阶段的件数或人数，在不同段落里应当一致；名称须完全相同，两数须相近。只作提示：前后可能是不同时点的数。',
    en: 'Counts under the very same name, of the same year and stage, in different sentences, and close to each other, should be equal. A hint only: the two may be counts of different days.',
  },
  examples: [
    {
      title: { zh: '前文109名，后文111人', en: 'First 109, then 111' },
      text: '2023年全县招聘乡镇事业人员109名。\n\n完成了年度公开招聘工作，2023年全县招聘乡镇事业人员111人。',
      outcome: 'fails',
    },
    {
      title: { zh: '前后一致', en: 'The same both times' },
      text: '2023年全县招聘乡镇事业人员111名。\n\n完成了年度公开招聘工作，2023年全县招聘乡镇事业人员111人。',
      outcome: 'holds',
    },
  ],
  relations(report) {
    const ledger = Ledger.of(report);
    const groups = new Map<string, Fact[]>();
    for (const one of report.facts) {
      const counted = one.source === 'prose' && one.concept === 'unnamed' && !one.bound && one.stage === 'actual';
      if (!counted || one.label.length < SHORTEST_NAME || /[元%分]/u.test(one.unit) || !/^\d+$/.test(one.value))
        continue;
      const name = squeeze(one.label);
      if (name.length < SHORTEST_NAME) continue;
      const unit = PERSONS.test(one.unit) ? '人' : one.unit;
      const key = [name, unit, one.subject, one.period].join('|');
      addUnder(groups, key, one);
    }
    const relations: Relation[] = [];
    for (const [key, group] of groups) {
      const [first, ...rest] = group;
      if (!first || rest.length === 0 || new Set(group.map(({ value }) => value)).size > 2) continue;
      rest.forEach((one, index) => {
        if (ledger.passageOf(one.id) === ledger.passageOf(first.id) || !isNear(one, first)) return;
        relations.push({
          rule: 'same-count',
          key: `${key}:${index}`,
          subject: {
            zh: `${first.label} = 前文${first.label}`,
            en: `${first.label} = ${first.label} before`,
          },
          stated: one.id,
          formula: fact(first.id),
          comparison: 'equal',
          exact: true,
          roles: { [first.id]: 'other' },
          severity: 'suspicious',
        });
      });
    }
    return relations;
  },
};

function isNear(one: Fact, other: Fact): boolean {
  const [a, b] = [BigInt(one.value), BigInt(other.value)];
  const [least, most] = a < b ? [a, b] : [b, a];
  return (most - least) * 100n <= most * NEAR;
}
