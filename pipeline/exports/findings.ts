import { Severity } from '../../schemas/schemas.js';
import type { Dataset } from '../dataset.js';
import { DOCUMENT_ID, WHERE, field } from '../fields.js';

export const dataset: Dataset = {
  name: 'findings',
  title: { zh: '问题', en: 'Findings' },
  description: {
    zh: '每个对不上的地方一行，带最可能的原因与审核意见。',
    en: 'A line for each flag, with its likeliest cause and the auditor’s decision.',
  },
  fields: [
    DOCUMENT_ID,
    field(
      'id',
      'string',
      ['问题编号', 'Finding'],
      ['稳定编号：所报数字不变则编号不变。', 'Stable: the same as long as the stated figures are.'],
      {
        required: true,
      },
    ),
    field(
      'check_id',
      'string',
      ['核对编号', 'Check'],
      ['对应的核对；无则为空。', 'The check that failed, if there is one.'],
    ),
    field('rule', 'string', ['规则', 'Rule'], ['核对规则标识。', 'Id of the check rule.'], { required: true }),
    field(
      'severity',
      'string',
      ['级别', 'Severity'],
      ['discrepancy 不符、suspicious 可疑、rounding 四舍五入。', 'discrepancy, suspicious or rounding.'],
      { required: true, enum: Severity.options },
    ),
    field('subject', 'string', ['事项', 'Subject'], ['所指事项。', 'What it is about.']),
    field('stated', 'string', ['报告所载', 'Stated'], ['报告所载数字或文字。', 'What is stated.']),
    field('expected', 'string', ['应为', 'Expected'], ['按其他数字应为。', 'What the other figures yield.']),
    field('difference', 'string', ['差额', 'Difference'], ['所载 − 应为。', 'Stated − expected.']),
    field('unit', 'string', ['单位', 'Unit'], ['以上各数的单位。', 'Unit of these numbers.']),
    field('message_zh', 'string', ['说明', 'Message, Chinese'], ['说明（中文）。', 'Statement in Chinese.']),
    field('message_en', 'string', ['说明（英文）', 'Message, English'], ['说明（英文）。', 'Statement in English.']),
    field('cause', 'string', ['原因种类', 'Cause'], ['最可能原因的种类。', 'Kind of the likeliest cause.']),
    field(
      'cause_zh',
      'string',
      ['原因', 'Cause, Chinese'],
      ['最可能的原因（中文）。', 'The likeliest cause in Chinese.'],
    ),
    field(
      'cause_en',
      'string',
      ['原因（英文）', 'Cause, English'],
      ['最可能的原因（英文）。', 'The likeliest cause in English.'],
    ),
    field(
      'consequence_of',
      'string',
      ['起因', 'Consequence of'],
      ['由哪个问题引起；无则为空。', 'Id of the finding that this one only follows from.'],
    ),
    ...WHERE,
    field(
      'operands',
      'array',
      ['涉及数字', 'Operands'],
      ['涉及的每个印出数字及其位置（JSON）。', 'Every printed number that takes part, with its place (JSON).'],
      {
        required: true,
      },
    ),
    field(
      'decision',
      'string',
      ['审核结论', 'Decision'],
      ['审核人的结论；未审则为空。', 'The auditor’s decision; empty where there is none.'],
    ),
    field('decision_note', 'string', ['审核说明', 'Note'], ['审核人的说明。', 'The auditor’s note.']),
  ],
  primaryKey: ['document_id', 'id'],
  select: `
    SELECT f.document_id, f.id, f.check_id, f.rule, f.severity, f.subject, f.stated, f.expected, f.difference, f.unit,
      f.message_zh, f.message_en, f.causes ->> '$[0].kind' AS cause, f.causes ->> '$[0].message.zh' AS cause_zh,
      f.causes ->> '$[0].message.en' AS cause_en, f.consequence_of,
      f.operands ->> '$[0].place.page' AS page, f.operands ->> '$[0].place.line' AS line, f.operands,
      e.decision, e.note AS decision_note
    FROM findings f
    JOIN documents d ON d.id = f.document_id
    LEFT JOIN decisions e ON e.finding_id = f.id
    WHERE d.status = 'read'
    ORDER BY d.path, d.id, f.position`,
};
