import { Decimal, DOUBTFUL, type Fact, type Report } from '../../schemas/index.js';
import { checks as rules } from '../checks/index.generated.js';
import { linearForm } from '../expression.js';
import { Ledger } from '../ledger.js';
import { trialsByFact } from '../repair.js';
import { retest, testAll, type Trial } from '../test-all.js';
import { isDoubtful, wordsInDoubt } from './doubt.js';

/** A doubtful reading that the sums decided. */
export interface Settlement {
  fact: Fact;
  /** The reading that ties, as the scanner gave it; may be the one that stood there already. */
  text: string;
}

/**
 * The accounts as parity check: where a figure was read doubtfully, and exactly one of its readings makes every
 * relation tie that it takes part in, that reading is taken. Clear print is never touched, and where no reading or
 * several tie, nothing is decided.
 */
export function settleReadings(report: Report): Settlement[] {
  const doubtful = report.facts.filter(isDoubtful);
  if (doubtful.length === 0) return [];
  const ledger = Ledger.of(report);
  const touching = trialsByFact(testAll(rules, report, ledger.fact));
  const settled = new Map<string, Decimal>();
  const settlements: Settlement[] = [];
  // What one figure settles may leave a single reading for another one in the same sum.
  for (let before = -1; before !== settlements.length;) {
    before = settlements.length;
    for (const fact of doubtful) {
      if (settled.has(fact.id)) continue;
      if ((fact.labelConfidence ?? 1) < DOUBTFUL) continue;
      const trials = (touching.get(fact.id) ?? []).filter(
        (trial) => trial.tested.relation.comparison === 'equal' && isWhole(trial, ledger),
      );
      const others = doubtful.filter(
        (one) => one !== fact && !settled.has(one.id) && trials.some(({ facts }) => facts.includes(one.id)),
      );
      const worlds = worldsOf(others, settled);
      if (!worlds) continue;
      const fitting = readingsOf(fact).filter(({ value }) =>
        worlds.some((world) => allTie(trials, ledger.fact, new Map(world).set(fact.id, value))),
      );
      const [only] = fitting;
      if (trials.length === 0 || !only || fitting.length > 1) continue;
      settled.set(fact.id, only.value);
      settlements.push({ fact, text: only.text });
    }
  }
  return settlements;
}

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

/** The readings of a figure that are plain numbers, one a value, the one that stands there first. */
function readingsOf(fact: Fact): { text: string; value: Decimal }[] {
  const readings: { text: string; value: Decimal }[] = [];
  for (const text of [fact.text, ...(fact.alternatives ?? [])]) {
    const digits = text.replace(/[,，\s%％]/gu, '');
    if (!/^-?\d+(\.\d+)?$/u.test(digits)) continue;
    const value = new Decimal(digits);
    if (!readings.some((reading) => reading.value.eq(value))) readings.push({ text, value });
  }
  // A value that is not what the digits say was counted in another unit: no reading can stand in for it.
  return readings[0]?.value.eq(fact.value) ? readings : [];
}

function allTie(
  trials: readonly Trial[],
  lookup: (id: string) => Fact | undefined,
  instead: ReadonlyMap<string, Decimal>,
): boolean {
  let ties = 0;
  for (const trial of trials) {
    const { outcome, relation } = retest(trial, lookup, instead);
    if (outcome === 'fails') return false;
    // Rounding lets other figures tie too, and a rate many of them: only sums that tie exactly decide.
    if (outcome === 'holds' && linearForm(relation.formula)) ties++;
  }
  return ties > 0;
}
