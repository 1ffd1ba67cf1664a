import type { Fact } from '../schemas/index.js';

/** Collects the facts of one document and numbers them in the order in which they are found: f1, f2, … */
export class FactBook {
  readonly facts: Fact[] = [];

  /** The fact itself, with its number: it is not copied. */
  add(fact: Omit<Fact, 'id'>): Fact {
    const numbered = fact as Fact;
    numbered.id = `f${this.facts.length + 1}`;
    this.facts.push(numbered);
    return numbered;
  }
}
