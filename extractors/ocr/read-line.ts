import { crop } from '../image/raster.js';
import type { Region } from '../image/raster.js';
import type { Reading } from '../pdf/engine.js';
import { NORMAL, regionOf, WIDE } from './crop.js';
import type { Way } from './crop.js';
import { placeSigns } from './glyphs.js';
import type { ReadLine } from './glyphs.js';
import type { Layout, PlacedLine } from './layout.js';
import type { OcrModels } from './models.js';
import { agreed, asPrinted, holdsFigure, isBare, single, textOf } from './reading.js';
import { recognize } from './recognize.js';
import type { Sign } from './recognize.js';
import { lookAgain } from './second-look.js';

/**
 * A line's characters, each with the reading that it is part of; nothing where no character stands. Figures are read
 * twice: a cell's line that is hardly more than a figure as a whole, each figure among words by itself.
 */
export async function readLine(line: PlacedLine, layout: Layout, models: OcrModels): Promise<ReadLine | undefined> {
  const shape = shapeOf(line, layout.em);
  if (shape === '') return undefined;
  if (shape !== undefined) {
    const reading: Reading = { confidence: 1, alternatives: [] };
    return { ink: line, signs: [{ text: shape, x: (line.x0 + line.x1) / 2, reading }] };
  }
  const read = async (way: Way, part: PlacedLine = line): Promise<{ signs: readonly Sign[]; region: Region }> => {
    const region = regionOf(part, layout, way);
    const known = way === NORMAL ? layout.known.get(part) : undefined;
    return { signs: asPrinted(known ?? (await recognize(crop(layout.level, region), models, way.stretch))), region };
  };
  const first = await read(NORMAL);
  const text = textOf(first.signs).trim();
  if (line.inCell && holdsFigure(text) && isBare(text)) {
    const second = await read(WIDE);
    const { signs, reading, of } = agreed(first.signs, second.signs);
    if (textOf(signs).trim() === '') return unreadable(line, layout.em);
    const { region } = of === 'first' ? first : second;
    return { ink: line, signs: placeSigns(signs, region, reading) };
  }
  if (text === '') return undefined;
  const signs = placeSigns(first.signs, first.region, single(first.signs));
  const again = async (from: number, to: number): Promise<string> =>
    textOf((await read(WIDE, partOf(line, from, to))).signs);
  await lookAgain(signs, first.signs, line, layout.em, again);
  return { ink: line, signs };
}

/** A sign for print in a cell of which nothing can be read, as strokes of a pen lie on it; nothing for dust and shadows. */
function unreadable(line: PlacedLine, em: number): ReadLine | undefined {
  const tall = line.blobs.filter(({ y0, y1 }) => y1 - y0 >= TALL * em);
  if (tall.length < 2 && !tall.some((blob) => isAsLarge(blob, em))) return undefined;
  const reading: Reading = { confidence: 0, alternatives: [] };
  return { ink: line, signs: [{ text: '□', x: (line.x0 + line.x1) / 2, reading }] };
}

/** Ems: digits are higher than this; one on which somebody wrote is at least so high and broad. */
const TALL = 0.45;
const [HIGH, BROAD] = [0.6, 0.35];

function isAsLarge({ x0, y0, x1, y1 }: Region, em: number): boolean {
  return x1 - x0 >= BROAD * em && y1 - y0 >= HIGH * em;
}

/** Only so much of a line, in pixels; where it goes on, there is no margin. */
function partOf(line: PlacedLine, x0: number, x1: number): PlacedLine {
  return {
    ...line,
    x0,
    x1,
    ...(x0 > line.x0 ? { since: x0 } : {}),
    ...(x1 < line.x1 ? { until: x1 } : {}),
  };
}

/**
 * Print that its shape alone tells, and that the network, which never saw it by itself, takes for a digit: dashes, and
 * specks, which are nothing ('').
 */
function shapeOf({ blobs }: PlacedLine, em: number): string | undefined {
  const isDash = ({ x0, y0, x1, y1 }: Region): boolean =>
    y1 - y0 <= 0.22 * em && x1 - x0 >= 2.2 * (y1 - y0) && x1 - x0 > 0.25 * em;
  const isSpeck = ({ x0, y0, x1, y1 }: Region): boolean => y1 - y0 <= 0.17 * em && x1 - x0 <= 0.25 * em;
  if (blobs.every(isDash)) {
    return blobs.map(({ x0, x1 }) => (x1 - x0 > 1.4 * em ? '——' : x1 - x0 > 0.62 * em ? '—' : '-')).join('');
  }
  return blobs.length < 3 && blobs.every(isSpeck) ? '' : undefined;
}
