import type { Message } from '../schemas/index.js';

/** A column of the clean data set, typed as in Data Package v2. */
export interface DatasetField {
  name: string;
  type: 'string' | 'number' | 'integer' | 'boolean' | 'datetime';
  title: Message;
  description: Message;
}

/** One file of the clean data set. `select` is the SQL that yields its rows in their fixed order, columns named as the fields. */
export interface Dataset {
  name: string;
  title: Message;
  description: Message;
  fields: DatasetField[];
  select: string;
}
