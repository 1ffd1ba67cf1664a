import { z } from 'zod';
import { Message, Notice } from './notice.js';
import { Place } from './place.js';
import { DecimalText } from './report.js';

/** A formula over printed figures: leaves name facts or hold constants. */
export type Expression =
  | { op: 'fact'; fact: string }
  | { op: 'constant'; value: string }
  | { op: 'add'; terms: Expression[] }
  | { op: 'subtract'; left: Expression; right: Expression }
  | { op: 'multiply'; left: Expression; right: Expression }
  | { op: 'divide'; left: Expression; right: Expression }
  | { op: 'absolute'; of: Expression };

export const Expression: z.ZodType<Expression> = z.discriminatedUnion('op', [
  z.object({ op: z.literal('fact'), fact: z.string() }),
  z.object({ op: z.literal('constant'), value: DecimalText }),
  z.object({
    op: z.literal('add'),
    get terms() {
      return z.array(Expression);
    },
  }),
  z.object({
    op: z.literal('subtract'),
    get left() {
      return Expression;
    },
    get right() {
      return Expression;
    },
  }),
  z.object({
    op: z.literal('multiply'),
    get left() {
      return Expression;
    },
    get right() {
      return Expression;
    },
  }),
  z.object({
    op: z.literal('divide'),
    get left() {
      return Expression;
    },
    get right() {
      return Expression;
    },
  }),
  z.object({
    op: z.literal('absolute'),
    get of() {
      return Expression;
    },
  }),
]);

export const Outcome = z.enum(['holds', 'rounding', 'fails', 'unknown']);
export type Outcome = z.infer<typeof Outcome>;

export const Severity = z.enum(['discrepancy', 'suspicious', 'rounding']);
export type Severity = z.infer<typeof Severity>;

/** A printed figure that takes part in a relation. */
export const Operand = z.object({
  fact: z.string().optional(),
  role: z.enum(['stated', 'part', 'numerator', 'denominator', 'factor', 'bound', 'other']),
  label: z.string(),
  text: z.string(),
  value: DecimalText,
  unit: z.string(),
  place: Place,
});
export type Operand = z.infer<typeof Operand>;

/** One relation that was tested. `operands` holds every printed number that takes part, the stated one first. */
export const Check = z.object({
  id: z.string(),
  /** Id of the check rule: its file name. */
  rule: z.string(),
  outcome: Outcome,
  /** The formula in words: 收入合计 = 上年结转 + 公共财政拨款. */
  subject: Message,
  stated: DecimalText.nullable(),
  computed: DecimalText.nullable(),
  /** stated − computed. */
  difference: DecimalText.nullable(),
  /** The greatest difference that rounding can explain. */
  tolerance: DecimalText.nullable(),
  unit: z.string(),
  operands: z.array(Operand),
});
export type Check = z.infer<typeof Check>;

export const Cause = z.object({
  /** `transposed`, `droppedDigit`, `wrongDigit`, `shiftedPoint`, `unit`, `sign`, `missingAddend`, `wrongTotal`, … */
  kind: z.string(),
  message: Message,
  /** The figure that would make everything tie, and where it belongs. */
  repair: z.object({ text: z.string(), value: DecimalText, fact: z.string().optional(), place: Place }).optional(),
});
export type Cause = z.infer<typeof Cause>;

export const Finding = z.object({
  /** Stable: made of rule, identity of the document, place in meaning and stated values; not of page or line. */
  id: z.string(),
  /** The check that failed; null for a finding that no relation stands behind. */
  check: z.string().nullable(),
  rule: z.string(),
  severity: Severity,
  subject: z.string(),
  stated: z.string().nullable(),
  expected: z.string().nullable(),
  difference: z.string().nullable(),
  unit: z.string(),
  operands: z.array(Operand),
  message: Message,
  causes: z.array(Cause),
  /** Id of the finding that this one only follows from. */
  consequenceOf: z.string().nullable(),
});
export type Finding = z.infer<typeof Finding>;

export const Verdict = z.enum(['verified', 'overclaimed', 'underclaimed', 'withinRange', 'notComputable']);
export type Verdict = z.infer<typeof Verdict>;

/** A score line recomputed from its own rule. */
export const ScoreVerdict = z.object({
  indicator: z.string(),
  rule: z.string(),
  weight: DecimalText.nullable(),
  claimed: DecimalText.nullable(),
  low: DecimalText.nullable(),
  high: DecimalText.nullable(),
  verdict: Verdict,
  formula: z.string(),
  inputs: z.array(
    z.object({ name: z.string(), label: z.string(), text: z.string(), value: DecimalText, place: Place.optional() }),
  ),
  missing: z.array(z.string()),
  message: Message,
});
export type ScoreVerdict = z.infer<typeof ScoreVerdict>;

/** Every relation that was tested, every score recomputed, every flag: what an auditor signs for. */
export const Assessment = z.object({
  checks: z.array(Check),
  scores: z.array(ScoreVerdict),
  findings: z.array(Finding),
  notices: z.array(Notice),
});
export type Assessment = z.infer<typeof Assessment>;
