import type { Concept } from '../../schemas/index.js';
import { familyOf } from '../vocabulary/lookup.js';
import type { RowItem } from './row-items.js';

/** A list of lines that is open under a line. */
export interface Nest {
  parent: number;
  via: 'bracket' | 'number';
  /** Numbered lists are taken to be whole; 其中 is not. */
  complete: boolean;
  /** Style of the numbers of its lines. */
  style?: string;
  /** Number of its last line. */
  last?: number | undefined;
}

/** Could a line of this concept be listed under that one? Project lists name anything; known wholes only their own. */
export function familyLike(parent: RowItem | undefined, concept: Concept): boolean {
  return familyOf(parent?.concept) === familyOf(concept);
}
