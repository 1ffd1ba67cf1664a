import { describe, expect, test } from 'vitest';
import { assess } from '../../reconcilers/index.js';
import type { Line, Report, ReportCell, ReportTable } from '../../schemas/index.js';
import { hasBrokenLines } from '../../reconcilers/scanned-lines.js';
import { form, prose, reportOf } from './report-art.js';

/** As if every figure and cell had been read surely from a picture. */
function scanned(report: Report): Report {
  for (const fact of report.facts) fact.confidence = 0.97;
  for (const table of report.tables) for (const cell of table.cells) if (cell.text !== '') cell.confidence = 0.97;
  return report;
}

const found = (report: Report) =>
  assess(report).findings.map(({ rule, severity, causes }) => `${rule} ${severity} ${causes[0]?.kind ?? ''}`.trim());

const HEADER =
  '机构 | 支出合计=expenditure.total | 基本支出=expenditure.basic <支出合计 | 项目支出=expenditure.project <支出合计';

const UNITS = (rows: string) => form('expenditure', `${HEADER}\n汇总 | 1,006.80 | 645.30 | 361.50\n${rows}`);
const CLEAN = `局机关 <汇总 | 400.30 | 270.05 | 130.25
  中心 <汇总 | 250.50 | 150.25 | 100.25
  学校 <汇总 | 200.00 | 120.00 | 80.00
  医院 <汇总 | 156.00 | 105.00 | 51.00`;

describe('sums of scanned tables', () => {
  test('that tie are silent', () => {
    expect(found(scanned(reportOf(UNITS(CLEAN))))).toEqual([]);
  });

  test('one wrong figure that was read surely stays a discrepancy', () => {
    const planted = CLEAN.replace('150.25', '105.25');
    const findings = found(scanned(reportOf(UNITS(planted))));
    expect(findings).toEqual(found(reportOf(UNITS(planted))));
    expect(findings[0]).toBe('row-sum discrepancy transposed');
  });

  test('two wrong figures far apart stay discrepancies', () => {
    const planted = CLEAN.replace('150.25', '105.25').replace('156.00', '186.00');
    const findings = found(scanned(reportOf(UNITS(planted))));
    expect(findings).toEqual(found(reportOf(UNITS(planted))));
    expect(findings.every((one) => one.includes('discrepancy'))).toBe(true);
  });

  test('that fail in row after row accuse no one', () => {
    const shifted = `局机关 <汇总 | 400.30 | 130.25 | 150.25
      中心 <汇总 | 250.50 | 100.25 | 120.00
      学校 <汇总 | 200.00 | 80.00 | 105.00
      医院 <汇总 | 156.00 | 51.00 | 9.10`;
    expect(found(reportOf(UNITS(shifted))).join()).toContain('row-sum discrepancy');
    const findings = assess(scanned(reportOf(UNITS(shifted)))).findings;
    expect(findings.map(({ severity }) => severity)).not.toContain('discrepancy');
    expect(findings[0]?.causes[0]?.message.zh).toContain('表格线');
    expect(findings[0]?.causes[0]?.message.en).toContain('lines of the scanned table');
  });

  test('of few relations stay discrepancies, whatever share of them fails', () => {
    const two = form('expenditure', `${HEADER}\n局机关 | 400.30 | 270.05 | 120.25\n中心 | 250.50 | 150.25 | 90.25`);
    expect(found(scanned(reportOf(two)))).toEqual(found(reportOf(two)));
  });

  test('whose label took an amount along accuse no one', () => {
    const glued = CLEAN.replace('150.25', '105.25').replace('学校 ', '学校213.50 ');
    expect(found(reportOf(UNITS(glued)))[0]).toContain('discrepancy');
    expect(found(scanned(reportOf(UNITS(glued))))[0]).toBe('row-sum suspicious reading');
  });
});

