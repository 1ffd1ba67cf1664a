import type { Cause, Indicator, Report, ScoreVerdict } from '../../schemas/index.js';
import { Decimal, decimalText, once } from '../../schemas/index.js';
import { Ledger } from '../ledger.js';
import { isDoubtful, readingCause, wordingCause } from '../parity/doubt.js';
import { bindExecution, bindRule, type Binding, type Bound, FactIndex, shown } from './bind.js';
import { explain } from './explain.js';
import { evaluateRule, type Score } from './evaluate.js';
import { formulaOf } from './formula.js';
import { heldTo, judgeGoal, readGoal, type Goal } from './goal.js';
import { judgeWords } from './judge-words.js';
import { bindNote, findNote, type Note } from './note.js';
import { parseRule } from './parse.js';
import type { Inputs } from './quantity.js';
import type { Rule } from './rule.js';

/** A score line with its verdict. */
export interface JudgedLine {
  score: ScoreVerdict;
  /** Whether the claim is out of reach of its rule, as far as all was read rightly. */
  accused: boolean;
  /** Why that may be the reader's fault; such a line has no verdict. */
  doubt?: Cause;
}

/** A verdict for every score line: its rule recomputed on the report's own figures, or which figure is missing. */
export function scoreVerdicts(report: Report): ScoreVerdict[] {
  return judgedLines(report).map(({ score }) => score);
}

/** Both the assessment and the check `rubric` ask; every rule is parsed and evaluated once a report. */
export const judgedLines: (report: Report) => readonly JudgedLine[] = once(judgeLines);

function judgeLines(report: Report): JudgedLine[] {
  const ledger = Ledger.of(report);
  const index = new FactIndex(report);
  const nodes = report.scorings.flatMap((scoring) => scoring.nodes);
  const deductions = new Set(nodes.filter(({ deduction }) => deduction).map(({ indicator }) => indicator));
  // A line of a score tree is a score line even where its weight and score were left blank.
  const lines = new Set(nodes.map(({ indicator }) => indicator));
  const scored = report.indicators.filter(
    ({ id, weight, score, rule }) => weight !== null || score !== null || rule !== '' || lines.has(id),
  );
  const judged = (note: Note | undefined) =>
    scored.map((indicator) => verdictOf(indicator, index, ledger, deductions.has(indicator.id), note));
  const note = findNote(report);
  const noted = judged(note);
  return note && !isKept(noted, note) ? judged(undefined) : noted;
}

/** Whether the lines of a sheet are scored by its note: most of those that it speaks of. */
function isKept(lines: readonly JudgedLine[], { text }: Note): boolean {
  const own = lines.filter(({ score }) => score.rule === text);
  const broken = own.filter(({ score: { verdict } }) => verdict === 'overclaimed' || verdict === 'underclaimed');
  return broken.length * 2 < own.length;
}

/** What the national form means where it prints a rate of execution and no rule. */
const EXECUTION_RULE = '得分=执行率×分值';

function verdictOf(
  indicator: Indicator,
  index: FactIndex,
  ledger: Ledger,
  deduction: boolean,
  note: Note | undefined,
): JudgedLine {
  const goal = readGoal(indicator);
  const execution = indicator.rule === '' ? bindExecution(indicator, index) : null;
  const noted = indicator.rule === '' && !execution && note && goal ? bindNote(note, indicator, goal) : undefined;
  const text = execution ? EXECUTION_RULE : noted && note ? note.text : indicator.rule;
  const implied = execution ?? noted;
  const parsed = parseRule(implied ? EXECUTION_RULE : text);
  const rule = goal && !implied ? heldTo(goal, parsed) : parsed;
  const weight = indicator.weight === null ? null : new Decimal(indicator.weight);
  const claimed = indicator.score === null ? null : new Decimal(indicator.score);
  const binding = implied ? { bound: [implied], missing: [] } : bindingOf(rule, indicator, index, goal);
  const exact = hullOver(binding.bound, (inputs) => evaluateRule(rule, weight, inputs));
  const score = noted && claimed?.isInteger() ? toWhole(exact) : exact;
  const missing = [...binding.missing];
  if (text !== '' && missing.length === 0) missing.push(...unmet(rule.criteria, score.missing));
  if (rule.kind === 'unknown' && missing.length === 0) missing.push('评分标准没有可计算的规则');
  // 扣分项 that nothing was taken off for is left blank.
  if (claimed === null && !deduction) missing.push('自评得分');
  if (weight === null && score.high.isZero()) missing.push('分值');
  const judged = deduction ? 'notComputable' : judge(claimed, score, missing);
  // Points that were taken off for a reason are nothing that the note speaks of.
  if (noted && judged === 'underclaimed' && indicator.reason !== '')
    return verdictOf(indicator, index, ledger, deduction, undefined);
  const accused = judged === 'overclaimed' || judged === 'underclaimed';
  const doubt = accused ? doubtOf(indicator, binding, ledger) : undefined;
  if (doubt) missing.push('清楚的读数');
  const verdict = doubt ? 'notComputable' : judged;
  const verdictOfLine: ScoreVerdict = {
    indicator: indicator.id,
    rule: text,
    weight: indicator.weight,
    claimed: indicator.score,
    low: decimalText(score.low.toDecimalPlaces(12)),
    high: decimalText(score.high.toDecimalPlaces(12)),
    verdict,
    formula: text === '' ? '' : formulaOf(rule),
    inputs: binding.bound.flatMap(inputsOf),
    missing,
    message: explain(indicator, text, verdict, score, binding, missing),
  };
  return { score: verdictOfLine, accused, ...(doubt ? { doubt } : {}) };
}

