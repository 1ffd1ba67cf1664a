import type { Fact, Line, Passage, Report, ReportTable, ScoreNode } from '../schemas/index.js';
import { addUnder, once } from '../schemas/index.js';

/** Letters before a figure that are enough to find it. */
const AROUND = 24;

/** Looks up what checks need of a report: facts by id and by cell, lines with their parts, labels and stable names. */
export class Ledger {
  readonly #facts = new Map<string, Fact>();
  /** By table, row and column; null where a cell holds several figures. */
  readonly #cells = new Map<string, (Fact | null)[][]>();
  readonly #tables = new Map<string, ReportTable>();
  readonly #names = new Map<string, string>();
  readonly #nodes = new Map<string, ScoreNode>();
  /** Of figures that stand alone in a cell with a colon: the cell's text. */
  readonly #texts = new Map<string, string>();
  readonly #scored = new Map<string, string>();

  private constructor(readonly report: Report) {
    const facts = withoutOutliers(report.facts);
    for (let at = 0; at < facts.length; at++) this.#note(facts[at]!);
    const seen = new Map<string, number>();
    for (const table of report.tables) {
      for (let at = 0; at < table.cells.length; at++) {
        const { facts: within, text } = table.cells[at]!;
        if (within.length === 1 && (text.includes(':') || text.includes('：'))) this.#texts.set(within[0]!, text);
      }
      this.#tables.set(table.id, table);
      const ordinal = (seen.get(table.kind) ?? 0) + 1;
      seen.set(table.kind, ordinal);
      this.#names.set(table.id, ordinal === 1 ? table.kind : `${table.kind}#${ordinal}`);
    }
    for (const scoring of report.scorings) {
      for (const node of scoring.nodes) {
        this.#nodes.set(node.id, node);
        if (node.weightFact !== undefined) this.#scored.set(node.weightFact, `${node.label}（分值）`);
        if (node.scoreFact !== undefined) this.#scored.set(node.scoreFact, `${node.label}（得分）`);
      }
    }
  }

  #note(fact: Fact): void {
    const { id, source, table, row, column } = fact;
    this.#facts.set(id, fact);
    if (source !== 'table' || table === undefined || row === undefined || column === undefined) return;
    let rows = this.#cells.get(table);
    if (!rows) this.#cells.set(table, (rows = []));
    const cells = (rows[row] ??= []);
    cells[column] = cells[column] === undefined ? fact : null;
  }

  /** The ledger of a report, made once for all checks. */
  static readonly of: (report: Report) => Ledger = once((report) => new Ledger(report));

  readonly fact = (id: string): Fact | undefined => this.#facts.get(id);

  /** Those that there are, in the same order. */
  facts(ids: readonly string[]): Fact[] {
    const facts: Fact[] = [];
    for (let at = 0; at < ids.length; at++) {
      const fact = this.#facts.get(ids[at]!);
      if (fact) facts.push(fact);
    }
    return facts;
  }

  /**
   * The one figure in a cell; undefined where there is none, or several, or where the cell prints a label of its own
   * (其中：一般公共预算：954.67): such a figure is no part of its row and column.
   */
  cell(table: string, row: number, column: number): Fact | undefined {
    const fact = this.#cells.get(table)?.[row]?.[column];
    if (!fact) return undefined;
    const text = this.#texts.get(fact.id);
    if (text === undefined) return fact;
    const rest = text.replace(fact.text, '').replace(fact.unit, '');
    return /\p{Script=Han}\s*\p{Script=Han}\s*[:：]/u.test(rest) ? undefined : fact;
  }

  table(id: string | undefined): ReportTable | undefined {
    return id === undefined ? undefined : this.#tables.get(id);
  }

  node(id: string | undefined): ScoreNode | undefined {
    return id === undefined ? undefined : this.#nodes.get(id);
  }

  /** Name of a table in keys: its kind, numbered among its like; the same in every format of the document. */
  tableName(id: string): string {
    return this.#names.get(id) ?? '';
  }

  /** What a reader would call the figure: indicator, row and column of a table, or the label in a sentence. */
  label(fact: Fact): string {
    let label = this.#labels.get(fact);
    if (label === undefined) this.#labels.set(fact, (label = this.#labelOf(fact)));
    return label;
  }

  readonly #labels = new Map<Fact, string>();

  #labelOf(fact: Fact): string {
    const scored = this.#scored.get(fact.id);
    if (scored !== undefined) return scored;
    const [row, column] = this.#lines(fact);
    const across = row ? tidy(row.label) : '';
    const down = column ? tidy(column.label) : '';
    return across && down ? `${across}·${down}` : across || down || fact.label;
  }

  /** Place in meaning: table and label paths, or the label with period and stage. */
  meaning(fact: Fact): string {
    const [row, column] = this.#lines(fact);
    if (row || column) return `${this.tableName(fact.table ?? '')}:${path(row)}:${path(column)}`;
    return `${fact.concept}:${fact.label}:${fact.subject}:${fact.period}:${fact.stage}`;
  }

  /** The words of the sentence around a figure in a paragraph, for a reader to find it; '' of a figure in a table. */
  wordsAround(fact: Fact): string {
    const passage = this.passageOf(fact.id);
    if (!passage) return '';
    let at = 0;
    for (const id of passage.facts) {
      const start = passage.text.indexOf(this.fact(id)?.text ?? '\n', at);
      if (id !== fact.id) {
        at = Math.max(at, start);
        continue;
      }
      if (start < 0) return '';
      const before = (
        passage.text
          .slice(0, start)
          .split(/[。；;\n]/u)
          .at(-1) ?? ''
      ).trimStart();
      const end = start + fact.text.length;
      const after = passage.text.slice(end, end + 6).split(/[。；;，,\n]/u)[0] ?? '';
      return `${before.length > AROUND ? `…${before.slice(-AROUND)}` : before}${fact.text}${after}…`;
    }
    return '';
  }

  /** The paragraph that a figure stands in; undefined of a figure in a table. */
  passageOf(id: string): Passage | undefined {
    if (!this.#passages) {
      this.#passages = new Map();
      for (const passage of this.report.passages) for (const one of passage.facts) this.#passages.set(one, passage);
    }
    return this.#passages.get(id);
  }

  #passages: Map<string, Passage> | undefined;

  #lines(fact: Fact): [Line | undefined, Line | undefined] {
    const table = this.table(fact.table);
    if (!table) return [undefined, undefined];
    return [lineAt(table.rows, fact.row), lineAt(table.columns, fact.column)];
  }
}

