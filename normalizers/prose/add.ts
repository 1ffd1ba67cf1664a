import type { Fact, Statement } from '../../schemas/index.js';

/** Notes a relation that a sentence states. */
export type Add = (kind: Statement['kind'], stated: Fact, operands: Fact[], complete?: boolean, more?: More) => void;

export type More = Pick<Statement, 'members' | 'less'>;
