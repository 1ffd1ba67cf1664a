import {
  addUnder,
  decimalText,
  type Cause,
  type Check,
  type Decimal,
  type Expression,
  type Fact,
  type Finding,
  type Identity,
  type Message,
  type Operand,
  type Severity,
} from '../schemas/index.js';
import { causesOf, type Neighbours } from './causes.js';
import type { Relation, Remark } from './check.js';
import { evidenceOf } from './evidence.js';
import { inStyleOf, quoted, withUnit } from './figure.js';
import type { Ledger } from './ledger.js';
import { misreadTables } from './misread.js';
import { near } from './neighbours.js';
import { omissions } from './omitted.js';
import { readingCause } from './parity/doubt.js';
import { repairSearch, trialsByFact, type Repair, type RepairSearch } from './repair.js';
import { findRoots } from './roots.js';
import { distinctIds, stableId } from './stable-id.js';
import type { Trial } from './test-all.js';

/** The record of one tested relation. */
export function checkOf(trial: Trial, id: string, ledger: Ledger): Check {
  const { relation, outcome, stated, computed, difference, tolerance } = trial.tested;
  const places = placesOf(trial, ledger);
  const printed = textOf(stated, places);
  return {
    id,
    rule: relation.rule,
    outcome,
    subject: relation.subject,
    stated: printed,
    computed: difference?.isZero() === true ? printed : textOf(computed, places),
    difference: textOf(difference, places),
    tolerance: textOf(tolerance, places),
    unit: ledger.fact(relation.stated)?.unit ?? '',
    operands: operandsOf(trial, ledger),
  };
}

function textOf(value: Decimal | null, places: number): string | null {
  if (value === null) return null;
  return decimalText(value.places > places ? value.toDecimalPlaces(places) : value);
}

/**
 * To how many decimals what was computed is told. Sums are exact to the last digit; of a quotient or a product no one
 * can use more than two decimals beyond what is printed, and a binary float in a cell shows none of its noise.
 */
function placesOf({ tested: { relation, shape } }: Trial, ledger: Ledger): number {
  if (shape.isLinear) return 12;
  let most = ledger.fact(relation.stated)?.decimals ?? 0;
  for (const id of shape.facts) most = Math.max(most, ledger.fact(id)?.decimals ?? 0);
  return Math.min(most, MOST_DECIMALS) + 2;
}

/** Digits beyond these are the noise of a binary float. */
const MOST_DECIMALS = 6;

function operandsOf(trial: Trial, ledger: Ledger): Operand[] {
  const { relation, shape, outcome } = trial.tested;
  // Alternatives that all fail are all part of the story; of those of which one fits, only that one is.
  let ids: readonly string[] = trial.facts;
  if (trial.alternatives.length > 1) {
    const all = outcome === 'fails' || outcome === 'unknown';
    const told = all ? trial.facts : [...shape.facts, ...(relation.others ?? [])];
    ids = [...new Set([relation.stated, ...told])];
  }
  const operands: Operand[] = [];
  for (let index = 0; index < ids.length; index++) {
    const fact = ledger.fact(ids[index]!);
    if (!fact) continue;
    const { id, text, value, unit, place } = fact;
    const role = id === relation.stated ? 'stated' : roleOf(id, trial);
    operands.push({ fact: id, role, label: ledger.label(fact), text, value, unit, place });
  }
  return operands;
}

/** What an operand that is not the stated figure does in its relation. */
function roleOf(id: string, { tested, alternatives }: Trial): Operand['role'] {
  for (let index = alternatives.length - 1; index >= 0; index--) {
    const { roles } = alternatives[index]!;
    if (roles?.[id]) return roles[id];
  }
  return tested.relation.others?.includes(id) ? 'other' : 'part';
}

