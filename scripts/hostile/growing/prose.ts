/** Sentences by ten thousands that say the same, contradict each other, or do not end. */
import { amount, each, named, type Growing } from './words.js';
import { report } from './report.js';

const said = (count: number, sentence: (index: number) => string): Buffer => report(...each(count, sentence));

export const prose: Record<string, Growing> = {
  'amounts.docx': [
    2000,
    (n) => said(n, (i) => `2031年，第${named(i)}项目支出${amount(i)}万元，其中：人员经费${amount(i + 1)}万元。`),
  ],
  'one-total.docx': [
    2000,
    (n) => said(n, (i) => `2031年部门支出合计${amount(i)}万元，其中：基本支出${amount(i + 1)}万元，项目支出1.00万元。`),
  ],
  'one-sentence.docx': [
    2000,
    (n) =>
      report(
        `${each(n, (i) => `2031年部门支出合计${amount(i)}万元，其中：基本支出${amount(i + 1)}万元`).join('；')}。`,
      ),
  ],
  'said-again.docx': [
    2000,
    (n) => said(n, () => '2031年部门支出合计100.00万元，其中：基本支出40.00万元，项目支出60.00万元。'),
  ],
  'rates.docx': [
    2000,
    (n) =>
      said(
        n,
        (i) =>
          `年初预算${amount(i)}万元，实际支出${amount(i + 1)}万元，预算执行率${i % 100}.5%，比上年增长${i % 30}.2%。`,
      ),
  ],
  'claims.docx': [
    500,
    (n) => said(n, (i) => `全面完成年度目标，三公经费控制在预算内，无结转结余，自评得分${90 + (i % 10)}分，评为优。`),
  ],
  'counts.docx': [2000, (n) => said(n, (i) => `实施${i}个项目，包括甲、乙、丙，共${i}个。`)],
  'quotients.docx': [2000, (n) => said(n, (i) => `预算执行率=${amount(i)}/${amount(i + 3)}×100%=${i % 100}.23%。`)],
  'long-list.docx': [
    4000,
    (n) => report(`支出合计100万元，其中：${each(n, (i) => `项目${named(i)}${amount(i)}万元`).join('、')}。`),
  ],
  'long-sum.docx': [4000, (n) => report(`合计=${each(n, amount).join('+')}=100.00万元。`)],
  'of-which-of-which.docx': [
    600,
    (n) => report(`${each(n, (i) => `项目${named(i)}${amount(i)}万元（其中：`).join('')}${'）'.repeat(n)}。`),
  ],
  'titles.docx': [8000, (n) => said(n, (i) => `某某县第${named(i)}局2031年度部门整体支出绩效自评报告`)],
};
