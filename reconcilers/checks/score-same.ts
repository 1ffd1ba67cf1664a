import type { CheckRule, Relation } from '../check.js';
import { fact } from '../expression.js';
import { Ledger } from '../ledger.js';
import { comparison } from '../phrase.js';

const SOURCE_NAMES = {
  sheet: { zh: '评分表', en: 'score sheet' },
  cover: { zh: '封面（基本情况表）', en: 'cover' },
  prose: { zh: '文字', en: 'prose' },
} as const;

export const check: CheckRule = {
  id: 'score-same',
  class: 'score',
  title: { zh: '各处总分一致', en: 'One total score everywhere' },
  about: {
    zh: '封面、评分表和文字中的自评总分应当相同。',
    en: 'The self-assessed total is the same on the cover, in the score sheet and in the prose.',
  },
  examples: [
    {
      title: { zh: '文字与评分表总分不同', en: 'Prose and sheet differ' },
      text: [
        '部门整体支出绩效评价评分表',
        '| 一级指标 | 二级指标 | 三级指标 | 评分标准 | 分值 | 自评得分 |',
        '| 投入（10分） | 预算配置（10分） | 在职人员控制率 | 控制率≤100%，计10分。 | 10 | 9 |',
        '| 产出（90分） | 职责履行（90分） | 完成率 | 按完成比例计分。 | 90 | 88 |',
        '| 总分 | | | | 100 | 97 |',
        '',
        '经自评，我单位2023年度部门整体支出绩效自评得分为99分。',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const several = report.scorings.filter(({ source }) => source === 'sheet').length > 1;
    const totals = report.scorings.flatMap((scoring) => {
      const [root] = scoring.nodes;
      // Of a project that is assessed on its own, the score is not the department's.
      const apart =
        scoring.project !== undefined || (several && PROJECT.test(ledger.table(scoring.table)?.title ?? ''));
      return root?.level === 'total' && root.scoreFact !== undefined && !apart
        ? [{ source: scoring.source, id: root.scoreFact }]
        : [];
    });
    const reference = totals.find(({ source }) => source === 'sheet') ?? totals[0];
    if (!reference) return [];
    return totals
      .filter((one) => one !== reference && one.id !== reference.id)
      .map((one, index): Relation => {
        const found = ledger.fact(one.id);
        const label = SOURCE_NAMES[one.source];
        const other = SOURCE_NAMES[reference.source];
        return {
          rule: 'score-same',
          key: `${one.source}=${reference.source}:${index}`,
          subject: {
            zh: comparison(`${label.zh}${found?.label ?? ''}`, '=', { zh: `${other.zh}总分`, en: '' }).zh,
            en: `total score in the ${label.en} = total in the ${other.en}`,
          },
          stated: one.id,
          formula: fact(reference.id),
          comparison: 'equal',
          exact: true,
          roles: { [reference.id]: 'other' },
        };
      });
  },
};

/** 项目支出绩效自评表 beside that of the department. */
const PROJECT = /项目(?:支出)?(?:绩效)?(?:自评|评价|目标)/u;