/** Findings of all trials that do not simply hold, and of the remarks: roots first, each with its consequences. */
export function findingsOf(
  trials: readonly Trial[],
  remarks: readonly Remark[],
  checkIds: ReadonlyMap<Trial, string>,
  ledger: Ledger,
): Finding[] {
  const { identity } = ledger.report;
  const distinct = distinctIds();
  const failing = trials.filter(({ tested }) => tested.outcome === 'fails');
  const touching = failing.length > 0 ? trialsByFact(trials) : new Map<string, Trial[]>();
  const repairsOf = repairSearch(touching, ledger.fact, evidenceOf(ledger, trials));
  const omitted = failing.length > 0 ? omissions(trials, ledger) : [];
  const explained = new Set(omitted.flatMap((omission) => omission.trials));
  const roots = findRoots(
    failing.filter((trial) => !explained.has(trial)),
    touching,
    repairsOf,
  );
  const omissionOf = new Map<Trial, Cause>();
  for (const { trials: together, cause } of omitted) {
    const [first, ...others] = together;
    if (!first) continue;
    omissionOf.set(first, cause);
    for (const other of others) roots.rootOf.set(other, first);
  }
  const around = near(ledger);
  const beside = neighboursAmong(failing, repairsOf, ledger);
  const under = followers(roots.rootOf);
  const misread = misreadTables(trials, roots.rootOf, ledger);
  let searched = 0;
  const ids = new Map<Trial, string>();
  const stated = trials.filter(({ tested }) => tested.outcome === 'fails' || tested.outcome === 'rounding');
  for (const trial of stated) ids.set(trial, distinct(trialId(trial, identity, ledger)));

  /** Roots that one misplaced part makes together. */
  const pairs: [Trial, Trial][] = [];
  const culprit = (root: Trial, repair: Repair | undefined) => repair?.fact ?? ledger.fact(root.tested.relation.stated);
  const findings = stated.map((trial): Finding => {
    const { relation, outcome, computed, difference } = trial.tested;
    const fact = ledger.fact(relation.stated);
    const doubt =
      outcome === 'fails'
        ? (readingCause(
            trial.facts.flatMap((id) => ledger.fact(id) ?? []),
            ledger,
          ) ?? misread(trial.facts, trial.tested.relation.rule))
        : undefined;
    const severity: Severity =
      outcome === 'rounding' ? 'rounding' : doubt ? 'suspicious' : (relation.severity ?? 'discrepancy');
    const places = placesOf(trial, ledger);
    const root = roots.rootOf.get(trial);
    const family = [trial, ...(under.get(trial) ?? [])];
    const sought = outcome === 'fails' && !root && family.length <= 40 && ++searched <= MOST_SEARCHED;
    const repairs = sought ? repairsOf(family) : [];
    const { causes: likely, partner } = sought ? causesOf(trial, repairs, around, beside, ledger) : NO_CAUSES;
    if (partner) pairs.push([trial, roots.rootOf.get(partner) ?? partner]);
    const line = omissionOf.get(trial);
    const causes = [...(doubt ? [doubt] : []), ...(line ? [line] : []), ...likely];
    return {
      id: ids.get(trial) ?? '',
      check: checkIds.get(trial) ?? null,
      rule: relation.rule,
      severity,
      subject: fact ? ledger.label(fact) : '',
      stated: trial.tested.stated && decimalText(trial.tested.stated),
      expected: computed && decimalText(computed.toDecimalPlaces(places)),
      difference: difference && decimalText(difference.toDecimalPlaces(places)),
      unit: fact?.unit ?? '',
      operands: operandsOf(trial, ledger),
      message: messageOf(trial, causes[0]?.message, root && culprit(root, roots.repairOf.get(root)), ledger),
      causes,
      consequenceOf: (root && ids.get(root)) ?? null,
    };
  });
  for (const [one, other] of pairs) join(findings, ids.get(one) ?? '', ids.get(other) ?? '');
  // What a remark says of a figure that a relation already shows to be wrong, only follows from that.
  const blamed = new Map<string, string>();
  const wrongs = new Map<string, string>();
  for (const trial of [...failing].reverse()) {
    if (trial.tested.relation.severity === 'suspicious') continue;
    const root = roots.rootOf.get(trial) ?? trial;
    blamed.set(trial.tested.relation.stated, ids.get(root) ?? '');
    const wrong = roots.repairOf.get(root)?.fact.id;
    if (wrong !== undefined) wrongs.set(wrong, ids.get(root) ?? '');
  }
  const told = new Map<string, string>();
  for (const remark of remarks) {
    const finding = remarkFinding(remark, identity, distinct, ledger);
    const doubt =
      readingCause(
        remark.facts.flatMap((id) => ledger.fact(id) ?? []),
        ledger,
      ) ??
      misread(remark.facts) ??
      remark.doubt;
    const [about = '', ...others] = remark.facts;
    const follows =
      wrongs.get(about) ??
      blamed.get(about) ??
      (remark.computed
        ? others.map((id) => wrongs.get(id) ?? blamed.get(id)).find((id) => id !== undefined)
        : undefined);
    if (follows === undefined && remark.severity === 'discrepancy' && !doubt && !told.has(about))
      told.set(about, finding.id);
    findings.push({
      ...finding,
      ...(doubt ? { severity: 'suspicious' as const, causes: [doubt, ...finding.causes] } : {}),
      consequenceOf: follows ?? null,
    });
  }
  // Where a remark says for sure that a figure is wrong, a mere suspicion of the same figure says nothing new.
  stated.forEach((trial, index) => {
    const finding = findings[index]!;
    const known = told.get(trial.tested.relation.stated);
    if (known === undefined || finding.severity !== 'suspicious' || finding.consequenceOf !== null) return;
    if (!under.has(trial)) findings[index] = { ...finding, consequenceOf: known };
  });
  return arrange(findings);
}

