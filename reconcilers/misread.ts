import { Decimal, type Cause, type Fact, type ReportTable } from '../schemas/index.js';
import type { Ledger } from './ledger.js';
import { movedFigures } from './moved-figures.js';
import { hasBrokenLines, isScanned } from './scanned-lines.js';
import type { Trial } from './test-all.js';

/** Tells why facts that do not tie may have been read in wrong columns; nothing where their tables are sure. */
export type MisreadCause = (facts: readonly string[], rule?: string) => Cause | undefined;

/**
 * Tables whose columns were guessed from a text, or whose lines were found in a picture, and whose figures then fail to
 * tie in so many places that the reader is likelier wrong than the report.
 *
 * One wrong figure breaks its row, its column and a total, which follow from one another; columns that were mixed up
 * break one rule in many rows. So a guessed table is misread where half of the relations of one rule fail, or a quarter
 * and several of them for reasons of their own, or three. Of a rule that was tested but once nobody knows, nor where a
 * line beside the table could not be read: neither accuses anyone. Where all columns add up, rows that do not are the
 * report's (see `borneOut`).
 *
 * Lines of a picture are found, not guessed: there it takes several reasons and more relations (see `isOutOfLine`), or
 * cells that show themselves that a line was missed. Sentences of a picture may have been torn.
 */
export function misreadTables(
  trials: readonly Trial[],
  rootOf: ReadonlyMap<Trial, Trial>,
  ledger: Ledger,
): MisreadCause {
  const { report } = ledger;
  const unsure = new Map<string, 'guessed' | 'scanned'>();
  for (const table of report.tables) {
    if (table.guessed) unsure.set(table.id, 'guessed');
    else if (isScanned(table)) unsure.set(table.id, 'scanned');
  }
  const fromPicture = report.facts.some(({ source, confidence }) => source === 'prose' && confidence !== undefined);
  if (unsure.size === 0 && !fromPicture) return () => undefined;
  const tablesOf = (facts: readonly string[]) => [
    ...new Set(facts.flatMap((id) => ledger.fact(id)?.table ?? []).filter((id) => unsure.has(id))),
  ];
  const counts = countsOf(trials, rootOf, tablesOf, unsure);
  const misread = new Set(report.tables.flatMap(({ id, guessed }) => (guessed === 'rows' ? id : [])));
  for (const [key, count] of counts) {
    const [table = ''] = key.split(' ');
    const whole = key === table;
    if (unsure.get(table) === 'guessed' ? isMixedUp(count, whole) : isOutOfLine(count, whole)) misread.add(table);
  }
  const { borne, moved } = borneOut(trials, rootOf, unsure, ledger);
  const broken = new Map<string, boolean>();
  const isBroken = (table: ReportTable): boolean => {
    let known = broken.get(table.id);
    if (known === undefined) broken.set(table.id, (known = hasBrokenLines(table, report)));
    return known;
  };
  return (facts, rule) => {
    if (borne.has(facts)) return undefined;
    const doubtful = tablesOf(facts).flatMap((id): ReportTable[] => {
      const table = ledger.table(id);
      if (!table) return [];
      const alone =
        unsure.get(id) === 'guessed' ? rule !== undefined && counts.get(`${id} ${rule}`)?.all === 1 : isBroken(table);
      return misread.has(id) || alone || moved.has(facts) ? [table] : [];
    });
    if (doubtful.length > 0) return causeOf(doubtful, unsure.get(doubtful[0]!.id) === 'guessed');
    const torn = fromPicture && facts.flatMap((id) => ledger.fact(id) ?? []).find((fact) => isTorn(fact, ledger));
    return torn ? tornCause(torn) : undefined;
  };
}

/** Column sums that have to tie before they say anything of the columns. */
const FEWEST_SUMS = 3;

/**
 * The figures of row sums that fail in a table whose columns were guessed, but whose columns all add up: what was read into
 * another column would be missing from the sum of its own. Most rows have to tie, and what a row is off by must not be
 * printed in it: a header that was taken to reach over too many columns adds just that. `moved`: rows of such a table whose
 * figures were likelier read into another row.
 */
function borneOut(
  trials: readonly Trial[],
  rootOf: ReadonlyMap<Trial, Trial>,
  unsure: ReadonlyMap<string, 'guessed' | 'scanned'>,
  ledger: Ledger,
): { borne: ReadonlySet<readonly string[]>; moved: ReadonlySet<readonly string[]> } {
  const tables = new Map<string, { columns: Trial[]; rows: Trial[] }>();
  for (const trial of trials) {
    const { outcome, relation } = trial.tested;
    if (outcome === 'unknown' || (relation.rule !== 'column-sum' && relation.rule !== 'row-sum')) continue;
    const id = ledger.fact(relation.stated)?.table ?? '';
    const table = ledger.table(id);
    if (unsure.get(id) !== 'guessed' || table?.guessed === 'rows') continue;
    const own = tables.get(id) ?? { columns: [], rows: [] };
    tables.set(id, own);
    own[relation.rule === 'column-sum' ? 'columns' : 'rows'].push(trial);
  }
  const borne = new Set<readonly string[]>();
  const moved = new Set<readonly string[]>();
  const fails = ({ tested }: Trial) => tested.outcome === 'fails';
  for (const [id, { columns, rows }] of tables) {
    const failing = rows.filter(fails);
    if (failing.length === 0 || columns.length === 0 || columns.some(fails)) continue;
    const elsewhere = movedFigures(columns, rows, ledger);
    for (const { facts } of elsewhere) moved.add(facts);
    if (failing.length * 3 >= rows.length || columns.length < FEWEST_SUMS) continue;
    const summed = new Set(columns.flatMap(({ facts }) => facts));
    const holds = (trial: Trial) =>
      !elsewhere.has(trial) && trial.facts.every((fact) => summed.has(fact)) && !isPrintedGap(trial, id, ledger);
    for (const trial of failing) {
      const root = rootOf.get(trial);
      if (holds(trial) && (!root || holds(root))) borne.add(trial.facts);
    }
  }
  return { borne, moved };
}

