import { Outcome } from '../../schemas/schemas.js';
import type { Dataset } from '../dataset.js';
import { DOCUMENT_ID, field } from '../fields.js';
import { WHOLE_OPERANDS } from '../store/operands.js';

export const dataset: Dataset = {
  name: 'checks',
  title: { zh: '核对', en: 'Checks' },
  description: {
    zh: '核对过的每个勾稽关系一行，无论结果如何。',
    en: 'A line for each relation that was tested, whatever came of it.',
  },
  fields: [
    DOCUMENT_ID,
    field('id', 'string', ['核对编号', 'Check'], ['文档内唯一。', 'Unique in its document.'], { required: true }),
    field('rule', 'string', ['规则', 'Rule'], ['核对规则标识。', 'Id of the check rule.'], { required: true }),
    field(
      'outcome',
      'string',
      ['结果', 'Outcome'],
      ['holds 相符、rounding 四舍五入之差、fails 不符、unknown 无法判断。', 'holds, rounding, fails or unknown.'],
      { required: true, enum: Outcome.options },
    ),
    field(
      'subject_zh',
      'string',
      ['关系', 'Relation, Chinese'],
      ['用文字写出的关系式（中文）。', 'The formula in words, Chinese.'],
    ),
    field(
      'subject_en',
      'string',
      ['关系（英文）', 'Relation, English'],
      ['用文字写出的关系式（英文）。', 'The formula in words, English.'],
    ),
    field('stated', 'number', ['报告数', 'Stated'], ['报告所载数字。', 'The printed figure.']),
    field('computed', 'number', ['计算数', 'Computed'], ['由其他数字算出的结果。', 'What the other figures yield.']),
    field('difference', 'number', ['差额', 'Difference'], ['报告数 − 计算数。', 'Stated − computed.']),
    field(
      'tolerance',
      'number',
      ['容差', 'Tolerance'],
      ['四舍五入可以解释的最大差额。', 'The greatest difference that rounding can explain.'],
    ),
    field('unit', 'string', ['单位', 'Unit'], ['以上各数的单位。', 'Unit of these numbers.']),
    field(
      'operands',
      'array',
      ['涉及数字', 'Operands'],
      ['涉及的每个印出数字及其位置（JSON）。', 'Every printed number that takes part, with its place (JSON).'],
      {
        required: true,
      },
    ),
  ],
  primaryKey: ['document_id', 'id'],
  select: `
    SELECT c.document_id, c.id, c.rule, c.outcome, c.subject_zh, c.subject_en, c.stated, c.computed, c.difference,
      c.tolerance, c.unit, ${WHOLE_OPERANDS} AS operands
    FROM checks c JOIN documents d ON d.id = c.document_id
    WHERE d.status = 'read'
    ORDER BY d.path, d.id, c.position`,
};
