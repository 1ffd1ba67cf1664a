import { DOUBTFUL, squeeze, type Doubt, type Fact, type Report } from '../schemas/index.js';

/** A text out of a picture: how surely it was read, and which stretches are doubtful. */
interface ReadText {
  text: string;
  confidence?: number | undefined;
  alternatives?: string[] | undefined;
  doubts?: readonly Doubt[] | undefined;
}

/** What is printed beside a doubtful stretch, and not part of it, is no more doubtful than other print. */
const BESIDE = DOUBTFUL + 0.1;

/** How the figure at these offsets of a text was read: a doubt elsewhere in the text is none of its. */
export function figureReading(read: ReadText, start: number, end: number): Pick<Fact, 'confidence' | 'alternatives'> {
  const { confidence, alternatives, doubts } = read;
  if (confidence === undefined && !alternatives) return PRINTED;
  if (confidence === undefined || !doubts)
    return { ...(confidence === undefined ? {} : { confidence }), ...(alternatives ? { alternatives } : {}) };
  const [touching, another] = doubtsAt(doubts, start, end);
  if (!touching) return { confidence: Math.max(confidence, BESIDE) };
  const others = another ? [] : readingsOf(read.text, touching, start, end);
  const decided = doubtsAt(doubts, start, end).every((doubt) => doubt.decided);
  return {
    confidence: decided ? Math.max(confidence, BESIDE) : confidence,
    ...(others.length > 0 ? { alternatives: others } : {}),
  };
}

/** Not read from a picture. */
const PRINTED: Pick<Fact, 'confidence' | 'alternatives'> = {};

export function doubtsAt(doubts: readonly Doubt[] = [], start: number, end: number): Doubt[] {
  return doubts.filter((doubt) => doubt.start < end && doubt.end > start);
}

/** Readings of a doubtful stretch as readings of the figure in it: what stands around the figure must be the same. */
function readingsOf(text: string, doubt: Doubt, start: number, end: number): string[] {
  const [before, after] = [text.slice(doubt.start, start), text.slice(end, doubt.end)];
  const [head, tail] = [text.slice(start, doubt.start), text.slice(doubt.end, end)];
  return doubt.alternatives.flatMap((other) =>
    other.startsWith(before) && other.endsWith(after) && other.length > before.length + after.length
      ? [head + other.slice(before.length, other.length - after.length) + tail]
      : [],
  );
}

/** Where a rule, a target or a result was read doubtfully, nobody knows what its line should have scored. */
export function carryDoubts({ tables, indicators }: Pick<Report, 'tables' | 'indicators'>): void {
  for (const table of tables) {
    const doubtful = table.cells.filter(({ confidence = 1, facts }) => confidence < DOUBTFUL && facts.length === 0);
    if (doubtful.length === 0) continue;
    for (const indicator of indicators) {
      if (indicator.table !== table.id) continue;
      const said = [indicator.rule, indicator.target, indicator.actual, indicator.level3].map(squeeze);
      for (const { text, confidence = 1 } of doubtful) {
        const words = squeeze(text);
        if (words === '' || !said.some((part) => part.includes(words))) continue;
        indicator.confidence = Math.min(confidence, indicator.confidence ?? 1);
      }
    }
  }
}
