import type { Fact, Line, Passage, Report, ReportTable, ScoreNode } from '../schemas/index.js';

/** Letters before a figure that are enough to find it. */
const AROUND = 24;

/** Looks up what checks need of a report: facts by id and by cell, lines with their parts, labels and stable names. */
export class Ledger {
  readonly #facts: Map<string, Fact>;
  readonly #cells = new Map<string, Fact[]>();
  readonly #tables = new Map<string, ReportTable>();
  readonly #names = new Map<string, string>();
  readonly #nodes = new Map<string, ScoreNode>();
  readonly #texts = new Map<string, string>();
  readonly #scored = new Map<string, string>();

  private constructor(readonly report: Report) {
    const facts = withoutOutliers(report.facts);
    this.#facts = new Map(facts.map((fact) => [fact.id, fact]));
    for (const fact of facts) {
      if (fact.source !== 'table' || fact.table === undefined) continue;
      const key = `${fact.table}|${fact.row}|${fact.column}`;
      const there = this.#cells.get(key);
      if (there) there.push(fact);
      else this.#cells.set(key, [fact]);
    }
    const seen = new Map<string, number>();
    for (const table of report.tables) {
      for (const cell of table.cells)
        for (const id of cell.facts) if (cell.facts.length === 1) this.#texts.set(id, cell.text);
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

  static #ledgers = new WeakMap<Report, Ledger>();

  /** The ledger of a report, made once for all checks. */
  static of(report: Report): Ledger {
    let ledger = Ledger.#ledgers.get(report);
    if (!ledger) Ledger.#ledgers.set(report, (ledger = new Ledger(report)));
    return ledger;
  }

  readonly fact = (id: string): Fact | undefined => this.#facts.get(id);

  /**
   * The one figure in a cell; undefined where there is none, or several, or where the cell prints a label of its own
   * (其中：一般公共预算：954.67): such a figure is no part of its row and column.
   */
  cell(table: string, row: number, column: number): Fact | undefined {
    const facts = this.#cells.get(`${table}|${row}|${column}`);
    const [fact] = facts ?? [];
    if (!fact || facts?.length !== 1) return undefined;
    const rest = this.#texts.get(fact.id)?.replace(fact.text, '').replace(fact.unit, '') ?? '';
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
    if (!row && !column) return fact.label;
    return [row?.label, column?.label].flatMap((label) => tidy(label ?? '') || []).join('·') || fact.label;
  }

  /** Place in meaning: table and label paths, or the label with period and stage. */
  meaning(fact: Fact): string {
    const [row, column] = this.#lines(fact);
    if (row || column) return [this.tableName(fact.table ?? ''), path(row), path(column)].join(':');
    return [fact.concept, fact.label, fact.subject, fact.period, fact.stage].join(':');
  }

  /** The words of the sentence around a figure in a paragraph, for a reader to find it; '' of a figure in a table. */
  wordsAround(fact: Fact): string {
    if (!this.#passages) {
      this.#passages = new Map();
      for (const passage of this.report.passages) for (const id of passage.facts) this.#passages.set(id, passage);
    }
    const passage = this.#passages.get(fact.id);
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
  /** How many figures of a table and unit print so many decimals. */
  const counts = new Map<string, number[]>();
  const key = (fact: Fact) => `${fact.table}|${fact.unit}`;
  for (const fact of facts) {
    if (fact.table === undefined) continue;
    const there = counts.get(key(fact)) ?? [];
    there[fact.decimals] = (there[fact.decimals] ?? 0) + 1;
    counts.set(key(fact), there);
  }
  const usual = new Map<string, { finest: number; next: number }>();
  for (const [name, count] of counts) {
    const printed = Object.keys(count)
      .map(Number)
      .sort((a, b) => b - a);
    const [finest = 0, next] = printed;
    const all = printed.reduce((sum, decimals) => sum + (count[decimals] ?? 0), 0);
    if (count[finest] === 1 && next !== undefined && all >= 8) usual.set(name, { finest, next });
  }
  if (usual.size === 0) return facts;
  return facts.map((fact) => {
    const found = fact.table === undefined ? undefined : usual.get(key(fact));
    if (!found || fact.fineness !== found.finest || fact.decimals >= found.finest) return fact;
    return { ...fact, fineness: found.next };
  });
}

/** 其中：一般公共预算：954.67 is called 一般公共预算. */
function tidy(label: string): string {
  return label.replace(/^其中[:：]\s*(?=.)/u, '').replace(/[:：]\s*-?[\d,，.]*$/u, '');
}

/** The parts of each total among these lines, in printed order. */
export function partsOf(lines: readonly Line[]): Map<Line, Line[]> {
  const byIndex = new Map(lines.map((line) => [line.index, line]));
  const parts = new Map<Line, Line[]>();
  for (const line of lines) {
    const total = line.partOf === null ? undefined : byIndex.get(line.partOf);
    if (!total || line.role === 'serial') continue;
    const there = parts.get(total);
    if (there) there.push(line);
    else parts.set(total, [line]);
  }
  return parts;
}

export function path(line: Line | undefined): string {
  return line ? line.path.join('/') || line.label : '';
}

function lineAt(lines: readonly Line[], index: number | undefined): Line | undefined {
  if (index === undefined) return undefined;
  const direct = lines[index];
  return direct?.index === index ? direct : lines.find((line) => line.index === index);
}
