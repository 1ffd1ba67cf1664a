import { Decimal, decimalText, type Cause, type Fact, type Message } from '../schemas/index.js';
import { linearForm } from './expression.js';
import { halfUnit } from './interval.js';
import { inStyleOf, quoted, withUnit } from './figure.js';
import type { Ledger } from './ledger.js';
import { BARE_COST, type Repair } from './repair.js';
import type { Trial } from './test-all.js';
import { measureOf } from './unit.js';

/** As many as an auditor reads. */
const MOST_CAUSES = 5;

interface Ranked {
  worth: number;
  /** How many relations that tied the repair would break. */
  broken?: number;
  /** Its worth stands, whatever the bare repair breaks. */
  sure?: boolean;
  /** It tells what a gap equals. */
  gap?: boolean;
  /** The other failure that the same mistake made. */
  partner?: Trial;
  cause: Cause;
}

/** What a cause may need to know of other failures. */
export interface Neighbours {
  /** Those that state a figure in the same row or column. */
  failingBeside(stated: Fact): Trial[];
  repairsOf(trial: Trial): Repair[];
}

/** The likeliest causes of a failure, likeliest first: repairs of one figure, and gaps that equal another figure. */
export function causesOf(
  trial: Trial,
  repairs: readonly Repair[],
  around: (fact: Fact) => Fact[],
  others: Neighbours,
  ledger: Ledger,
): { causes: Cause[]; partner?: Trial } {
  // Of alternatives none of which fits, nobody knows which one was meant: only a slip of the pen tells.
  const several = trial.alternatives.length > 1;
  let own = repairs.filter(
    ({ repaired, slip }) => repaired.includes(trial) && (!several || slip !== null || repaired.length > 1),
  );
  const gaps = several ? [] : [...gapsOf(trial, own, around, ledger), ...exchanged(trial, own, others, ledger)];
  // A score that does not go with its grade, or a limit that is broken, says nothing of what the figure should be.
  const limit = trial.tested.relation.comparison !== 'equal' && trial.tested.relation.formula.op === 'constant';
  if (limit) own = own.filter(({ slip, repaired }) => slip !== null && repaired.length > 1);
  const harmless = own.filter(({ repaired, broken }) => broken.length <= repaired.length);
  const likely = harmless.filter((repair) => !isAbsurd(repair));
  const chosen = likely.length > 0 ? likely : harmless.length + gaps.length > 0 ? harmless : own;
  const ranked: Ranked[] = chosen.map((repair) => ({
    worth: repair.worth,
    broken: repair.broken.length,
    cause: repairCause(repair, ledger),
  }));
  // A left-out part tells why a total is wrong, and its exact value: it takes the place of the bare repair.
  for (const gap of gaps) {
    const same = ranked.findIndex(({ cause }) => isSameRepair(cause, gap.cause, ledger));
    // The gap of another relation of the same figure says the same again, rounded otherwise.
    if (same >= 0 && ranked[same]?.gap && !gap.sure) continue;
    const [bare] = same < 0 ? [] : ranked.splice(same, 1);
    // A part that went into another total leaves that one wrong too: what the repair breaks speaks for it, not against.
    const moved = digits(trial.tested.difference ?? new Decimal(0)) >= 3 ? (bare?.broken ?? 0) * 9 : 0;
    const rank = bare && !gap.sure ? bare.worth + BARE_COST + moved - 10 + gap.worth : gap.worth;
    ranked.push({ ...gap, worth: rank, gap: true });
  }
  ranked.sort((a, b) => b.worth - a.worth);
  const causes = ranked.slice(0, MOST_CAUSES).map(({ cause }) => cause);
  const partner = ranked[0]?.partner;
  return partner ? { causes, partner } : { causes };
}

/** A negative amount where none is negative mends any sum, and explains nothing. */
function isAbsurd({ fact, value, evidence, slip }: Repair): boolean {
  return value.isNegative() && !fact.value.startsWith('-') && slip === null && evidence < -1;
}

/** Do both put the same value in the same place, but for rounding? */
function isSameRepair(a: Cause, b: Cause, ledger: Ledger): boolean {
  const fact = a.repair?.fact === b.repair?.fact ? ledger.fact(a.repair?.fact ?? '') : undefined;
  if (!fact || !a.repair || !b.repair) return false;
  return new Decimal(a.repair.value).minus(b.repair.value).abs().lte(halfUnit(fact.fineness).times(6));
}

