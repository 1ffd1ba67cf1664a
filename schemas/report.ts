import { z } from 'zod';
import { Concept, Stage } from './concepts.js';
import { Notice } from './notice.js';
import { Place, Segment } from './place.js';
import { Doubt, Guessed } from './raw.js';

/** An exact number as a plain decimal string (no thousands commas, no exponent). Never a JS number. */
export const DecimalText = z.string().regex(/^-?\d+(\.\d+)?$/);

/**
 * One printed figure with its meaning. `text` is exactly what is printed; `value` is that number, canonical, in
 * `unit` as printed (万元, 元, 亿元, %, 人, 个, 分 …; '' where no unit is given); `decimals` counts the printed ones.
 * `fineness` is the number of decimals of the finest figure in the same column or table: the figure stands for
 * value ± half of 10^-fineness.
 */
export const Fact = z.object({
  id: z.string(),
  concept: Concept,
  /** The printed label, outermost first, joined with " / ". */
  label: z.string(),
  /** `summary`, or the unit of organisation (or the project) as printed. */
  subject: z.string(),
  /** Four digits, or '' where no year can be told. */
  period: z.string(),
  stage: Stage,
  text: z.string(),
  value: DecimalText,
  unit: z.string(),
  decimals: z.number().int().min(0),
  fineness: z.number().int().min(0),
  /** 余, 约, 多, 近 / 以上, ≥ / 以内, ≤ : the print itself says that the figure is no exact one. */
  bound: z.enum(['about', 'atLeast', 'atMost']).optional(),
  source: z.enum(['table', 'prose']),
  /** Id of the report table and the position in it; only for `source: 'table'`. */
  table: z.string().optional(),
  row: z.number().int().min(0).optional(),
  column: z.number().int().min(0).optional(),
  place: Place,
  /** 0–1, only where it was read from an image; below DOUBTFUL it may be another figure: one of `alternatives`. */
  confidence: z.number().optional(),
  alternatives: z.array(z.string()).optional(),
  /** As `confidence`, of the words that say what the figure is; only where they are doubtful. */
  labelConfidence: z.number().optional(),
});
export type Fact = z.infer<typeof Fact>;

export const TABLE_KINDS = [
  'cover',
  'income',
  'expenditure',
  'threePublic',
  'assets',
  'baseData',
  'budgetExecution',
  'projectBudget',
  'goals',
  'indicators',
  'scoreSheet',
  'signatures',
  'layout',
  'generic',
] as const;
export const TableKind = z.enum(TABLE_KINDS);
export type TableKind = z.infer<typeof TableKind>;

/**
 * A row or a column of a report table, as a node of the tree that its labels form: 基本支出 and 项目支出 are parts of
 * 支出合计; units are parts of the summary row; the lines above a 小计 are parts of it.
 */
export const Line = z.object({
  index: z.number().int().min(0),
  /** Printed labels from outermost to innermost, white space removed. */
  path: z.array(z.string()),
  label: z.string(),
  /** `total` has parts; `figure` is an ordinary line; `caption` holds labels only; `serial` is 1, 2, 3=1+2. */
  role: z.enum(['total', 'figure', 'caption', 'serial', 'blank']),
  /** Index of the line that this one is a part of. A line may be a part of one total only. */
  partOf: z.number().int().nullable(),
  /** Of a total: does its list of parts claim to be complete (小计, 合计, 按…分, known identity), or only 其中/等? */
  parts: z.enum(['complete', 'partial']).optional(),
  /** A header formula, 3=1+2 or (3)=(2)/(1), as it is printed. */
  formula: z.string().optional(),
  /** The number that header formulas call this line by. */
  serial: z.string().optional(),
  concept: Concept.optional(),
  stage: Stage.optional(),
  subject: z.string().optional(),
  period: z.string().optional(),
  unit: z.string().optional(),
});
export type Line = z.infer<typeof Line>;

export const ReportCell = z.object({
  row: z.number().int().min(0),
  column: z.number().int().min(0),
  rowSpan: z.number().int().min(1),
  colSpan: z.number().int().min(1),
  text: z.string(),
  place: Place,
  /** Ids of the facts that are printed in this cell. */
  facts: z.array(z.string()),
  /** As in RawCell: where the text was read from an image. */
  confidence: z.number().optional(),
  alternatives: z.array(z.string()).optional(),
  doubts: z.array(Doubt).optional(),
});
export type ReportCell = z.infer<typeof ReportCell>;

/** One form (logical table), on its own grid: a physical table may hold several, and a form may go on over several. */
export const ReportTable = z.object({
  id: z.string(),
  kind: TableKind,
  title: z.string(),
  pages: z.array(z.number().int()),
  /** The unit of money that its caption or header declares, '' if none. */
  unit: z.string(),
  /** The physical tables and rows (0-based, inclusive) that it was made of. */
  sources: z.array(z.object({ table: z.number().int(), firstRow: z.number().int(), lastRow: z.number().int() })),
  headerRows: z.number().int().min(0),
  rows: z.array(Line),
  columns: z.array(Line),
  cells: z.array(ReportCell),
  /** The columns of its text were guessed: where most of its figures do not tie, they were misread. */
  guessed: Guessed.optional(),
  /** The project whose own self-assessment it belongs to; not there for forms of the whole department. */
  project: z.string().optional(),
});
export type ReportTable = z.infer<typeof ReportTable>;