test.each([
  ['1,438. 21', 'suspicious'],
  ['共2项，21', 'discrepancy'],
  ['21', 'discrepancy'],
])('a sum in a sentence of a picture that prints %s', (printed, severity) => {
  const report = reportOf(
    prose('采购{unnamed 21万元}，其中货物{unnamed 10万元}，工程{unnamed 15万元}。', [
      { kind: 'parts', stated: '采购', operands: ['其中货物', '工程'], complete: true },
    ]),
  );
  for (const passage of report.passages)
    passage.text = passage.text.replaceAll(/\{unnamed |\}/gu, '').replace('21', printed);
  expect(assess(scanned(report)).findings.map((one) => one.severity)).toEqual([severity]);
});

test.each([
  ['其中货物和工程如下，按照年初批复的采购计划和年中追加的计划分别执行，全年共', 'suspicious'],
  ['其中货物和工程如下，按照年初批复的采购计划和年中追加的计划分别执行，全年完成。', 'discrepancy'],
  ['采购情况', 'discrepancy'],
])('a sum in a sentence of a picture below the paragraph %s', (before, severity) => {
  const report = reportOf(
    prose(before),
    prose('采购{unnamed 21万元}，其中货物{unnamed 10万元}，工程{unnamed 15万元}。', [
      { kind: 'parts', stated: '采购', operands: ['其中货物', '工程'], complete: true },
    ]),
  );
  expect(assess(scanned(report)).findings.map((one) => one.severity)).toEqual([severity]);
});

/** `headerRows`, then rows of `text` or `text(rows x columns)`; `.` is covered by a span, `-` is empty. */
function tableOf(headerRows: number, art: string): ReportTable {
  const cells: ReportCell[] = [];
  const rows = art.trim().split('\n');
  rows.forEach((line, row) =>
    line.split('|').forEach((cell, column) => {
      const [, printed = '', rowSpan = '1', colSpan = '1'] = /^(.*?)(?:\((\d)x(\d)\))?$/u.exec(cell.trim()) ?? [];
      if (printed === '.') return;
      const text = printed === '-' ? '' : printed.replaceAll('/', '\n');
      const facts = /^[\d,.]+(?:\n|$)/u.test(text) ? [`${row}-${column}`] : [];
      cells.push({ row, column, rowSpan: +rowSpan, colSpan: +colSpan, text, place: {}, facts, confidence: 0.97 });
    }),
  );
  const lineOf = (label: string, index: number): Line => {
    return { index, path: [label], label, role: 'figure', partOf: null };
  };
  return {
    id: 't1',
    kind: 'generic',
    title: '',
    pages: [],
    unit: '',
    sources: [],
    headerRows,
    rows: rows.map((line, index) =>
      lineOf(
        line
          .split('|')[0]!
          .trim()
          .replace(/^[-.]$/u, ''),
        index,
      ),
    ),
    columns: rows[0]!.split('|').map((label, index) => lineOf(label.trim().replace(/^-$/u, ''), index)),
    cells,
  };
}

const broken = (table: ReportTable, ...after: ReportTable[]) =>
  hasBrokenLines(table, { ...reportOf(), tables: [table, ...after] });

const SHEET = `
  一级 | 二级 | 权重 | 得分
  过程(2x1) | 预算 | 5 | 5
  . | 资产 | 9 | 8`;
const CUT = `
  -(2x1) | 社会效益 | 13 | 12
  . | 长效机制 | 9 | 9`;

