import { type Concept, type Stage, remembered, squeeze } from '../schemas/index.js';
import type { CellReading } from './cell.js';
import type { ScoreRole } from './vocabulary/score-columns.js';

/**
 * What is known of a printed text, a label above all: each answer is kept when it is first asked for, where its question
 * stands. One table for all of them: most texts are asked for several in a row. `null` stands for nothing found.
 */
export interface Words {
  /** The text itself, always the same string: looking it up again costs least. */
  readonly text: string;
  squeezed: string | undefined;
  reading: CellReading | undefined;
  bare: string | undefined;
  unspaced: string | undefined;
  name: string | undefined;
  numbering: Numbering | null | undefined;
  concept: Concept | null | undefined;
  stage: NamedStage | null | undefined;
  year: string | undefined;
  unit: string | undefined;
  bracket: boolean | undefined;
  header: boolean | undefined;
  role: ScoreRole | null | undefined;
}

/** How a line is numbered and what it says: `（二）项目支出` → `(二)`, `2`, `项目支出`. */
export interface Numbering {
  readonly style: string;
  readonly ordinal: string;
  readonly rest: string;
}

/** `plain` tells a plain 预算数, whose stage depends on its neighbours. */
export interface NamedStage {
  readonly stage: Stage;
  readonly plain: boolean;
}

export const wordsOf: (text: string) => Words = remembered((text) => ({
  text,
  squeezed: undefined,
  reading: undefined,
  bare: undefined,
  unspaced: undefined,
  name: undefined,
  numbering: undefined,
  concept: undefined,
  stage: undefined,
  year: undefined,
  unit: undefined,
  bracket: undefined,
  header: undefined,
  role: undefined,
}));

/** The text as `squeeze` gives it. */
export function squeezedOf(words: Words): string {
  return (words.squeezed ??= squeeze(words.text));
}