function repairCause(repair: Repair, ledger: Ledger): Cause {
  const { fact, value, slip, repaired, copied } = repair;
  const label = ledger.label(fact);
  const isUnit = slip?.kind === 'unit' && fact.source === 'prose';
  const text = isUnit ? unitRepair(fact, value) : inStyleOf(fact, value);
  const printed = withUnit(fact.text, fact.unit);
  const right = isUnit ? text : withUnit(text, fact.unit);
  const also =
    repaired.length > 1
      ? { zh: `，改后${repaired.length}处关系同时成立`, en: `; ${repaired.length} relations then tie` }
      : { zh: '', en: '' };
  if (copied) {
    const other = `${quoted(ledger.label(copied))}${withUnit(copied.text, copied.unit)}`;
    return {
      kind: 'carriedOver',
      message: {
        zh: `${quoted(label)}${printed}与${other}相同，可能是照抄；疑为${right}${also.zh}`,
        en: `${quoted(label)} ${printed} is the same as ${other}, perhaps copied from there; it should perhaps be ${right}${also.en}`,
      },
      repair: { text, value: decimalText(value), fact: fact.id, place: fact.place },
    };
  }
  const isStated = repaired.some(({ tested }) => tested.relation.stated === fact.id);
  const bare = !isStated
    ? 'wrongFigure'
    : repaired.every(({ tested }) => tested.shape.isRate)
      ? 'wrongRate'
      : 'wrongTotal';
  const what = repair.reread
    ? { zh: '识别错误', en: 'misread from the image' }
    : (slip?.message ?? (bare === 'wrongTotal' ? wrongTotal(repair) : WRONG[bare]));
  return {
    kind: repair.reread ? 'misread' : (slip?.kind ?? bare),
    message: {
      zh: `${quoted(label)}${printed}疑为${right}（${what.zh}）${also.zh}`,
      en: `${quoted(label)} ${printed} should perhaps be ${right} (${what.en})${also.en}`,
    },
    repair: { text, value: decimalText(value), fact: fact.id, place: fact.place },
  };
}

/** “合计”29.48 → “合计” 29.48 */
function inEnglish(told: string): string {
  return told.replace('”', '” ');
}

const WRONG = {
  wrongTotal: { zh: '合计数与各项不符', en: 'a total that its parts do not come to' },
  wrongRate: { zh: '比率算错', en: 'a rate that was computed wrongly' },
  wrongFigure: { zh: '数字与其他各数不符', en: 'a figure that the others do not bear out' },
} as const;

/** What a total is called wrong by: its parts, its limit, the list that it counts, or what is printed elsewhere. */
function wrongTotal({ fact, repaired }: Repair): Message {
  const stating = repaired.filter(({ tested }) => tested.relation.stated === fact.id);
  const relations = stating.map(({ tested }) => tested.relation);
  if (relations.some(({ formula, comparison }) => comparison === 'equal' && TOTALS.has(formula.op)))
    return WRONG.wrongTotal;
  if (relations.some(({ comparison }) => comparison !== 'equal'))
    return { zh: '超出应有的限度', en: 'beyond what limits it' };
  if (relations.some(({ formula }) => formula.op === 'constant'))
    return { zh: '与所列项数不符', en: 'not the number of what is listed' };
  return { zh: '与另一处所印不一致', en: 'not what is printed elsewhere' };
}

const TOTALS: ReadonlySet<string> = new Set(['add', 'subtract', 'multiply', 'divide', 'absolute']);

/** 296.49元 that should be 296.49万元: the digits are right and the unit is not. */
function unitRepair(fact: Fact, value: Decimal): string {
  const base = value.times(measureOf(fact.unit).factor);
  const unit = ['元', '万元', '亿元'].find((name) => base.div(measureOf(name).factor).eq(fact.value));
  return unit ? `${fact.text}${unit}` : withUnit(inStyleOf(fact, value), fact.unit);
}

/**
 * Two relations side by side of which one lacks what the other has too much: a part was counted into the wrong one. Its
 * two figures stand in one row or one column: the totals, or those parts of which other relations say so, too.
 */
function exchanged(trial: Trial, own: readonly Repair[], others: Neighbours, ledger: Ledger): Ranked[] {
  const { relation, difference, tolerance } = trial.tested;
  const stated = ledger.fact(relation.stated);
  if (!stated || !difference || !tolerance || relation.exact || digits(difference) < 2) return [];
  for (const other of others.failingBeside(stated)) {
    const { tested } = other;
    if (other === trial || tested.relation.rule !== relation.rule || !tested.difference || !tested.tolerance) continue;
    const theirs = ledger.fact(tested.relation.stated);
    if (!theirs || theirs === stated || measureOf(theirs.unit).dimension !== measureOf(stated.unit).dimension) continue;
    // A total above the other is no neighbour of it.
    if (trial.facts.includes(theirs.id) || other.facts.includes(stated.id)) continue;
    if (tested.difference.plus(difference).abs().gt(tolerance.plus(tested.tolerance))) continue;
    const [figure, counterpart] = pairAmong(stated, theirs, own, others.repairsOf(other));
    const told = own.find(({ fact, slip }) => fact === figure && !slip)?.value;
    return [exchange(trial, other, figure, counterpart, told, ledger)];
  }
  return [];
}

