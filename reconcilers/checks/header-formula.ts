import type { CheckRule, Relation } from '../check.js';
import { linesBySerial, readFormula } from '../header-formula.js';
import { Ledger, path } from '../ledger.js';

export const check: CheckRule = {
  id: 'header-formula',
  class: 'sum',
  title: { zh: '表头公式', en: 'Formula in the header' },
  about: {
    zh: '表头写明的公式（如 3=1+2、C=B/A）在每一行都应成立。',
    en: 'A formula that the header prints (3=1+2, C=B/A) holds in every row.',
  },
  examples: [
    {
      title: { zh: '3=1+2 成立', en: '3=1+2 holds' },
      text: [
        '单位：万元',
        '| 项目 | 年初预算数 | 预算调整数 | 全年预算数 |',
        '| | 1 | 2 | 3=1+2 |',
        '| 基本支出 | 120.50 | -10.25 | 110.25 |',
        '| 项目支出 | 80.00 | 20.00 | 100.00 |',
        '| 合计 | 200.50 | 9.75 | 210.25 |',
      ].join('\n'),
      outcome: 'holds',
    },
    {
      title: { zh: '一行不符', en: 'One row breaks it' },
      text: [
        '单位：万元',
        '| 项目 | 年初预算数 | 预算调整数 | 全年预算数 |',
        '| | 1 | 2 | 3=1+2 |',
        '| 基本支出 | 120.50 | -10.25 | 101.25 |',
        '| 项目支出 | 80.00 | 20.00 | 100.00 |',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const relations: Relation[] = [];
    for (const table of report.tables) {
      for (const axis of ['columns', 'rows'] as const) {
        if (!table[axis].some(({ formula }) => formula)) continue;
        const serials = linesBySerial(table[axis]);
        const across = axis === 'columns' ? table.rows : table.columns;
        for (const line of table[axis]) {
          if (!line.formula) continue;
          for (const cross of across) {
            if (cross.role !== 'figure' && cross.role !== 'total') continue;
            const cell = (at: number) =>
              axis === 'columns' ? ledger.cell(table.id, cross.index, at) : ledger.cell(table.id, at, cross.index);
            const stated = cell(line.index);
            if (!stated) continue;
            const formula = readFormula(line.formula, (serial) => {
              const named = serials.get(serial);
              return named ? cell(named.index) : null;
            });
            if (!formula) continue;
            const words = `${cross.label}：${line.label}（${line.formula}）`;
            relations.push({
              rule: 'header-formula',
              key: `${ledger.tableName(table.id)}:${path(line)}@${path(cross)}`,
              subject: { zh: words, en: words },
              stated: stated.id,
              formula,
              comparison: 'equal',
              exact: false,
            });
          }
        }
      }
    }
    return relations;
  },
};
