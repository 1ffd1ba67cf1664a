/**
 * The columns that are filled for one document, in order, a table a line. `document_id` and `position` (the order in
 * the document) come first in each.
 */
export const COLUMNS = {
  tables: ['id', 'kind', 'title', 'pages', 'unit', 'row_count', 'column_count'],
  cells: ['table_id', 'row', 'column', 'row_span', 'column_span', 'text', 'page', 'place'],
  facts: [
    ...['id', 'concept', 'label', 'subject', 'period', 'stage', 'text', 'value', 'unit', 'amount_fen'],
    ...['decimals', 'fineness', 'bound', 'source', 'table_id', 'row', 'column', 'page', 'line', 'place'],
    ...['confidence', 'alternatives'],
  ],
  indicators: [
    ...['id', 'level1', 'level2', 'level3', 'target', 'actual', 'weight', 'weight_milli', 'score', 'score_milli'],
    ...['rule', 'reason', 'table_id', 'row', 'page', 'line', 'place'],
  ],
  scores: [
    ...['indicator_id', 'rule', 'weight', 'claimed', 'low', 'high', 'verdict', 'formula', 'inputs', 'missing'],
    ...['message_zh', 'message_en'],
  ],
  checks: [
    ...['id', 'rule', 'outcome', 'subject_zh', 'subject_en', 'stated', 'computed', 'difference', 'tolerance'],
    ...['unit', 'operands'],
  ],
  findings: [
    ...['id', 'check_id', 'rule', 'severity', 'subject', 'stated', 'expected', 'difference', 'unit', 'operands'],
    ...['message_zh', 'message_en', 'causes', 'consequence_of'],
  ],
  notices: ['code', 'message_zh', 'message_en', 'place'],
} as const;

export type TableName = keyof typeof COLUMNS;

/** The tables in the order in which a document's rows can be inserted. */
export const TABLE_NAMES = Object.keys(COLUMNS) as TableName[];
