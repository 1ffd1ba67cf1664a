import { DOUBTFUL } from '../../schemas/index.js';
import type { ReadLine } from './glyphs.js';

const DASH = /^[-−—–_~]+$/u;
/** What the stroke of a pen beside a figure, or above or below it, is read as. */
const STROKE = /^([-−—–_~]+|[/|1lI()（）\\])$/u;

/**
 * The lines of one cell without what is a mark and no print: a dash above or below print. A figure with a stroke beside
 * it was struck out, ticked or ringed by hand, and is doubtful.
 */
export function withoutStrokes(cell: readonly ReadLine[]): readonly ReadLine[] {
  const strokes = cell.filter((line) => STROKE.test(textOf(line)));
  if (strokes.length === 0 || strokes.length === cell.length) return cell;
  const dropped = new Set<ReadLine>();
  for (const stroke of strokes) {
    const beside = cell.filter((line) => !strokes.includes(line) && isBeside(line, stroke));
    if (DASH.test(textOf(stroke)) && beside.length === 0) {
      dropped.add(stroke);
      continue;
    }
    const near = DASH.test(textOf(stroke)) ? beside : cell.filter((line) => line !== stroke);
    const figures = near.filter((line) => /\d/u.test(textOf(line)) && textOf(line).length < LONG);
    for (const line of figures.length > 0 ? [stroke, ...figures] : []) doubt(line);
  }
  return cell.filter((line) => !dropped.has(line));
}

/** Signs: a longer line is a sentence, not a figure. */
const LONG = 16;

function isBeside({ ink }: ReadLine, stroke: ReadLine): boolean {
  return stroke.ink.y0 < ink.y1 && stroke.ink.y1 > ink.y0;
}

function doubt({ signs }: ReadLine): void {
  for (const sign of signs) {
    const { confidence, alternatives } = sign.reading;
    sign.reading = { confidence: Math.min(confidence, DOUBTFUL - 0.01), alternatives };
  }
}

function textOf({ signs }: ReadLine): string {
  return signs
    .map(({ text }) => text)
    .join('')
    .replace(/\s/gu, '');
}