function neighboursAmong(failing: readonly Trial[], repairsOf: RepairSearch, ledger: Ledger): Neighbours {
  const lines = new Map<string, Trial[]>();
  const linesOf = ({ table, row, column }: Fact) => [`${table}|${row}|`, `${table}||${column}`];
  for (const trial of failing) {
    const fact = ledger.fact(trial.tested.relation.stated);
    if (fact?.table === undefined) continue;
    for (const line of linesOf(fact)) {
      addUnder(lines, line, trial);
    }
  }
  return {
    failingBeside: (stated) =>
      stated.table === undefined ? [] : linesOf(stated).flatMap((line) => lines.get(line) ?? []),
    repairsOf: (trial) => repairsOf([trial]),
  };
}

/** Hangs the later of two roots, and what follows from it, under the earlier one. */
function join(findings: Finding[], one: string, other: string): void {
  const roots = findings.filter(({ id, consequenceOf }) => (id === one || id === other) && consequenceOf === null);
  const [first, second] = roots;
  if (!first || !second) return;
  findings.forEach((finding, index) => {
    if (finding.id === second.id || finding.consequenceOf === second.id)
      findings[index] = { ...finding, consequenceOf: first.id };
  });
}

const NO_CAUSES: ReturnType<typeof causesOf> = { causes: [] };

/** In a report with more failures than this, no one reads the causes of the last ones. */
const MOST_SEARCHED = 600;

/** Of each root, the trials that follow from it. */
function followers(rootOf: ReadonlyMap<Trial, Trial>): Map<Trial, Trial[]> {
  const under = new Map<Trial, Trial[]>();
  for (const [consequence, root] of rootOf) under.set(root, [...(under.get(root) ?? []), consequence]);
  return under;
}

function trialId(trial: Trial, identity: Identity, ledger: Ledger): string {
  const { relation } = trial.tested;
  const figures = trial.facts.map((id) => {
    const fact = ledger.fact(id);
    return fact ? fact.value + fact.unit : '';
  });
  return stableId(
    relation.rule,
    identity.county,
    identity.department,
    identity.year,
    withoutEndings(relation.key),
    ...figures,
  );
}

/**
 * Whether a label ends with a full stop, or has digits of full width, is a habit of the typist, and the first thing that
 * a scan loses: no other finding.
 */
