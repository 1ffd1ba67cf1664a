import { describe, expect, it } from 'vitest';
import { FactBook } from '../../normalizers/fact-book.js';
import { findForms } from '../../normalizers/forms/index.js';
import { readTableFacts } from '../../normalizers/table-facts.js';
import { rawArt } from '../raw-art.js';
import { outline } from './forms/outline.js';

describe('facts of figure tables', () => {
  const cases: { name: string; art: string; facts: string[] }[] = [
    {
      name: 'two years and three columns; blanks are no facts',
      art: `
        | 经费控制情况（万元） | 2023年决算数 | 2024年预算数 | 2024年决算数 |
        | 三公经费： | 9.50 | 10 | / |
        | 1、公务接待 | 9.50 | — | 无 |
        | 公用经费 | （1.20） | 1,300.5 | 0 |`,
      facts: [
        'threePublic.total | summary | previousFinal 2023 | 9.5 万元',
        'threePublic.total | summary | opening 2024 | 10 万元',
        'threePublic.reception | summary | previousFinal 2023 | 9.5 万元',
        'expenditure.running | summary | previousFinal 2023 | -1.2 万元',
        'expenditure.running | summary | opening 2024 | 1300.5 万元',
        'expenditure.running | summary | final 2024 | 0 万元',
      ],
    },
    {
      name: 'labels and amounts in one cell, under what they divide',
      art: `
        | 年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
        | ^ | 年度资金总额 | 90 | 100 | 95 | 10 | 95% | 9.5 |
        | ^ | 按收入性质分： | < | < | 按支出性质分： | < | < | < |
        | ^ | 其中：一般公共预算：80.5 | < | < | 其中：基本支出：60 | < | < | < |
        | ^ | 其他资金： | < | < | 项目支出：20.5 | < | < | < |`,
      facts: [
        'budget.total | summary | opening 2024 | 90 万元',
        'budget.total | summary | adjusted 2024 | 100 万元',
        'budget.total | summary | final 2024 | 95 万元',
        'score.line | summary | target 2024 | 10 分',
        'rate.execution | summary | final 2024 | 95 %',
        'score.line | summary | actual 2024 | 9.5 分',
        'income.generalBudget | summary | opening 2024 | 80.5 万元',
        'expenditure.basic | summary | opening 2024 | 60 万元',
        'expenditure.project | summary | opening 2024 | 20.5 万元',
      ],
    },
    {
      name: 'labelled amounts belong to the budget that they add up to',
      art: `
        | 年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数 |
        | ^ | 年度资金总额 | 90 | 100 | 95 |
        | ^ | 其中：一般公共预算：80 | < | 其中：基本支出：60 | < |
        | ^ | 其他资金：20 | < | 项目支出：40 | < |`,
      facts: [
        'budget.total | summary | opening 2024 | 90 万元',
        'budget.total | summary | adjusted 2024 | 100 万元',
        'budget.total | summary | final 2024 | 95 万元',
        'income.generalBudget | summary | adjusted 2024 | 80 万元',
        'expenditure.basic | summary | adjusted 2024 | 60 万元',
        'income.other | summary | adjusted 2024 | 20 万元',
        'expenditure.project | summary | adjusted 2024 | 40 万元',
      ],
    },
    {
      name: 'units from headers, bare percentages, numbers of lines and years',
      art: `
        | 序号 | 单位名称 | 基本支出（元） | 项目支出（万元） | 执行率 |
        | 1 | 局机关 | 12000 | 3 | 98.5 |
        | 2 | 文化馆 | 8000.5 | 2 | 100 |`,
      facts: [
        'expenditure.basic | 局机关 | final 2024 | 12000 元',
        'expenditure.project | 局机关 | final 2024 | 3 万元',
        'rate.execution | 局机关 | final 2024 | 98.5 %',
        'expenditure.basic | 文化馆 | final 2024 | 8000.5 元',
        'expenditure.project | 文化馆 | final 2024 | 2 万元',
        'rate.execution | 文化馆 | final 2024 | 100 %',
      ],
    },
    {
      name: 'projects are subjects, their sum is the department’s',
      art: `
        2024年项目支出情况（单位：万元）
        | 项目名称 | 年初预算数 | 执行数 |
        | 1、河道清淤 | 10 | 9 |
        | 2、渠道维修 | 5 | 5 |
        | 合计 | 15 | 14 |`,
      facts: [
        'expenditure.project | 河道清淤 | opening 2024 | 10 万元',
        'expenditure.project | 河道清淤 | final 2024 | 9 万元',
        'expenditure.project | 渠道维修 | opening 2024 | 5 万元',
        'expenditure.project | 渠道维修 | final 2024 | 5 万元',
        'expenditure.project | summary | opening 2024 | 15 万元',
        'expenditure.project | summary | final 2024 | 14 万元',
      ],
    },
    {
      name: 'units of organisation as columns and in block captions',
      art: `
        | 项目 | 局本级 | 文化馆 | 合计 |
        | 基本支出 | 20 | 8 | 28 |
        | 项目支出 | 8 | 4 | 12 |
        | 其中：古城保护项目 | 6 | | 6 |`,
      facts: [
        'expenditure.basic | 局本级 | final 2024 | 20',
        'expenditure.basic | 文化馆 | final 2024 | 8',
        'expenditure.basic | summary | final 2024 | 28',
        'expenditure.project | 局本级 | final 2024 | 8',
        'expenditure.project | 文化馆 | final 2024 | 4',
        'expenditure.project | summary | final 2024 | 12',
        'unnamed | 局本级 | final 2024 | 6',
        'unnamed | summary | final 2024 | 6',
      ],
    },
  ];
  it.each(cases)('$name', ({ art, facts }) => {
    expect(outline(art).flatMap((form) => form.facts)).toEqual(facts);
  });

  it('takes the finest decimals of a table, so that 92 among 15.52 is 92.00, and notes facts in their cells', () => {
    const identity = { title: '', province: '', county: '', department: '', year: '2024' };
    const { tables } = findForms(
      rawArt(`
        | 单位名称 | 支出合计 | 基本支出 | 项目支出 |
        | 局机关 | 107.52 | 15.52 | 92 |
        | 合计 | 107.52 | 15.52 | 92 |`),
      identity,
    );
    const book = new FactBook();
    readTableFacts(tables, identity, book);
    expect(new Set(book.facts.map((fact) => fact.fineness))).toEqual(new Set([2]));
    expect(book.facts.map((fact) => fact.decimals)).toEqual([2, 2, 0, 2, 2, 0]);
    expect(tables[0]!.cells.flatMap((cell) => cell.facts)).toEqual(book.facts.map((fact) => fact.id));
    expect(book.facts[0]).toMatchObject({ table: 't1', row: 1, column: 1, text: '107.52', label: '局机关 / 支出合计' });
  });
});

it('reads a table of thousands of lines in time that grows with its length', () => {
  const seconds = (lines: number) => {
    const rows = Array.from({ length: lines }, (_, row) => `| ${row + 1}、站点${row} | 30.5 | 10.25 | 20.25 | 0 |`);
    const art = ['| 单位名称 | 支出合计 | 基本支出 | 项目支出 | 结余 |', ...rows].join('\n');
    const begin = process.cpuUsage();
    expect(outline(art)[0]?.facts).toHaveLength(lines * 4);
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1e6;
  };
  seconds(200);
  const short = seconds(750);
  const long = seconds(3000);
  // Four times the lines: a square would take sixteen times as long.
  expect(long).toBeLessThan(Math.max(short, 0.05) * 12);
});
