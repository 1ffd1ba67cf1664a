import { addUnder, once, type Concept, type Fact, type Report } from '../schemas/index.js';

/** The facts of one concept, in printed order. */
export function factsTold(report: Report, concept: Concept): readonly Fact[] {
  return byConcept(report).get(concept) ?? NONE;
}

const NONE: readonly Fact[] = [];

/** Most checks are about a few of them: the facts are gone through once for all. */
const byConcept = once(({ facts }: Report): ReadonlyMap<string, Fact[]> => {
  const concepts = new Map<string, Fact[]>();
  for (let at = 0; at < facts.length; at++) {
    const fact = facts[at]!;
    addUnder(concepts, fact.concept, fact);
  }
  return concepts;
});
