import type { Cause, Expression, Message, Operand, Report } from '../schemas/index.js';

/**
 * A relation as data, before it is tested: the figure that is stated and the formula that it should equal. Keeping
 * it as data lets the search for causes test it again with other values.
 */
export interface Relation {
  /** Id of the check rule that made it. */
  rule: string;
  /** Place in meaning (table kind, row label, column label …), the same in every format of the document. */
  key: string;
  /** The formula in words. */
  subject: Message;
  /** Id of the stated fact. */
  stated: string;
  formula: Expression;
  /** `equal`; `atLeast`: stated ≥ formula (a total over a partial list); `atMost`: stated ≤ formula; `below`: <. */
  comparison: 'equal' | 'atLeast' | 'atMost' | 'below';
  /** Scores, weights and head counts tie exactly; money and rates within rounding. */
  exact: boolean;
  /** Roles of facts that are not plain parts. */
  roles?: Record<string, Operand['role']>;
  /** A relation that nothing but its failure makes interesting has `suspicious`. Default `discrepancy`. */
  severity?: 'discrepancy' | 'suspicious';
  /** Relations of one group are alternatives: it fails only if every one of them fails. */
  group?: string;
  /** How fine a figure is for this relation: as its column (default), or as it is printed itself. */
  fineness?: 'column' | 'own';
  /** What was computed may have been cut off instead of rounded: as of a rate, so of a score by it. */
  cut?: boolean;
  /** Printed figures that take part without being computed with: the items of a list that is counted. */
  others?: string[];
}

/** A flag that no formula stands behind: a missing value, the same text under two categories … */
export interface Remark {
  rule: string;
  key: string;
  severity: 'discrepancy' | 'suspicious';
  subject: string;
  message: Message;
  facts: string[];
  /** It was computed from these figures: where one of them is wrong, it only follows from that. */
  computed?: boolean;
  /** Where words that it rests on were read doubtfully: the cause that says so. */
  doubt?: Cause;
}

export interface CheckExample {
  title: Message;
  /** A report fragment as text art: `|`-separated rows, or prose. */
  text: string;
  /** What comes of it. */
  outcome: 'holds' | 'rounding' | 'fails' | 'silent';
}

/** One check, one file. It is its own manual: `docs/checks.md` is generated from it and its examples run as tests. */
export interface CheckRule {
  /** The file's name; never reused. */
  id: string;
  class: 'sum' | 'balance' | 'ratio' | 'same' | 'count' | 'unit' | 'year' | 'score' | 'rubric' | 'claim' | 'filing';
  title: Message;
  about: Message;
  examples: CheckExample[];
  relations?(report: Report): Relation[];
  remarks?(report: Report): Remark[];
}
