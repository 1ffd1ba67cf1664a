import type { Fact, Statement } from '../../schemas/index.js';

/** Notes a relation that a sentence states; `members` are the items of a list of words. */
export type Add = (
  kind: Statement['kind'],
  stated: Fact,
  operands: Fact[],
  complete?: boolean,
  members?: string[],
) => void;