/** The pair that most relations speak for; the totals themselves where none says more. */
function pairAmong(
  stated: Fact,
  theirs: Fact,
  own: readonly Repair[],
  others: readonly Repair[],
): [figure: Fact, counterpart: Fact] {
  const acrossRows = stated.row === theirs.row;
  let best: [Fact, Fact] = [stated, theirs];
  let most = -Infinity;
  for (const repair of own) {
    const { fact, slip, repaired, evidence } = repair;
    if (fact.table !== stated.table || slip || isAbsurd(repair)) continue;
    const peer = others.find((one) =>
      acrossRows
        ? one.fact.row === fact.row && one.fact.column === theirs.column
        : one.fact.column === fact.column && one.fact.row === theirs.row,
    );
    if (!peer || (acrossRows ? fact.column !== stated.column : fact.row !== stated.row)) continue;
    const points = (repaired.length + peer.repaired.length) * 10 + evidence + peer.evidence + (fact === stated ? 8 : 0);
    if (points > most) [best, most] = [[fact, peer.fact], points];
  }
  return best;
}

function exchange(
  trial: Trial,
  other: Trial,
  figure: Fact,
  counterpart: Fact,
  told: Decimal | undefined,
  ledger: Ledger,
): Ranked {
  const { relation, shape } = trial.tested;
  const [difference, tolerance] = [trial.tested.difference!, trial.tested.tolerance!];
  const { dimension } = measureOf(figure.unit);
  const gap = difference.abs();
  const away = (fact: Fact) => inUnitOf(fact, figure).abs().minus(gap).abs();
  const [moved] = [...trial.facts, ...other.facts]
    .flatMap((id) => ledger.fact(id) ?? [])
    .filter((fact) => fact !== figure && fact !== counterpart && measureOf(fact.unit).dimension === dimension)
    .filter((fact) => away(fact).lte(tolerance))
    .sort((a, b) => away(a).cmp(away(b)));
  const size = moved ? inUnitOf(moved, figure).abs() : gap;
  const factor = figure.id === relation.stated ? -1 : (linearForm(shape)?.get(figure.id) ?? 1);
  const less = difference.isNegative() === factor < 0;
  const computed = new Decimal(figure.value).plus(less ? size : size.neg());
  // Where no printed part tells how much it is, what mends most relations does.
  const right = !moved && told?.minus(computed).abs().lte(tolerance) ? told : computed;
  const part = moved ? `${quoted(ledger.label(moved))}${withUnit(moved.text, moved.unit)}` : '';
  const own = `${quoted(ledger.label(figure))}${withUnit(figure.text, figure.unit)}`;
  const theirs = `${quoted(ledger.label(counterpart))}${withUnit(counterpart.text, counterpart.unit)}`;
  const text = inStyleOf(figure, right);
  return {
    worth: 12,
    sure: true,
    partner: other,
    cause: {
      kind: 'wrongTotal',
      message: {
        zh: `${own}${less ? '少' : '多'}的这部分正好是${theirs}${less ? '多' : '少'}的，可能${part && `是${part}`}记错了位置；应为${withUnit(text, figure.unit)}`,
        en: `what ${inEnglish(own)} has too ${less ? 'little' : 'much'} is what ${inEnglish(theirs)} has too ${less ? 'much' : 'little'}: ${inEnglish(part) || 'a part'} was perhaps counted into the wrong one; it should be ${withUnit(text, figure.unit)}`,
      },
      repair: { text, value: decimalText(right), fact: figure.id, place: figure.place },
    },
  };
}

/** The gaps of this relation, and of others that state the same figure and fail with it. */
function gapsOf(trial: Trial, own: readonly Repair[], around: (fact: Fact) => Fact[], ledger: Ledger): Ranked[] {
  const stated = trial.tested.relation.stated;
  const same = own.flatMap(({ fact, repaired }) => (fact.id === stated ? repaired : []));
  const trials = new Set([trial, ...same.filter((one) => one.tested.relation.stated === stated)]);
  const met = new Set<string>();
  return [...trials]
    .filter(({ alternatives, tested }) => alternatives.length === 1 && tested.relation.formula.op !== 'fact')
    .flatMap((one) => gapCauses(one, around, ledger))
    .filter(({ cause }) => {
      const name = `${cause.kind}|${cause.repair?.value ?? cause.message.zh}`;
      return !met.has(name) && met.add(name);
    });
}