test.each<[string, boolean, ReportTable, ...ReportTable[]]>([
  ['a sound sheet', false, tableOf(1, `${SHEET}\n产出(2x1) | 数量 | 7 | 7\n. | 质量 | 6 | 6\n- | 总分 | 27 | 26`)],
  ['a group whose label was lost', true, tableOf(1, `${SHEET}\n- | 数量 | 7 | 7\n- | 质量 | 6 | 6`)],
  [
    'labels that are printed once for several rows',
    false,
    tableOf(1, `一级 | 二级 | 权重\n过程 | 甲 | 5\n- | 乙 | 3\n- | 丙 | 3`),
  ],
  ['a sheet that goes on in a table without a header', true, tableOf(1, SHEET), tableOf(0, CUT)],
  ['a sheet before another', false, tableOf(1, SHEET), tableOf(1, SHEET)],
  ['the rest of a sheet', true, tableOf(0, CUT)],
  ['an empty corner of a header', false, tableOf(2, `-(2x1) | 2022年 | 2023年\n. | 决算数 | 决算数\n甲 | 3.10 | 4.20`)],
  ['a figure over words of the title below', true, tableOf(1, `机构 | 合计\n甲 | 3.10\n合计 | 3.10/固定资产情况`)],
  ['a figure that words below it made none', true, tableOf(1, `机构 | 合计\n甲 | 3.10\n合计 | -3.10/固定资产情况`)],
  ['a remark that begins with a figure', false, tableOf(1, `机构 | 合计 | 说明\n甲 | 3.10 | -0.50/扣分原因`)],
  ['a figure over its unit', false, tableOf(1, `机构 | 合计\n甲 | 3.10\n合计 | 3.10/万元`)],
  ['a figure over a bracket', false, tableOf(1, `机构 | 合计\n甲 | 3.10\n合计 | 3.10/（含结转0.20）`)],
  [
    'a figure that is cut in two',
    true,
    tableOf(1, `机构 | 合计(1x2) | .\n甲 | 23.05(1x2) | .\n乙 | 28.60(1x2) | .\n合计 | 5 | 1.65`),
  ],
  [
    'two figures under a caption of both',
    false,
    tableOf(1, `机构 | 合计(1x2) | .\n甲 | 23.05 | 1.00\n乙 | 28.60 | 2.00\n合计 | 51.65 | 3.00`),
  ],
  [
    'a row of figures without a label',
    true,
    tableOf(1, `项目 | 预算 | 决算\n甲 | 3.10 | 4.20\n- | 57.13 | 74.46\n乙 | 1.00 | 1.00\n丙 | 1.00 | 1.00`),
  ],
  [
    'a column of figures without a caption',
    true,
    tableOf(1, `项目 | - | 决算\n甲 | 3.10 | 4.20\n乙 | 1.00 | 1.00\n丙 | 1.00 | 1.00`),
  ],
  ['an empty row between figures', true, tableOf(1, `项目 | 预算\n甲 | 3.10\n- | -\n乙 | 1.00`)],
  ['empty rows at the end', false, tableOf(1, `项目 | 预算\n甲 | 3.10\n- | -\n- | -`)],
  ['a head count over the caption below', true, tableOf(1, `项目 | 编制数\n人员 | 129/2022年决算数`)],
  ['two figures in one cell', true, tableOf(1, `机构 | 基本 | 项目\n甲 | 3.10 | 4.20\n乙 | 7 37.17(1x2) | .`)],
  ['a range in one cell', false, tableOf(1, `指标 | 目标 | 结果\n甲 | 3.10-4.20(1x2) | .`)],
  [
    'a wide cell that fell to pieces',
    true,
    tableOf(0, `甲 | 按支出性质分(1x3) | . | .\n乙 | - | - | -\n丙 | 项目支出：3.10(1x3) | . | .`),
  ],
  ['an empty row of single cells', false, tableOf(0, `甲 | 按支出性质分(1x3) | . | .\n乙 | - | - | -\n丙 | 1 | 2 | 3`)],
  ['a label with an amount behind a colon', false, tableOf(1, `项目 | 预算\n一般公共预算：1896.52 | 3.10`)],
  ['a label with the amount of the next cell', true, tableOf(1, `项目 | 预算\n因公出国费 187179.31 | 3.10`)],
])('lines of %s', (_, expected, table, ...after) => {
  expect(broken(table, ...after)).toBe(expected);
});
