import type { Cause, Fact } from '../../schemas/index.js';
import { quoted } from '../figure.js';
import { isDoubtful } from './settle.js';

/**
 * Where a relation fails and some of its figures were read doubtfully, the reader is likelier at fault than the
 * report: the cause that says so, or nothing when every figure is clear.
 */
export function readingCause(facts: readonly Fact[], labelOf: (fact: Fact) => string): Cause | undefined {
  const doubtful = facts.filter(isDoubtful);
  if (doubtful.length === 0) return undefined;
  const name = (fact: Fact, or: string): string =>
    `${quoted(labelOf(fact))} ${[fact.text, ...(fact.alternatives ?? []).slice(0, 2)].join(or)}`;
  return {
    kind: 'reading',
    message: {
      zh: `读数存疑，更可能是识别有误：${doubtful.map((fact) => name(fact, ' 或 ')).join('；')}。请对照原图`,
      en: `reading doubtful, the reader is likelier at fault than the report: ${doubtful.map((fact) => name(fact, ' or ')).join('; ')}; compare with the picture`,
    },
  };
}