function withoutEndings(key: string): string {
  const ended = key.replace(/[。；;，,、]+(?=[/|:]|$)/gu, '');
  return ended.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

function messageOf(trial: Trial, cause: Message | undefined, culprit: Fact | undefined, ledger: Ledger): Message {
  const { relation, shape, outcome, stated: value, computed, difference } = trial.tested;
  const fact = ledger.fact(relation.stated);
  if (!fact || !value || !computed || !difference) return relation.subject;
  const stated = withUnit(fact.text, fact.unit);
  const fineness = Math.max(fact.fineness, ...shape.facts.map((id) => ledger.fact(id)?.fineness ?? 0));
  const percent = fact.unit === '%' || /[%％]$/u.test(fact.text);
  const whole = fact.unit === '' || relation.exact;
  const places = percent ? Math.max(fact.decimals, 2) : Math.min(fineness, MOST_DECIMALS);
  const figure = (of: Decimal) =>
    inStyleOf(fact, whole ? of.toDecimalPlaces(Math.max(places, 2)) : of.toDecimalPlaces(places));
  const expected = withUnit(figure(computed), fact.unit);
  const gap = figure(difference.abs());
  const apart = percent
    ? { zh: `${gap.replace(/[%％]$/u, '')}个百分点`, en: `${gap.replace(/[%％]$/u, '')} percentage points` }
    : { zh: withUnit(gap, fact.unit), en: withUnit(gap, fact.unit) };
  const isTold = relation.formula.op !== 'fact' && shape.facts.length <= MOST_FIGURES;
  const by = isTold ? inFigures(relation.formula, ledger) : '';
  const verb = {
    equal: { zh: '应为', en: 'it should be' },
    atLeast: { zh: '不应小于', en: 'it should be at least' },
    atMost: { zh: '不应大于', en: 'it should be at most' },
    below: { zh: '应小于', en: 'it should be below' },
  }[relation.comparison];
  const others = trial.alternatives.length - 1;
  const tail = {
    zh:
      outcome === 'rounding'
        ? '在四舍五入范围内。'
        : `${others > 0 ? `其他${others}种口径也都不符。` : ''}${cause ? `可能的原因：${cause.zh}。` : ''}${culprit ? `疑由${named(culprit, ledger).zh}一处的差错引起。` : ''}`,
    en:
      outcome === 'rounding'
        ? ' Rounding explains it.'
        : `${others > 0 ? ` ${others === 1 ? 'The other reading does not fit either.' : `None of the ${others} other readings fits.`}` : ''}${cause ? ` Likely cause: ${cause.en}.` : ''}${culprit ? ` It probably follows from a mistake at ${named(culprit, ledger).en}.` : ''}`,
  };
  const where = whereOf(fact, relation, ledger);
  return {
    zh: `${where.zh}${relation.subject.zh}：印为${stated}，${by && `按${by}，`}${verb.zh}${expected}，相差${apart.zh}。${tail.zh}`,
    en: `${where.en}${relation.subject.en}: stated ${stated}, ${by && `from ${by} `}${verb.en} ${expected}, a difference of ${apart.en}.${tail.en}`,
  };
}

function named(fact: Fact, ledger: Ledger): Message {
  const [label, figure] = [quoted(ledger.label(fact)), withUnit(fact.text, fact.unit)];
  return { zh: `${label}${figure}`, en: `${label} ${figure}` };
}

/** Where to look: the title of the table, or the words of the sentence around the figure. */
function whereOf(fact: Fact, { subject }: Relation, ledger: Ledger): Message {
  const title = ledger.table(fact.table)?.title.trim() ?? '';
  if (title.length >= 4 && title.length <= 40 && !subject.zh.includes(title))
    return { zh: `【${title}】`, en: `[${title}] ` };
  const words = fact.table === undefined ? ledger.wordsAround(fact) : '';
  return words === '' ? { zh: '', en: '' } : { zh: `【${words}】`, en: `[${words}] ` };
}

/** A longer formula nobody reads. */
const MOST_FIGURES = 12;

/** The formula with the printed figures in it; '' of a mere number. */
function inFigures(expression: Expression, ledger: Ledger): string {
  if (expression.op === 'constant') return '';
  const write = (part: Expression, inner: boolean): string => {
    const wrap = (text: string) => (inner ? `(${text})` : text);
    switch (part.op) {
      case 'fact': {
        const fact = ledger.fact(part.fact);
        if (!fact) return '?';
        const text = withUnit(fact.text, fact.unit);
        return inner && /^[-−]/u.test(text) ? `(${text})` : text;
      }
      case 'constant':
        return part.value;
      case 'add':
        return wrap(part.terms.map((term) => write(term, true)).join(' + '));
      case 'subtract':
        return wrap(`${write(part.left, true)} − ${write(part.right, true)}`);
      case 'multiply':
        return wrap(`${write(part.left, true)} × ${write(part.right, true)}`);
      case 'divide':
        return wrap(`${write(part.left, true)} ÷ ${write(part.right, true)}`);
      case 'absolute':
        return `|${write(part.of, false)}|`;
    }
  };
  return write(expression, false);
}

function remarkFinding(remark: Remark, identity: Identity, distinct: (id: string) => string, ledger: Ledger): Finding {
  const facts = remark.facts.flatMap((id) => ledger.fact(id) ?? []);
  return {
    id: distinct(
      stableId(
        remark.rule,
        identity.county,
        identity.department,
        identity.year,
        withoutEndings(remark.key),
        ...facts.map((fact) => `${fact.value}${fact.unit}`),
      ),
    ),
    check: null,
    rule: remark.rule,
    severity: remark.severity,
    subject: remark.subject,
    stated: facts[0]?.value ?? null,
    expected: null,
    difference: null,
    unit: facts[0]?.unit ?? '',
    operands: facts.map((fact, index) => ({
      fact: fact.id,
      role: index === 0 ? ('stated' as const) : ('other' as const),
      label: ledger.label(fact),
      text: fact.text,
      value: fact.value,
      unit: fact.unit,
      place: fact.place,
    })),
    message: remark.message,
    causes: [],
    consequenceOf: null,
  };
}

const ORDER: Record<Severity, number> = { discrepancy: 0, suspicious: 1, rounding: 2 };

/** By severity; each root is followed by what follows from it. */
function arrange(findings: readonly Finding[]): Finding[] {
  const under = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.consequenceOf === null) continue;
    addUnder(under, finding.consequenceOf, finding);
  }
  return findings
    .filter((finding) => finding.consequenceOf === null)
    .map((finding, index) => ({ finding, index }))
    .sort((a, b) => ORDER[a.finding.severity] - ORDER[b.finding.severity] || a.index - b.index)
    .flatMap(({ finding }) => [finding, ...(under.get(finding.id) ?? [])]);
}
