/**
 * Rows are numbered through: those of one document lie in one stretch of each table, from its `first_key` on, in their
 * order. That takes the place of indexes on `document_id`: keeping them cost as much as the rows. A stretch is longer than
 * a document can have rows, and so short that 2^25 documents stay below 2^53.
 */
export const STRETCH = 2 ** 28;