/**
 * One line of a score sheet or goal table. Levels are the printed labels with their weights taken off; `weight` and
 * `score` are decimal strings or null where nothing is printed.
 */
export const Indicator = z.object({
  id: z.string(),
  level1: z.string(),
  level2: z.string(),
  level3: z.string(),
  target: z.string(),
  actual: z.string(),
  weight: DecimalText.nullable(),
  score: DecimalText.nullable(),
  /** 评分标准 / 计分标准, exact text, '' if none. */
  rule: z.string(),
  /** 扣分原因, 偏差原因分析, 备注. */
  reason: z.string(),
  place: Place,
  table: z.string().optional(),
  row: z.number().int().optional(),
  /** Facts of weight and score, where printed. */
  weightFact: z.string().optional(),
  scoreFact: z.string().optional(),
  /** 0–1, only where its rule, target, result or name was read from an image and is doubtful. */
  confidence: z.number().optional(),
});
export type Indicator = z.infer<typeof Indicator>;

/** A total, section or line of a scoring, as a tree: printed weight and score at each node where there are any. */
export const ScoreNode = z.object({
  id: z.string(),
  label: z.string(),
  level: z.enum(['total', 'section', 'line']),
  weightFact: z.string().optional(),
  scoreFact: z.string().optional(),
  /** Scores that others gave (复评, 第三方), by the column that they stand in. */
  reviewFacts: z.record(z.string(), z.string()).optional(),
  children: z.array(z.string()),
  indicator: z.string().optional(),
  /** 扣分项: its weight is a limit of what is taken off and is not added. */
  deduction: z.boolean(),
  /** One weight is printed over several lines: the ids of all of them, this one included. */
  sharedWeight: z.array(z.string()).optional(),
  /** Whether all children are printed (prose often tells only some). */
  complete: z.boolean(),
});
export type ScoreNode = z.infer<typeof ScoreNode>;

/** One place where scores are told: a sheet, the national form's execution row with its indicators, or prose. */
export const Scoring = z.object({
  id: z.string(),
  source: z.enum(['sheet', 'cover', 'prose']),
  table: z.string().optional(),
  /** The project that is scored, where it is not the whole department. */
  project: z.string().optional(),
  /** First node is the root (`level: 'total'`). */
  nodes: z.array(ScoreNode),
});
export type Scoring = z.infer<typeof Scoring>;

/** Something said in words that figures can contradict: a grade, 全面完成, 控制在预算内, 无结余, a list with a count. */
export const Claim = z.object({
  id: z.string(),
  /** `grade`, `gradeBand`, `complete`, `withinBudget`, `noBalance`, … */
  kind: z.string(),
  text: z.string(),
  /** What it claims, in canonical words (for `grade`: 优, 良, 中, 差 as printed). */
  value: z.string(),
  facts: z.array(z.string()),
  place: Place,
});
export type Claim = z.infer<typeof Claim>;

/** Prose outside tables (and inside layout frames), in reading order, for checks that read sentences. */
export const Passage = z.object({
  index: z.number().int().min(0),
  heading: z.boolean(),
  text: z.string(),
  segments: z.array(Segment),
  facts: z.array(z.string()),
});
export type Passage = z.infer<typeof Passage>;

/**
 * A relation that a sentence states between its own figures, found by the grammar of budget prose. `formula` is an
 * expression over fact ids (see Expression); checks turn it into a tested relation.
 */
export const Statement = z.object({
  id: z.string(),
  kind: z.enum(['parts', 'difference', 'ratio', 'growth', 'share', 'completion', 'count', 'same', 'product']),
  stated: z.string(),
  operands: z.array(z.string()),
  /** Of `count`: the members as printed, where the list holds words and no figures (4个股室：甲、乙、丙、丁). */
  members: z.array(z.string()).optional(),
  /** Of `difference`: how many of the last operands are taken off; all but the first where it is not told. */
  less: z.number().int().optional(),
  /** Whether the words promise it: of `parts` a whole list, of others that the figures are of each other. */
  complete: z.boolean(),
  place: Place,
});
export type Statement = z.infer<typeof Statement>;

export const Identity = z.object({
  title: z.string(),
  province: z.string(),
  county: z.string(),
  department: z.string(),
  /** Four digits, '' if it cannot be told. */
  year: z.string(),
});
export type Identity = z.infer<typeof Identity>;

/** What a document says, with meaning, before anything is judged. */
export const Report = z.object({
  identity: Identity,
  tables: z.array(ReportTable),
  facts: z.array(Fact),
  indicators: z.array(Indicator),
  scorings: z.array(Scoring),
  claims: z.array(Claim),
  statements: z.array(Statement),
  passages: z.array(Passage),
  notices: z.array(Notice),
});
export type Report = z.infer<typeof Report>;
