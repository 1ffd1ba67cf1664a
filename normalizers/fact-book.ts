import type { Fact } from '../schemas/index.js';

/** Collects the facts of one document and numbers them in the order in which they are found: f1, f2, … */
export class FactBook {
  readonly facts: Fact[] = [];

  add(fact: Omit<Fact, 'id'>): Fact {
    const numbered: Fact = { ...fact, id: `f${this.facts.length + 1}` };
    this.facts.push(numbered);
    return numbered;
  }
}
