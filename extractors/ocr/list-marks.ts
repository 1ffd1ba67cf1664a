import type { ReadLine } from './glyphs.js';

/** The first of each family of numbers in a ring or in brackets; twenty follow one another. */
const FAMILIES = ['①', '⑴'].map((first) => first.codePointAt(0)!);
/** What a mark of a list stands behind, where it does not begin its line. */
const BEFORE = /^[；;。：:\s]$/u;

/**
 * Numbers in rings that the network was never taught (⑤ and most that follow) come out as another one or not at
 * all. They are the marks of lists, and lists run on: behind ④ stands ⑤. Mends the lines of one cell, or of
 * the text between tables, top to bottom; a mark that the network does know is believed.
 */
export function mendListMarks(lines: readonly ReadLine[], known: ReadonlySet<string>, em: number): void {
  let last: Mark | undefined;
  for (const line of lines) {
    for (let i = 0; i < line.signs.length; i++) {
      const sign = line.signs[i]!;
      const listed = i === 0 || BEFORE.test(line.signs[i - 1]!.text);
      const mark = markOf(sign.text);
      const next = last && { family: last.family, value: last.value + 1 };
      const wanted = next && next.value <= 20 ? textOf(next) : undefined;
      const unknown = wanted !== undefined && !known.has(wanted);
      if (mark) {
        const misread = unknown && listed && mark.value !== 1 && mark.value !== next!.value;
        if (misread) sign.text = wanted;
        if (misread || listed) last = misread ? next : mark;
      } else if (unknown && listed) {
        const x = unreadInk(line, i, em);
        if (x === undefined) continue;
        line.signs.splice(i, 0, { text: wanted, x, reading: sign.reading });
        last = next;
      }
    }
  }
}

interface Mark {
  family: number;
  value: number;
}

function markOf(text: string): Mark | undefined {
  const code = text.codePointAt(0) ?? 0;
  const family = FAMILIES.find((first) => code >= first && code < first + 20);
  return family === undefined ? undefined : { family, value: code - family + 1 };
}

function textOf({ family, value }: Mark): string {
  return String.fromCodePoint(family + value - 1);
}

/** Where a character as large as a ring stands before the sign at `i` and none was read; nothing where none does. */
function unreadInk({ ink, signs }: ReadLine, i: number, em: number): number | undefined {
  const from = i === 0 ? ink.x0 - 0.5 * em : signs[i - 1]!.x + 0.35 * em;
  const to = signs[i]!.x - 0.55 * em;
  const blobs = ink.blobs.filter(({ x0, x1 }) => x0 >= from && x1 <= to + 0.15 * em);
  if (blobs.length === 0) return undefined;
  const [left, right] = [Math.min(...blobs.map(({ x0 }) => x0)), Math.max(...blobs.map(({ x1 }) => x1))];
  return right - left >= 0.6 * em && right - left <= 1.3 * em ? (left + right) / 2 : undefined;
}
