import type { Identity, Outcome, Place, Severity, Verdict } from '../../schemas/index.js';
import type { AuditedDocument } from '../document.js';
import { fenOf, milliOf } from '../money.js';
import type { TableName } from './columns.js';
import { OperandWriter } from './operands.js';

/** One value of a row. Integers beyond 2^53 travel as text; the store's strict INTEGER columns take them exactly. */
type Value = string | number | null;

/** What the store holds of one document, as plain data that can cross from a thread or a machine to another. */
export interface DocumentRows {
  format: string;
  pages: number;
  identity: Identity;
  tally: Tally;
  rows: Record<TableName, Value[][]>;
}

/** How many rows of a kind a document has: what the summary of a run adds up. */
export interface Tally {
  tables: number;
  facts: number;
  checks: Partial<Record<Outcome, number>>;
  scores: Partial<Record<Verdict, number>>;
  findings: Partial<Record<Severity, number>>;
}

/** Flattens an audited document to the columns of `COLUMNS`, without the two leading ones. A pure function. */
export function rowsOf({ raw, report, assessment }: AuditedDocument): DocumentRows {
  const notices = [...raw.notices, ...report.notices, ...assessment.notices];
  const facts = distinct(report.facts);
  const operands = new OperandWriter(facts);
  const places = placeTexts();
  const checks = distinct(assessment.checks).map((c) => [
    c.id,
    c.rule,
    c.outcome,
    c.subject.zh,
    c.subject.en,
    c.stated,
    c.computed,
    c.difference,
    c.tolerance,
    c.unit,
    operands.json(c.operands),
  ]);
  const cells: Value[][] = [];
  for (const t of report.tables) {
    for (const c of t.cells) {
      cells.push([
        t.id,
        c.row,
        c.column,
        c.rowSpan,
        c.colSpan,
        c.text,
        c.place.page ?? null,
        c.facts.length > 0 ? places(c.place) : JSON.stringify(c.place),
      ]);
    }
  }
  return {
    format: raw.format,
    pages: raw.pages.length,
    identity: report.identity,
    tally: {
      tables: report.tables.length,
      facts: report.facts.length,
      checks: tallied(assessment.checks.map(({ outcome }) => outcome)),
      scores: tallied(assessment.scores.map(({ verdict }) => verdict)),
      findings: tallied(assessment.findings.map(({ severity }) => severity)),
    },
    rows: {
      tables: report.tables.map((t) => [
        t.id,
        t.kind,
        t.title,
        JSON.stringify(t.pages),
        t.unit,
        t.rows.length,
        t.columns.length,
      ]),
      cells,
      facts: facts.map((f, position) => [
        f.id,
        f.concept,
        f.label,
        f.subject,
        f.period,
        f.stage,
        f.text,
        f.value,
        f.unit,
        fenOf(f.value, f.unit),
        f.decimals,
        f.fineness,
        f.bound ?? null,
        f.source,
        f.table ?? null,
        f.row ?? null,
        f.column ?? null,
        f.place.page ?? null,
        f.place.line ?? null,
        places(f.place),
        f.confidence ?? null,
        f.alternatives ? JSON.stringify(f.alternatives) : null,
        operands.name(position),
      ]),
      indicators: distinct(report.indicators).map((i) => [
        i.id,
        i.level1,
        i.level2,
        i.level3,
        i.target,
        i.actual,
        i.weight,
        milliOf(i.weight),
        i.score,
        milliOf(i.score),
        i.rule,
        i.reason,
        i.table ?? null,
        i.row ?? null,
        i.place.page ?? null,
        i.place.line ?? null,
        JSON.stringify(i.place),
      ]),
      scores: assessment.scores.map((s) => [
        s.indicator,
        s.rule,
        s.weight,
        s.claimed,
        s.low,
        s.high,
        s.verdict,
        s.formula,
        JSON.stringify(s.inputs),
        JSON.stringify(s.missing),
        s.message.zh,
        s.message.en,
      ]),
      checks,
      findings: distinct(assessment.findings).map((f) => [
        f.id,
        f.check,
        f.rule,
        f.severity,
        f.subject,
        f.stated,
        f.expected,
        f.difference,
        f.unit,
        JSON.stringify(f.operands),
        f.message.zh,
        f.message.en,
        JSON.stringify(f.causes),
        f.consequenceOf,
      ]),
      notices: notices.map((n) => [n.code, n.message.zh, n.message.en, n.place ? JSON.stringify(n.place) : null]),
    },
  };
}

/** Places as JSON: a figure that fills its cell has the place of the cell. */
function placeTexts(): (place: Place) => string {
  const known = new Map<Place, string>();
  return (place) => {
    let text = known.get(place);
    if (text === undefined) known.set(place, (text = JSON.stringify(place)));
    return text;
  };
}

function tallied<Key extends string>(keys: readonly Key[]): Partial<Record<Key, number>> {
  const counts: Partial<Record<Key, number>> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/**
 * Ids are unique in a document. Two forms that print the same row twice may still yield one id twice; the second
 * is kept under its own, so that no row is lost.
 */
function distinct<Row extends { id: string }>(rows: readonly Row[]): readonly Row[] {
  const taken = new Set<string>();
  for (let at = 0; at < rows.length; at++) taken.add(rows[at]!.id);
  if (taken.size === rows.length) return rows;
  taken.clear();
  return rows.map((row) => {
    let { id } = row;
    for (let copy = 2; taken.has(id); copy++) id = `${row.id}~${copy}`;
    taken.add(id);
    return id === row.id ? row : { ...row, id };
  });
}
