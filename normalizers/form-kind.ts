import { conceptOf } from './vocabulary/lookup.js';
import type { Concept, TableKind } from '../schemas/index.js';

/** The words of a form: `headers` are the squeezed texts of its header rows, `stubs` those of its label columns. */
export interface FormLabels {
  title: string;
  headers: string[];
  stubs: string[];
}

/** How one kind of form is recognised: by its labels, never by its position or document. */
export interface FormKind {
  kind: TableKind;
  /** How well the labels fit, 0 to 1; the best fit over 0.2 wins, and `generic` takes the rest. */
  fit(labels: FormLabels): number;
}

/** The concepts that headers and stubs name, each once. */
export function conceptsIn(labels: FormLabels): Set<Concept> {
  const found = new Set<Concept>();
  for (const text of [...labels.headers, ...labels.stubs]) {
    const concept = conceptOf(text);
    if (concept) found.add(concept);
  }
  return found;
}

/** How many of the concepts belong to a family: 'income' counts income.total, income.other … */
export function countFamily(concepts: ReadonlySet<Concept>, family: string): number {
  return [...concepts].filter((concept) => concept.startsWith(`${family}.`)).length;
}

/** How many of the patterns match at least one of the texts. */
export function hits(patterns: readonly RegExp[], texts: readonly string[]): number {
  return patterns.filter((pattern) => texts.some((text) => pattern.test(text))).length;
}
