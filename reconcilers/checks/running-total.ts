import { Decimal, type Expression, type Fact, type Line, type ReportTable } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { difference, fact, sum } from '../expression.js';
import { Ledger, path } from '../ledger.js';
import { namesOf } from '../names.js';
import { equation } from '../phrase.js';
import { isCounted } from '../sums.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'running-total',
  class: 'sum',
  title: { zh: '逐期累计与逐年增减', en: 'Running totals and changes from line to line' },
  about: {
    zh: '表中累计数等于上一期累计加本期数；比上年增减额、增减率等于本行与上一行（上一年）之差及其比率。由哪一栏算出，以多数相符为准；多数不符时不核对。',
    en: 'A running total is the one of the line before it and what was added since; a change from year to year, or its rate, is of this line and the one before. Which column it is of, most lines tell by tying; where most do not tie, nothing is checked.',
  },
  examples: [
    {
      title: { zh: '一个季度的累计数不符', en: 'The running total of one quarter is wrong' },
      text: [
        '支出进度表（万元）',
        '| 季度 | 当季支出 | 累计支出 |',
        '| 一季度 | 412.50 | 412.50 |',
        '| 二季度 | 586.37 | 998.87 |',
        '| 三季度 | 640.28 | 1693.15 |',
        '| 四季度 | 721.94 | 2361.09 |',
      ].join('\n'),
      outcome: 'fails',
    },
    {
      title: { zh: '比上年增减相符', en: 'Changes from year to year tie' },
      text: [
        '“三公”经费情况（万元）',
        '| 年度 | “三公”经费合计 | 比上年增减额 |',
        '| 2020年 | 12.60 | — |',
        '| 2021年 | 10.85 | -1.75 |',
        '| 2022年 | 9.96 | -0.89 |',
        '| 2023年 | 10.42 | 0.46 |',
      ].join('\n'),
      outcome: 'holds',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    return report.tables.flatMap((table) =>
      (['columns', 'rows'] as const).flatMap((axis) =>
        table[axis].some(({ label }) => STEP.test(label)) ? chains(table, axis, ledger) : [],
      ),
    );
  },
};

const RUNNING = /累计|累积|截[至止]/u;
const CHANGE = /(?:比|较)(?:上|前|去)(?:年|期|月|季)|增减|变动|环比|同比|增长/u;
const STEP = new RegExp(`${RUNNING.source}|${CHANGE.source}`, 'u');

/** More lines than these are not tried against each other. */
const MOST_LINES = 12;

/** Digits that must tie before it is more than chance. */
const ENOUGH = 4;

function chains(table: ReportTable, axis: 'rows' | 'columns', ledger: Ledger): Relation[] {
  const lines = table[axis].filter(isFilled);
  const steps = table[axis === 'rows' ? 'columns' : 'rows'].filter(({ role }) => role === 'figure');
  if (lines.length < 2 || lines.length > MOST_LINES || steps.length < 3) return [];
  const at = (line: Line, step: Line): Fact | undefined =>
    axis === 'rows' ? ledger.cell(table.id, line.index, step.index) : ledger.cell(table.id, step.index, line.index);
  const figures = new Map(lines.map((line) => [line, steps.map((step) => at(line, step))]));
  const name = (line: Line, index: number) => `${ledger.tableName(table.id)}:${path(line)}@${path(steps[index])}`;
  return lines.flatMap((line): Relation[] => {
    const own = figures.get(line)!;
    const ways = lines.flatMap((other): Chain[] => {
      if (other === line) return [];
      const of = figures.get(other)!;
      if (RUNNING.test(line.label) && !RUNNING.test(other.label)) return [running(own, of)];
      return CHANGE.test(line.label) && !STEP.test(other.label) ? [changes(own, of, 1), changes(own, of, -1)] : [];
    });
    const best = ways.filter(isTelling).toSorted((one, other) => other.ties.length - one.ties.length)[0];
    return (best?.links ?? []).map((link): Relation => {
      const { stated, formula, parts, index } = link;
      const called = namesOf([stated, ...parts], ledger);
      return {
        rule: 'running-total',
        key: name(line, index),
        subject: equation(called(stated), link.words(parts.map(called))),
        stated: stated.id,
        formula,
        comparison: 'equal',
        exact: formula.op !== 'divide' && isCounted(stated, parts),
      };
    });
  });
}

