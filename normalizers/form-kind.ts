import { conceptOf, familyOf } from './vocabulary/lookup.js';
import { once, type Concept, type TableKind } from '../schemas/index.js';

/** The words of a form: `headers` are the squeezed texts of its header rows, `stubs` those of its label columns. */
export interface FormLabels {
  title: string;
  headers: string[];
  stubs: string[];
  /** The headers, one a line: for patterns, which need the flag m for ^ and $. */
  head: string;
}

/** How one kind of form is recognised: by its labels, never by its position or document. */
export interface FormKind {
  kind: TableKind;
  /** How well the labels fit, 0 to 1; the best fit over 0.2 wins, and `generic` takes the rest. */
  fit(labels: FormLabels): number;
}

/** The concepts that headers and stubs name, each once; every kind asks for those of the same form. */
class Concepts {
  private readonly all = new Set<Concept>();
  private readonly families = new Map<string, number>();

  constructor({ headers, stubs }: FormLabels) {
    for (const texts of [headers, stubs]) {
      for (const text of texts) {
        const concept = conceptOf(text);
        if (!concept || this.all.has(concept)) continue;
        this.all.add(concept);
        const family = familyOf(concept);
        this.families.set(family, this.count(family) + 1);
      }
    }
  }

  has(concept: Concept): boolean {
    return this.all.has(concept);
  }

  /** How many belong to a family: 'income' counts income.total, income.other … */
  count(family: string): number {
    return this.families.get(family) ?? 0;
  }
}

export const conceptsIn: (labels: FormLabels) => Concepts = once((labels) => new Concepts(labels));

/** How many of the patterns match a line of the text. */
export function hits(patterns: readonly RegExp[], lines: string): number {
  let count = 0;
  for (const pattern of patterns) if (pattern.test(lines)) count += 1;
  return count;
}
