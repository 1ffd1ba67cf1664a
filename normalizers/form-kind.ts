import { conceptOf } from './vocabulary/lookup.js';
import { once, type Concept, type TableKind } from '../schemas/index.js';

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

/** The concepts that headers and stubs name, each once; every kind asks for those of the same form. */
export const conceptsIn: (labels: FormLabels) => ReadonlySet<Concept> = once((labels) => {
  const concepts = new Set<Concept>();
  for (const texts of [labels.headers, labels.stubs]) {
    for (const text of texts) {
      const concept = conceptOf(text);
      if (concept) concepts.add(concept);
    }
  }
  return concepts;
});

/** How many of the concepts belong to a family: 'income' counts income.total, income.other … */
export function countFamily(concepts: ReadonlySet<Concept>, family: string): number {
  let count = 0;
  for (const concept of concepts) if (concept.startsWith(family) && concept.charAt(family.length) === '.') count += 1;
  return count;
}

/** How many of the patterns match at least one of the texts. */
export function hits(patterns: readonly RegExp[], texts: readonly string[]): number {
  let count = 0;
  for (const pattern of patterns) {
    for (const text of texts) {
      if (!pattern.test(text)) continue;
      count += 1;
      break;
    }
  }
  return count;
}