function isFilled({ role }: Line): boolean {
  return role === 'figure' || role === 'total';
}

/** One line as worked out from another, step by step. */
interface Chain {
  links: Link[];
  /** Those that tie. */
  ties: Link[];
}

interface Link {
  index: number;
  stated: Fact;
  parts: Fact[];
  formula: Expression;
  words(names: readonly string[]): string;
  value: Decimal | null;
}

/** 累计 = 上期累计 + 本期. */
function running(own: readonly (Fact | undefined)[], of: readonly (Fact | undefined)[]): Chain {
  return chainOf(
    own.flatMap((stated, index): Link[] => {
      const more = of[index];
      const before = own[index - 1];
      if (!stated || !more || stated.unit !== more.unit || (index > 0 && before?.unit !== stated.unit)) return [];
      const parts = before ? [before, more] : [more];
      const value = parts.reduce((all, part) => all.plus(part.value), ZERO);
      return [
        {
          index,
          stated,
          parts,
          formula: before ? sum(parts) : fact(more),
          words: (names) => names.join(' + '),
          value,
        },
      ];
    }),
  );
}

/** 增减 = 本年 − 上年, and its rate; the year before stands in the line before (`back` 1) or in the one behind (−1). */
function changes(own: readonly (Fact | undefined)[], of: readonly (Fact | undefined)[], back: 1 | -1): Chain {
  return chainOf(
    own.flatMap((stated, index): Link[] => {
      const now = of[index];
      const before = of[index - back];
      if (!stated || !now || !before || now.unit !== before.unit) return [];
      const parts = [now, before];
      const gap = new Decimal(now.value).minus(before.value);
      if (stated.unit === now.unit && !isRatio(now))
        return [
          { index, stated, parts, formula: difference(now, before), words: ([a, b]) => `${a} − ${b}`, value: gap },
        ];
      if (!isRatio(stated) || isRatio(now) || new Decimal(before.value).isZero()) return [];
      return [
        {
          index,
          stated,
          parts,
          formula: { op: 'divide', left: difference(now, before), right: fact(before) },
          words: ([a, b]) => `(${a} − ${b}) ÷ ${b}`,
          value: gap.div(before.value).times(100),
        },
      ];
    }),
  );
}

const ZERO = new Decimal(0);

function isRatio({ unit }: Fact): boolean {
  return measureOf(unit).dimension === 'ratio';
}

function chainOf(links: Link[]): Chain {
  return { links, ties: links.filter(isTied) };
}

/** Sums are exact; what is rounded may differ by one in the last place that is printed. */
function isTied({ stated, value }: Link): boolean {
  const gap = value?.minus(stated.value).abs();
  return gap?.lte(isRatio(stated) ? new Decimal(10).pow(-stated.decimals) : 0) ?? false;
}

/** A wrong running total breaks two links, so two may be broken where as many and more tie. */
function isTelling({ links, ties }: Chain): boolean {
  const missed = links.length - ties.length;
  const told = ties.filter(
    ({ stated, parts }) => parts.length > 1 && [stated, ...parts].every(({ value }) => !new Decimal(value).isZero()),
  );
  const digits = told.reduce((all, { stated, parts }) => all + Math.max(...[stated, ...parts].map(digitsOf)), 0);
  return ties.length >= 2 && missed <= 2 && missed <= ties.length && told.length >= 1 && digits >= ENOUGH;
}

function digitsOf({ value }: Fact): number {
  return value.replace(/^-?0*\.?0*|\./gu, '').length;
}
