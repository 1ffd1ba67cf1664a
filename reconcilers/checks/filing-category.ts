import type { Indicator } from '../../schemas/index.js';
import type { CheckRule, Remark } from '../check.js';

export const check: CheckRule = {
  id: 'filing-category',
  class: 'filing',
  title: { zh: '指标归类', en: 'An indicator in the wrong category' },
  about: {
    zh: '质量指标下填的是人数、户数、次数或金额（应是达标率一类）；同一指标（名称和指标值都相同）出现在两个类别下。只作提示。',
    en: 'Under quality stands a head count, a number of times or an amount where a rate would be; or one indicator, with the same name and target, stands under two categories. Only pointed out.',
  },
  examples: [
    {
      title: { zh: '人数填在质量指标下', en: 'A head count under quality' },
      text: sheet(['数量指标 | 培训期数 | 4期 | 4期 | 40 | 40', '质量指标 | 参加培训人数 | 300人 | 310人 | 50 | 50']),
      outcome: 'fails',
    },
    {
      title: { zh: '质量指标是合格率', en: 'A rate under quality' },
      text: sheet(['数量指标 | 培训期数 | 4期 | 4期 | 40 | 40', '质量指标 | 培训合格率 | 100% | 100% | 50 | 50']),
      outcome: 'silent',
    },
  ],
  remarks: (report) => {
    const remarks: Remark[] = [];
    const firsts = new Map<string, Indicator>();
    for (const indicator of report.indicators) {
      const { level2, level3, target, scoreFact, weightFact } = indicator;
      const facts = [scoreFact ?? weightFact ?? []].flat();
      const category = `${indicator.level1}/${level2}`;
      if (/质量/u.test(level2) && isCount(target) && !RATE_NAME.test(level3))
        remarks.push({
          rule: 'filing-category',
          key: `quality:${category}/${level3}`,
          severity: 'suspicious',
          subject: level3,
          message: {
            zh: `“${level3}”（指标值${target}）是数量或金额，却归在“${level2}”下。`,
            en: `“${level3}” (target ${target}) is a count or an amount, but stands under “${level2}”.`,
          },
          facts,
        });
      if (level3.length < 4 || target === '' || TEMPLATE.test(level3)) continue;
      const key = `${level3}|${target}`;
      const first = firsts.get(key);
      if (!first) firsts.set(key, indicator);
      else if (first.level2 !== level2 && level2 !== '' && first.level2 !== '')
        remarks.push({
          rule: 'filing-category',
          key: `twice:${first.level2}/${category}/${level3}`,
          severity: 'suspicious',
          subject: level3,
          message: {
            zh: `“${level3}”（指标值${target}）在“${first.level2}”和“${level2}”下各出现一次。`,
            en: `“${level3}” (target ${target}) stands under “${first.level2}” and again under “${level2}”.`,
          },
          facts,
        });
    }
    return remarks;
  },
};

const RATE_NAME = /率|度|事故|投诉|差错|标准|质量|合格|优良|达标|平均|人均|等级|评|验收|通过|创建/u;
const TEMPLATE = /^(?:指标\s*\d*[:：]?|[.…·。、\s]*)$/u;

/** 300人, ≥50户, 30万元, 12次: but not 0起, which is how quality of a kind is told. */
function isCount(target: string): boolean {
  const match =
    /^\s*[≥≧>=不少于达到约]*\s*(\d[\d,，]*(?:\.\d+)?)\s*余?(?:人|人次|名|户|家|万元|元|场次|场|次|期)\s*(?:以上)?$/u.exec(
      target,
    );
  return match !== null && !/^0+(?:\.0+)?$/u.test(match[1] ?? '0');
}

/** A small indicator table for the examples; rows are `level2 | level3 | target | actual | weight | score`. */
function sheet(rows: readonly string[]): string {
  return [
    '部门整体支出绩效自评表',
    '| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 |',
    ...rows.map((row, index) => `| ${index === 0 ? '产出指标（90分）' : ''} | ${row} |`),
    '| 总分 | | | | | 90 | 90 |',
  ].join('\n');
}