/** Whether neighbouring figures of a row come to what its total is off by. */
function isPrintedGap({ tested, facts }: Trial, table: string, ledger: Ledger): boolean {
  const { difference, tolerance } = tested;
  const row = ledger.fact(facts[0]!)?.row;
  if (difference === null || row === undefined) return true;
  const values = ledger.report.facts
    .filter((fact) => fact.table === table && fact.row === row)
    .sort((a, b) => (a.column ?? 0) - (b.column ?? 0))
    .map(({ value }) => new Decimal(value));
  const gap = difference.abs();
  return values.some((_, from) => {
    let sum = new Decimal(0);
    return values.slice(from).some((value) => {
      sum = sum.plus(value);
      return sum
        .minus(gap)
        .abs()
        .lte(tolerance ?? 0);
    });
  });
}

/** By table, and by table and rule. */
function countsOf(
  trials: readonly Trial[],
  rootOf: ReadonlyMap<Trial, Trial>,
  tablesOf: (facts: readonly string[]) => string[],
  unsure: ReadonlyMap<string, 'guessed' | 'scanned'>,
): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const trial of trials) {
    const { outcome, relation } = trial.tested;
    if (outcome === 'unknown') continue;
    for (const table of tablesOf(trial.facts)) {
      // Weights and scores tie exactly, so that one wrong weight breaks many relations by itself.
      if (relation.exact && unsure.get(table) === 'scanned') continue;
      for (const key of [table, `${table} ${relation.rule}`]) {
        const count = counts.get(key) ?? { failing: 0, roots: 0, all: 0 };
        counts.set(key, count);
        count.all++;
        if (outcome !== 'fails') continue;
        count.failing++;
        if (!rootOf.has(trial)) count.roots++;
      }
    }
  }
  return counts;
}

interface Count {
  failing: number;
  /** Failing ones that follow from no other. */
  roots: number;
  all: number;
}

/** Of a table whose columns were guessed, or of one rule in it. */
function isMixedUp({ failing, roots, all }: Count, whole: boolean): boolean {
  const most = whole ? roots > 2 || failing * 3 >= all : failing * 2 >= all;
  return failing > 1 && (most || (roots > 1 && failing * 4 >= all));
}

/** Of a scanned table, or of one rule in it: a third of several relations fail, or half of one rule, each for itself. */
function isOutOfLine({ failing, roots, all }: Count, whole: boolean): boolean {
  return whole ? all >= 6 && failing * 3 >= all && roots >= 3 : all >= 4 && failing * 2 >= all && roots >= 2;
}

/**
 * Whether a figure in a sentence of a picture was torn from what stands before it: behind a point or comma and a gap,
 * 21 of 1,438. 21, or in a paragraph that goes on from a full line, 满 | 分10分，得8.66分.
 */
function isTorn(fact: Fact, ledger: Ledger): boolean {
  const passage = fact.source === 'prose' && fact.confidence !== undefined ? ledger.passageOf(fact.id) : undefined;
  if (!passage) return false;
  const { text } = passage;
  for (let at = text.indexOf(fact.text); at >= 0; at = text.indexOf(fact.text, at + 1))
    if (/\d[.．,，]\s+$/u.test(text.slice(0, at))) return true;
  const { passages } = ledger.report;
  const before = passages[passages.indexOf(passage) - 1];
  if (!before || before.heading || passage.heading || before.text.length < FULL_LINE) return false;
  return /[\p{Script=Han}\d，、]$/u.test(before.text) && (text.split('。')[0] ?? '').includes(fact.text);
}

/** Letters of a paragraph that reaches the end of its first line. */
const FULL_LINE = 32;

function causeOf(tables: readonly ReportTable[], guessed: boolean): Cause {
  const named = tables.flatMap(({ title }) => (title === '' ? [] : `“${title}”`));
  const [zh, en] = [named.join('、') || '此表', named.join(', ') || 'this table'];
  return {
    kind: 'reading',
    message: guessed
      ? {
          zh: `文本中没有列的界线，${zh}的列是推断的，更可能是读错了列。请对照原件`,
          en: `the text shows no borders between columns; those of ${en} were guessed and are likelier wrong than the report; compare with the original`,
        }
      : {
          zh: `读数存疑：扫描件中${zh}的表格线可能识别有误，行列因此错位，更可能是读错了位置。请对照原图`,
          en: `reading doubtful: lines of the scanned table ${en} were likely found wrongly and its figures read in wrong places; compare with the picture`,
        },
  };
}

function tornCause({ text }: Fact): Cause {
  return {
    kind: 'reading',
    message: {
      zh: `读数存疑：扫描件中“${text}”与前面的文字或数字可能被断开，更可能是识别有误。请对照原图`,
      en: `reading doubtful: “${text}” was likely torn from what stands before it in the picture; compare with the picture`,
    },
  };
}