/** A gap that equals another printed figure: something counted in, left out, or counted twice; or a copied total. */
function gapCauses(trial: Trial, around: (fact: Fact) => Fact[], ledger: Ledger): Ranked[] {
  const { relation, shape, difference, tolerance } = trial.tested;
  const stated = ledger.fact(relation.stated);
  const form = linearForm(shape);
  if (!stated || !form || !difference || relation.exact) return [];
  const found: Ranked[] = [];
  const gap = difference.abs();
  const strong = [0, 5, 8][digits(gap)] ?? 9;
  const alike = (fact: Fact) =>
    fact.id !== stated.id && measureOf(fact.unit).dimension === measureOf(stated.unit).dimension;
  const equals = (fact: Fact, value: Decimal) =>
    alike(fact) && inUnitOf(fact, stated).minus(value).abs().lte(value.abs().times('0.0000001'));
  // The gap is blurred by the rounding of all terms; a gap that is hardly more than that equals anything.
  const blur = tolerance && gap.gt(tolerance.times(20)) ? tolerance : new Decimal(0);
  const isGap = (fact: Fact) => alike(fact) && inUnitOf(fact, stated).abs().minus(gap).abs().lte(blur);
  const closest = (facts: Fact[]) =>
    facts
      .filter(isGap)
      .map((fact) => ({ fact, off: inUnitOf(fact, stated).abs().minus(gap).abs() }))
      .sort((a, b) => a.off.cmp(b.off))[0]?.fact;
  const figures = digits(gap) >= 2 ? around(stated).filter((fact) => !form.has(fact.id)) : [];
  const extra = closest(figures);
  if (extra) {
    const label = ledger.label(extra);
    const more = !difference.isNegative();
    found.push({
      worth: strong,
      cause: {
        kind: more ? 'wrongTotal' : 'missingAddend',
        message: {
          zh: more
            ? `差额正好等于${quoted(label)}${withUnit(extra.text, extra.unit)}，可能被计入了合计`
            : `差额正好等于${quoted(label)}${withUnit(extra.text, extra.unit)}，可能被漏减或重复列入`,
          en: `the gap equals ${quoted(label)} ${withUnit(extra.text, extra.unit)}, which was perhaps ${more ? 'counted into the total' : 'taken off the total'}`,
        },
      },
    });
  }
  const parts = digits(gap) >= 2 ? [...form.keys()].flatMap((id) => ledger.fact(id) ?? []) : [];
  const part = parts.length > 1 ? closest(parts) : undefined;
  if (part) {
    const label = ledger.label(part);
    const twice = !difference.isNegative();
    const expected = new Decimal(stated.value).minus(
      inUnitOf(part, stated)
        .abs()
        .times(twice ? 1 : -1),
    );
    found.push({
      worth: strong,
      cause: {
        kind: twice ? 'doubledAddend' : 'missingAddend',
        message: {
          zh: `差额正好等于其中一项${quoted(label)}${withUnit(part.text, part.unit)}，合计可能${twice ? '重复加了' : '漏加了'}这一项`,
          en: `the gap equals one part, ${quoted(label)} ${withUnit(part.text, part.unit)}, perhaps ${twice ? 'added twice' : 'left out of the total'}`,
        },
        repair: {
          text: inStyleOf(stated, expected),
          value: decimalText(expected),
          fact: stated.id,
          place: stated.place,
        },
      },
    });
  }
  const copied =
    digits(new Decimal(stated.value)) >= 3
      ? around(stated).find((fact) => equals(fact, new Decimal(stated.value)))
      : undefined;
  if (copied && trial.tested.computed) {
    const should = withUnit(
      inStyleOf(stated, trial.tested.computed.toDecimalPlaces(Math.min(stated.fineness, 6))),
      stated.unit,
    );
    found.push({
      worth: form.size > 1 && form.has(copied.id) ? COPIED_PART : strong - 1,
      cause: {
        kind: 'carriedOver',
        message: {
          zh: `与${quoted(ledger.label(copied))}${withUnit(copied.text, copied.unit)}相同，可能是串行或串栏；应为${should}`,
          en: `the same as ${quoted(ledger.label(copied))} ${withUnit(copied.text, copied.unit)}, perhaps carried over from there; it should be ${should}`,
        },
        repair: {
          text: inStyleOf(stated, trial.tested.computed),
          value: decimalText(trial.tested.computed),
          fact: stated.id,
          place: stated.place,
        },
      },
    });
  }
  return found;
}

/** A total that repeats one of its parts left out the others: as likely as a slip of the pen. */
const COPIED_PART = 9.2;

function inUnitOf(fact: Fact, other: Fact): Decimal {
  return new Decimal(fact.value).times(measureOf(fact.unit).factor).div(measureOf(other.unit).factor);
}

/** Significant digits: equal gaps of one digit are chance. */
function digits(value: Decimal): number {
  return value.isZero()
    ? 0
    : value
        .abs()
        .toFixed()
        .replace('.', '')
        .replace(/^0+|0+$/gu, '').length;
}