/**
 * One figure with more decimals than all others of its table is a slip (a point that moved), and does not make the
 * others any finer. Small tables and figures that are not amounts stay as they are.
 */
function withoutOutliers(facts: readonly Fact[]): readonly Fact[] {
  /** By table and unit: how many figures print so many decimals. */
  const counts = new Map<string, Map<string, number[]>>();
  let before: Fact | undefined;
  let count: number[] = [];
  for (let at = 0; at < facts.length; at++) {
    const fact = facts[at]!;
    const { table, unit, decimals } = fact;
    if (table === undefined) continue;
    // Mostly the figure before stands in the same table, in the same unit.
    if (table !== before?.table || unit !== before.unit) count = countIn(counts, table, unit);
    before = fact;
    count[decimals] = (count[decimals] ?? 0) + 1;
  }
  const usual = new Map<number[], { finest: number; next: number }>();
  for (const units of counts.values()) {
    for (const count of units.values()) {
      const finest = count.length - 1;
      const next = count.findLastIndex((many, decimals) => many > 0 && decimals < finest);
      const all = count.reduce((sum, many) => sum + many, 0);
      if (count[finest] === 1 && next >= 0 && all >= 8) usual.set(count, { finest, next });
    }
  }
  if (usual.size === 0) return facts;
  return facts.map((fact) => {
    const count = fact.table === undefined ? undefined : counts.get(fact.table)?.get(fact.unit);
    const found = count && usual.get(count);
    if (!found || fact.fineness !== found.finest || fact.decimals >= found.finest) return fact;
    return { ...fact, fineness: found.next };
  });
}

function countIn(counts: Map<string, Map<string, number[]>>, table: string, unit: string): number[] {
  let units = counts.get(table);
  if (!units) counts.set(table, (units = new Map()));
  let count = units.get(unit);
  if (!count) units.set(unit, (count = []));
  return count;
}

/** 其中：一般公共预算：954.67 is called 一般公共预算. */
function tidy(label: string): string {
  if (!/[:：]/u.test(label)) return label;
  return label.replace(/^其中[:：]\s*(?=.)/u, '').replace(/[:：]\s*-?[\d,，.]*$/u, '');
}

/** The parts of each total among these lines, in printed order. */
export function partsOf(lines: readonly Line[]): Map<Line, Line[]> {
  const parts = new Map<Line, Line[]>();
  if (lines.every(({ partOf }) => partOf === null)) return parts;
  const byIndex = new Map(lines.map((line) => [line.index, line]));
  for (const line of lines) {
    const total = line.partOf === null ? undefined : byIndex.get(line.partOf);
    if (!total || line.role === 'serial') continue;
    addUnder(parts, total, line);
  }
  return parts;
}

export function path(line: Line | undefined): string {
  if (!line) return '';
  return (line.path.length > 1 ? line.path.join('/') : line.path[0]) || line.label;
}

function lineAt(lines: readonly Line[], index: number | undefined): Line | undefined {
  if (index === undefined) return undefined;
  const direct = lines[index];
  return direct?.index === index ? direct : lines.find((line) => line.index === index);
}
