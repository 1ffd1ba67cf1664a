import type { Message } from '../schemas/index.js';

/** A column of the clean data set, typed as in Data Package v2. */
export interface DatasetField {
  name: string;
  /** `number` is an exact decimal, `array` is JSON; both are written as the store holds them. */
  type: 'string' | 'number' | 'integer' | 'boolean' | 'datetime' | 'array';
  title: Message;
  description: Message;
  /** Never empty. */
  required?: true;
  enum?: readonly string[];
}

/**
 * One file of the clean data set. `select` is the SQL that yields its rows in their fixed order, columns named as the
 * fields: one fact decides the order, the path of a document, and below it the position in print. Nothing in it may
 * depend on when or in which order documents were read.
 */
export interface Dataset {
  name: string;
  title: Message;
  description: Message;
  fields: DatasetField[];
  primaryKey: string[];
  select: string;
}
