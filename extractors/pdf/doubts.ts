import type { Doubt, RawCell } from '../../schemas/index.js';
import { DOUBTFUL } from '../../schemas/index.js';
import type { Reading } from './engine.js';
import type { Line } from './lines.js';
import { foldRadicals } from './radicals.js';

/**
 * How a text that these lines make was read from a picture: as surely as its least sure stretch, with the stretches
 * that are doubtful. Where only one is, the whole text has alternatives. Nothing for print that was never a picture.
 */
export function readingOf(
  text: string,
  lines: readonly Line[],
): Pick<RawCell, 'confidence' | 'alternatives' | 'doubts'> {
  let confidence = Infinity;
  for (const line of lines) if (line.confidence !== undefined) confidence = Math.min(confidence, line.confidence);
  if (confidence === Infinity) return NOT_A_PICTURE;
  if (confidence >= DOUBTFUL) return { confidence };
  const doubts = doubtsIn(text, lines);
  const [only, another] = doubts;
  const alternatives =
    only && !another ? only.alternatives.map((other) => text.slice(0, only.start) + other + text.slice(only.end)) : [];
  return { confidence, ...(alternatives.length > 0 ? { alternatives } : {}), doubts };
}

/** Print that was never a picture: one for all cells, most of which are such. */
const NOT_A_PICTURE = {};

/** The lines' characters are those of the text, in order; only white space was put between or taken out. */
function doubtsIn(text: string, lines: readonly Line[]): Doubt[] {
  const doubts: Doubt[] = [];
  let open: Reading | undefined;
  let at = 0;
  for (const glyph of lines.flatMap(({ glyphs }) => glyphs)) {
    const printed = foldRadicals(glyph.text);
    const start = text.indexOf(printed, at);
    if (start < 0) continue;
    at = start + printed.length;
    const { reading } = glyph;
    const last = doubts.at(-1);
    if (!reading || reading.confidence >= DOUBTFUL) open = undefined;
    else if (reading === open && last) last.end = at;
    else {
      open = reading;
      doubts.push({ start, end: at, alternatives: [...reading.alternatives] });
    }
  }
  return doubts;
}
