import type { Message } from '../schemas/index.js';
import type { Dataset } from './dataset.js';
import { DOCUMENT_ID, FIGURE, IDENTITY, amountField, field } from './fields.js';

/** A wide file over one of the store's views: a line for each subject, period and stage, an amount a column. */
export function wideDataset(name: string, title: Message, columns: Record<string, [zh: string, en: string]>): Dataset {
  const unit = field('unit', 'string', ['金额单位', 'Unit'], ['恒为万元。', 'Always 万元 (10,000 yuan).'], {
    required: true,
  });
  const amounts = Object.entries(columns).map(([column, [zh, en]]) => amountField(column, zh, en));
  const fields = [DOCUMENT_ID, ...IDENTITY, ...FIGURE, unit, ...amounts];
  return {
    name,
    title,
    description: {
      zh: '每个单位、年度、口径一行，金额统一换算为万元（精确）。同一数字多处出现时取本表的数字，其次其他表格，再次文字叙述；全部出处见 facts.csv。',
      en: 'A line for each unit of organisation, year and stage; amounts converted to 万元, exactly. Of a figure that is printed several times, that of this table comes first, then other tables, then sentences; facts.csv holds all of them.',
    },
    fields,
    primaryKey: ['document_id', 'subject', 'period', 'stage'],
    select: `SELECT ${fields.map(({ name }) => name).join(', ')} FROM ${name}`,
  };
}
