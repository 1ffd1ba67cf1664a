import type { Dataset } from '../dataset.js';
import { DOCUMENT_ID, FIGURE, WHERE, field } from '../fields.js';
import { CONCEPTS } from '../../schemas/schemas.js';

export const dataset: Dataset = {
  name: 'facts',
  title: { zh: '数字', en: 'Facts' },
  description: {
    zh: '报告中印出的每个有含义的数字一行，带原文、单位与位置。',
    en: 'A line for each printed figure that has a meaning, with its exact text, unit and place.',
  },
  fields: [
    DOCUMENT_ID,
    field('id', 'string', ['数字编号', 'Fact'], ['文档内唯一。', 'Unique in its document.'], { required: true }),
    field(
      'concept',
      'string',
      ['概念', 'Concept'],
      ['稳定的概念标识；尚无名称者为 unnamed。', 'Stable concept id; unnamed where there is none yet.'],
      {
        required: true,
        enum: CONCEPTS,
      },
    ),
    field('label', 'string', ['标签', 'Label'], ['印出的标签，由外到内。', 'The printed label, outermost first.']),
    ...FIGURE,
    field('text', 'string', ['原文', 'Text'], ['印出的原样字符。', 'Exactly what is printed.'], { required: true }),
    field(
      'value',
      'number',
      ['数值', 'Value'],
      ['按所印单位的精确数值。', 'The exact number, in the unit as printed.'],
      {
        required: true,
      },
    ),
    field(
      'unit',
      'string',
      ['单位', 'Unit'],
      ['所印单位；未标明则为空。', 'The printed unit; empty where there is none.'],
    ),
    field(
      'amount_yuan',
      'number',
      ['金额（元）', 'Amount, yuan'],
      ['金额换算为元（精确）；不是金额则为空。', 'Of money: the amount in yuan, exact; empty otherwise.'],
    ),
    field('decimals', 'integer', ['小数位', 'Decimals'], ['印出的小数位数。', 'Printed decimals.'], { required: true }),
    field(
      'fineness',
      'integer',
      ['精度', 'Fineness'],
      ['同列或同表最细的小数位数。', 'Decimals of the finest figure of its column or table.'],
      {
        required: true,
      },
    ),
    field(
      'bound',
      'string',
      ['约数', 'Bound'],
      ['about 约、atLeast 以上、atMost 以内。', 'about, atLeast or atMost, where the print says so.'],
      {
        enum: ['about', 'atLeast', 'atMost'],
      },
    ),
    field('source', 'string', ['来源', 'Source'], ['table 表格；prose 文字。', 'table or prose.'], {
      required: true,
      enum: ['table', 'prose'],
    }),
    field('table_id', 'string', ['表格编号', 'Table'], ['所在表格。', 'The table that it stands in.']),
    field('table_kind', 'string', ['表格种类', 'Table kind'], ['所在表格的种类。', 'Kind of that table.']),
    field('row', 'integer', ['表行', 'Row'], ['表格中的行，从 0 起。', 'Row in the table, from 0.']),
    field('column', 'integer', ['表列', 'Column'], ['表格中的列，从 0 起。', 'Column in the table, from 0.']),
    ...WHERE,
  ],
  primaryKey: ['document_id', 'id'],
  select: `
    SELECT f.document_id, f.id, f.concept, f.label, f.subject, f.period, f.stage, f.text, f.value, f.unit,
      CASE WHEN f.amount_fen IS NULL THEN NULL ELSE CASE WHEN f.amount_fen < 0 THEN '-' ELSE '' END ||
        rtrim(rtrim(printf('%d.%02d', abs(f.amount_fen) / 100, abs(f.amount_fen) % 100), '0'), '.') END AS amount_yuan,
      f.decimals, f.fineness, f.bound, f.source, f.table_id, t.kind AS table_kind, f."row", f."column", f.page, f.line
    FROM facts f
    JOIN documents d ON d.id = f.document_id
    LEFT JOIN tables t ON t.document_id = f.document_id AND t.id = f.table_id
    WHERE d.status = 'read'
    ORDER BY d.path, d.id, f.position`,
};
