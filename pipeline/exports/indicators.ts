import type { Dataset } from '../dataset.js';
import { DOCUMENT_ID, WHERE, field } from '../fields.js';

export const dataset: Dataset = {
  name: 'indicators',
  title: { zh: '绩效指标', en: 'Indicators' },
  description: {
    zh: '评分表与目标表的每行指标，目标、完成、分值、得分与评分标准。',
    en: 'A line for each line of score sheets and goal tables: target, actual, weight, score and rule.',
  },
  fields: [
    DOCUMENT_ID,
    field('id', 'string', ['指标编号', 'Indicator'], ['文档内唯一。', 'Unique in its document.'], { required: true }),
    field('level1', 'string', ['一级指标', 'Level 1'], ['一级指标名称。', 'First level.']),
    field('level2', 'string', ['二级指标', 'Level 2'], ['二级指标名称。', 'Second level.']),
    field('level3', 'string', ['三级指标', 'Level 3'], ['三级指标名称。', 'Third level.']),
    field('target', 'string', ['目标值', 'Target'], ['年度目标值。', 'The goal for the year.']),
    field('actual', 'string', ['完成值', 'Actual'], ['实际完成值。', 'What was reached.']),
    field(
      'weight',
      'number',
      ['分值', 'Weight'],
      ['分值；未印则为空。', 'Points to be had; empty where none is printed.'],
    ),
    field(
      'score',
      'number',
      ['得分', 'Score'],
      ['自评得分；未印则为空。', 'Points claimed; empty where none is printed.'],
    ),
    field('rule', 'string', ['评分标准', 'Rule'], ['评分标准原文。', 'The scoring rule as printed.']),
    field(
      'reason',
      'string',
      ['原因', 'Reason'],
      ['扣分或偏差原因、备注。', 'Reason of a deduction or deviation, remarks.'],
    ),
    field('table_id', 'string', ['表格编号', 'Table'], ['所在表格。', 'The table that it stands in.']),
    field('row', 'integer', ['表行', 'Row'], ['表格中的行，从 0 起。', 'Row in the table, from 0.']),
    ...WHERE,
  ],
  primaryKey: ['document_id', 'id'],
  select: `
    SELECT i.document_id, i.id, i.level1, i.level2, i.level3, i.target, i.actual, i.weight, i.score, i.rule, i.reason,
      i.table_id, i."row", i.page, i.line
    FROM indicators i JOIN documents d ON d.id = i.document_id
    WHERE d.status = 'read'
    ORDER BY d.path, d.id, i.position`,
};
