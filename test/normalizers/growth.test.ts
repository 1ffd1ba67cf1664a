import { expect, test } from 'vitest';
import { normalize } from '../../normalizers/index.js';
import type { RawBlock, RawDocument } from '../../schemas/index.js';

/** Documents that grow in one direction only; `n` is about the number of cells or sentences. */
const SHAPES: Record<string, (n: number) => RawBlock[]> = {
  'one-cell lines': (n) => [table(repeat(n, (at) => [`项目${at}`]))],
  'lines with amounts': (n) => [
    table([
      ['项目', '合计', '县级资金', '其他资金'],
      ...repeat(n / 4, (at) => [`项目${at}`, `${at}.5`, `${at}`, '0.5']),
    ]),
  ],
  'a wide table of numbers': (n) => [table(repeat(n / 12, (at) => repeat(12, (column) => `${at * column}.25`)))],
  'rows that look like headers': (n) => [table(repeat(n / 3, () => ['项目', '合计', '金额']))],
  'forms in one table': (n) => [
    table(
      repeat(n / 6, (at) => [
        ['项目', '预算数'],
        [`甲${at}`, '2.5'],
        ['合计', '2.5'],
      ]).flat(),
    ),
  ],
  'totals and subtotals': (n) => [
    table([
      ['项目', '金额'],
      ...repeat(n / 4, (at) => [
        [`甲${at}`, '1.5'],
        [at % 5 ? '小计' : '合计', '1.5'],
      ]).flat(),
    ]),
  ],
  'pieces of one table': (n) => repeat(n / 3, (at) => table([[`甲${at}`, '1.5', '2.5']])),
  'small tables': (n) =>
    repeat(n / 4, (at) =>
      table([
        ['项目', '金额'],
        [`甲${at}`, '5'],
      ]),
    ),
  goals: (n) => [
    table([
      ['一级指标', '年度指标值', '实际完成值'],
      ...repeat(n / 3, (at) => [`指标${at}`, `${at}个`, `完成${at}个`]),
    ]),
  ],
  'a score sheet': (n) => [
    table([
      ['一级指标', '二级指标', '分值', '评分标准', '得分'],
      ...repeat(n / 5, (at) => [`产出${at % 9}`, `指标${at}`, '5', '每少一项扣1分', '5']),
    ]),
  ],
  'one long cell': (n) => [
    table([
      ['项目', '金额'],
      ['情况说明，支出5万元，'.repeat(n), '5'],
    ]),
  ],
  'one sentence': (n) => [paragraph('2021年、2022年分别为5万元、6万元，'.repeat(n / 2))],
  sentences: (n) => repeat(n / 2, (at) => paragraph(`第${at}号工程支出5万元，其中：材料3万元，人工2万元。`)),
};

test.each(Object.entries(SHAPES))('time grows with size: %s', (_, blocks) => {
  // Warm-up and small sizes are noise: the law is that four times as much is never sixteen times the work.
  const [small, large] = [1000, 4000].map((n) => spent(documentOf(blocks(n))));
  expect(large).toBeLessThan(9 * Math.max(small!, 80));
});

/** Processor time in milliseconds: the machine may do other things. */
function spent(raw: RawDocument): number {
  const before = process.cpuUsage();
  normalize(raw);
  return process.cpuUsage(before).user / 1000;
}

function documentOf(blocks: RawBlock[]): RawDocument {
  return { format: 'text', pages: [], blocks, furniture: [], notices: [] };
}

function table(rows: string[][]): RawBlock {
  const cells = rows.flatMap((texts, row) =>
    texts.map((text, column) => ({ row, column, rowSpan: 1, colSpan: 1, text, place: { row, column } })),
  );
  return { kind: 'table', rows: rows.length, columns: rows[0]?.length ?? 0, cells, pages: [], place: {} };
}

function paragraph(text: string): RawBlock {
  const place = { line: 1, start: 0, end: text.length };
  return { kind: 'paragraph', text, segments: [{ start: 0, place }] };
}

function repeat<T>(count: number, item: (at: number) => T): T[] {
  return Array.from({ length: Math.ceil(count) }, (_, at) => item(at));
}
