import type { TableName } from './columns.js';

/**
 * Rows of the large tables are numbered through: those of one document lie in one stretch, from its `first_key` on, in
 * their order. That takes the place of an index on `document_id`, which cost a third of what the rows did.
 */
export const KEYED_TABLES = ['cells', 'facts', 'checks'] as const satisfies readonly TableName[];

/** How long a stretch is: more than a document can have rows, and short enough that 2^25 documents stay below 2^53. */
export const STRETCH = 2 ** 28;

export function isKeyed(table: TableName): boolean {
  return (KEYED_TABLES as readonly TableName[]).includes(table);
}
