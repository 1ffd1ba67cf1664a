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
    for (const line of figures.length > 0 ? [stroke, ...figures] : []) doubt(line.signs);
  }
  return cell.filter((line) => !dropped.has(line));
}

/** Ems: what stands so near to the edge of a sheet may go on beyond it. */
const CUT_OFF = 0.5;

/** Doubts the figures at an end of a line that comes to the edge of the sheet: some of their digits may be missing. */
export function doubtAtEdges({ ink, signs }: ReadLine, width: number, em: number): void {
  const near = CUT_OFF * em;
  if (ink.x0 > near && ink.x1 < width - near) return;
  const first = signs.findIndex(({ text }) => !FIGURE.test(text));
  const last = signs.findLastIndex(({ text }) => !FIGURE.test(text));
  if (ink.x0 <= near) doubt(signs.slice(0, first < 0 ? signs.length : first));
  if (ink.x1 >= width - near) doubt(signs.slice(last + 1));
}

/** What figures are made of. */
const FIGURE = /^[\s\d.,，%％-]+$/u;

/** Signs: a longer line is a sentence, not a figure. */
const LONG = 16;

function isBeside({ ink }: ReadLine, stroke: ReadLine): boolean {
  return stroke.ink.y0 < ink.y1 && stroke.ink.y1 > ink.y0;
}

function doubt(signs: ReadLine['signs']): void {
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
