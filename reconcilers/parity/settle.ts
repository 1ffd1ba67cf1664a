import { DOUBTFUL, type Decimal, type Fact, type Report } from '../../schemas/index.js';
import { checks as rules } from '../checks/index.generated.js';
import { Ledger } from '../ledger.js';
import type { Tested } from '../relation-test.js';
import { trialsByFact } from '../repair.js';
import { retest, testAll, type Trial } from '../test-all.js';
import { isDoubtful, wordsInDoubt } from './doubt.js';
import { partInOnePlace, printsOf, readingsOf, type ReadValue } from './readings.js';

/** A doubtful reading that the sums decided. */
export interface Settlement {
  fact: Fact;
  /** The reading that ties, as the scanner gave it; may be the one that stood there already. */
  text: string;
}

/** Why the sums leave a doubtful figure open. */
type Open =
  /** The words that say what it is are in doubt, too, or those of every sum that it is in. */
  | 'words'
  /** No relation holds it, or none but limits (at most, at least). */
  | 'alone'
  /** It has no reading that is a plain number, or another figure of its sums has none or too many. */
  | 'unread'
  /** No reading ties, or several do. */
  | 'none'
  | 'several'
  /** One ties, and too little speaks against the print being a third one. */
  | 'weak';

/** What became of a doubtful figure: the reading that was taken, or why none was. */
type Decision = { fact: Fact } & ({ text: string; open?: never } | { text?: never; open: Open });

/**
 * The accounts as parity check: where a figure was read doubtfully, and exactly one of its readings leaves every
 * relation standing that it takes part in, that reading is taken. Clear print is never touched, and where no reading
 * or several tie, nothing is decided.
 *
 * Reports have slips of their own, and the right reading may be none of those that were seen. So a relation is a
 * witness only where no other figure of it is open, and where it rejects all other readings: also those that were not
 * seen, where two readings part in several places (24.55 or 21.56 may be 24.56). A reading without rivals needs two, and
 * so does a single digit: a slip of the report and a misreading easily undo each other there.
 */
export function settleReadings(report: Report): Settlement[] {
  return decideReadings(report).flatMap(({ fact, text }) => (text === undefined ? [] : [{ fact, text }]));
}

/** Of every doubtful figure what the sums say; those that they decide first, in the order in which they are decided. */
export function decideReadings(report: Report): Decision[] {
  const doubtful = report.facts.filter(isDoubtful);
  if (doubtful.length === 0) return [];
  const ledger = Ledger.of(report);
  const touching = trialsByFact(testAll(rules, report, ledger.fact));
  const settled = new Map<string, Decimal>();
  const decisions: Decision[] = [];
  const open = new Map<Fact, Open>();
  // What one figure settles may leave a single reading for another one in the same sum.
  for (let before = -1; before !== decisions.length;) {
    before = decisions.length;
    for (const fact of doubtful) {
      if (settled.has(fact.id)) continue;
      const others = doubtful.filter((one) => one !== fact && !settled.has(one.id));
      const decided = decide(fact, touching.get(fact.id) ?? [], others, settled, ledger);
      if (typeof decided === 'string') {
        open.set(fact, decided);
        continue;
      }
      open.delete(fact);
      settled.set(fact.id, decided.value);
      decisions.push({ fact, text: decided.text });
    }
  }
  return [...decisions, ...[...open].map(([fact, why]) => ({ fact, open: why }))];
}

function decide(
  fact: Fact,
  touching: readonly Trial[],
  doubtful: readonly Fact[],
  settled: ReadonlyMap<string, Decimal>,
  ledger: Ledger,
): ReadValue | Open {
  if ((fact.labelConfidence ?? 1) < DOUBTFUL) return 'words';
  const equal = touching.filter(({ tested }) => tested.relation.comparison === 'equal');
  if (equal.length === 0) return 'alone';
  const trials = equal.filter((trial) => isWhole(trial, ledger));
  if (trials.length === 0) return 'words';
  const readings = readingsOf(fact);
  const others = doubtful.filter(({ id }) => trials.some(({ facts }) => facts.includes(id)));
  const worlds = worldsOf(others, settled);
  if (!worlds || readings.length === 0) return 'unread';
  const possible = readings.filter(({ value }) =>
    worlds.some((world) => noneFails(trials, ledger.fact, new Map(world).set(fact.id, value))),
  );
  const [only, another] = possible;
  if (!only) return 'none';
  if (another) return 'several';
  const rivals = readings.filter((reading) => reading !== only);
  const at = ({ value }: ReadValue) => new Map(settled).set(fact.id, value);
  const witnesses = trials.filter(
    (trial) =>
      !others.some(({ id }) => trial.facts.includes(id)) &&
      speaksFor(
        retest(trial, ledger.fact, at(only)),
        rivals.map((rival) => retest(trial, ledger.fact, at(rival))),
      ),
  );
  const third = rivals.flatMap((rival) =>
    partInOnePlace(rival.text, only.text) ? [] : printsOf(only.text, rival.text),
  );
  if (third.some((value) => noneFails(witnesses, ledger.fact, new Map(settled).set(fact.id, value)))) return 'weak';
  const isDigit = only.value.isInteger() && only.value.abs().lt(10);
  return witnesses.length >= (rivals.length === 0 || isDigit ? 2 : 1) ? only : 'weak';
}

/**
 * A sum that ties to the last digit, and with no other reading; a rate, or a sum that ties but for rounding, only where
 * the others miss by far: what is rounded off hides small misreadings.
 */
function speaksFor(own: Tested, others: readonly Tested[]): boolean {
  if (own.outcome !== 'holds' && own.outcome !== 'rounding') return false;
  const exact = own.outcome === 'holds' && own.shape.isLinear;
  if (others.length === 0) return exact;
  return others.every(
    ({ outcome, difference, tolerance }) =>
      outcome === 'fails' && (exact || (difference && tolerance && difference.abs().gt(tolerance.times(FAR)))),
  );
}

const FAR = 10;

/** Something that was read as no figure may be missing from a sum, and of which figures it is made may be misread. */
function isWhole({ facts }: Trial, ledger: Ledger): boolean {
  const figures = facts.flatMap((id) => ledger.fact(id) ?? []);
  return wordsInDoubt(figures, ledger).length === 0;
}

/** More combinations of readings than this tell nothing. */
const MOST_WORLDS = 256;

/** All ways in which other doubtful figures may read; nothing where there are too many. */
function worldsOf(facts: readonly Fact[], settled: ReadonlyMap<string, Decimal>): Map<string, Decimal>[] | undefined {
  let worlds = [new Map(settled)];
  for (const fact of facts) {
    const readings = readingsOf(fact);
    // What it may be is not known: everything may tie.
    if (readings.length === 0 || worlds.length * readings.length > MOST_WORLDS) return undefined;
    worlds = worlds.flatMap((world) => readings.map(({ value }) => new Map(world).set(fact.id, value)));
  }
  return worlds;
}

function noneFails(
  trials: readonly Trial[],
  lookup: (id: string) => Fact | undefined,
  instead: ReadonlyMap<string, Decimal>,
): boolean {
  return trials.every((trial) => retest(trial, lookup, instead).outcome !== 'fails');
}