/** Figures, scores, rules or results that were read doubtfully accuse nobody. */
function doubtOf(indicator: Indicator, { bound }: Binding, ledger: Ledger): Cause | undefined {
  const ids = [indicator.scoreFact, indicator.weightFact, ...bound.flatMap(({ facts }) => facts.map(({ id }) => id))];
  const facts = ids.flatMap((id) => (id === undefined ? [] : (ledger.fact(id) ?? [])));
  const own = isDoubtful(indicator) ? wordingCause(indicator.rule || indicator.level3 || indicator.level2) : undefined;
  return readingCause(facts, ledger) ?? own;
}

function bindingOf(rule: Readonly<Rule>, indicator: Indicator, index: FactIndex, goal: Goal | null): Binding {
  if (indicator.rule === '') return { bound: [], missing: ['评分标准'] };
  const { bound, missing } = bindRule(rule, indicator, index, goal);
  const judged = [...judgeWords(rule.criteria, index), ...(goal ? judgeGoal(goal, rule.criteria) : [])];
  return { bound: [...bound, ...judged], missing };
}

/** Who tells whole points has rounded them. */
const toWhole = ({ low, high, missing }: Score): Score => ({ low: low.floor(), high: high.ceil(), missing });

/** The rule is read at the value itself and at both ends of what the printed figures can stand for. */
function hullOver(bound: Bound[], evaluate: (inputs: Inputs) => Score): Score {
  const at = (end: 'value' | 'low' | 'high') => evaluate(Object.fromEntries(bound.map((one) => [one.name, one[end]])));
  const score = at('value');
  if (bound.every(({ value, low, high }) => value.eq(low) && value.eq(high))) return score;
  const [least, most] = [at('low'), at('high')];
  return {
    low: Decimal.min(score.low, least.low, most.low),
    high: Decimal.max(score.high, least.high, most.high),
    missing: score.missing,
  };
}

const NAMES: Readonly<Record<string, string>> = { x: '规则所指的数值', A: '目标值', B: '实际值' };

function unmet(criteria: readonly { name: string; text: string }[], names: readonly string[]): string[] {
  return names.map((name) => criteria.find((criterion) => criterion.name === name)?.text ?? NAMES[name] ?? name);
}

function inputsOf({ name, label, value, facts }: Bound): ScoreVerdict['inputs'] {
  const own = { name, label, text: shown(value), value: decimalText(value.toDecimalPlaces(12)) };
  return [
    own,
    ...facts.map((fact) => ({
      name: fact.id,
      label: fact.label,
      text: fact.text,
      value: fact.value,
      place: fact.place,
    })),
  ];
}

/**
 * Out of reach is wrong even where something is missing; otherwise what is missing leaves the line open. A claim is
 * printed to so many decimals, rounded or cut off: 9.359 is told as 9.36, 9.3 or 9.4.
 */
function judge(claimed: Decimal | null, { low, high }: Score, missing: readonly string[]): ScoreVerdict['verdict'] {
  // A column of scores that are taken off.
  if (claimed === null || claimed.isNegative()) return 'notComputable';
  const unit = new Decimal(10).pow(-claimed.decimalPlaces());
  const [down, up] = claimed.isInteger() ? [CENT, CENT] : [unit.div(2), unit];
  if (claimed.minus(down).gt(high) && !(missing.length > 0 && high.isZero())) return 'overclaimed';
  if (claimed.plus(up).lt(low)) return 'underclaimed';
  if (missing.length > 0) return 'notComputable';
  return high.minus(low).lte(Decimal.max(CENT, unit.isInteger() ? CENT : unit)) ? 'verified' : 'withinRange';
}

const CENT = new Decimal('0.01');
