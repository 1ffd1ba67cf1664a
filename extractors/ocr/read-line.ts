import { crop } from '../image/raster.js';
import type { Region } from '../image/raster.js';
import { NORMAL, regionOf, WIDE } from './crop.js';
import type { Way } from './crop.js';
import { placeSigns } from './glyphs.js';
import type { ReadLine } from './glyphs.js';
import type { Layout, PlacedLine } from './layout.js';
import type { OcrModels } from './models.js';
import { agreed, asPrinted, holdsFigure, single, textOf } from './reading.js';
import { recognize } from './recognize.js';
import type { Sign } from './recognize.js';

/** A line's characters, with how sure they are; nothing where no character stands. Figures in cells are read twice. */
export async function readLine(line: PlacedLine, layout: Layout, models: OcrModels): Promise<ReadLine | undefined> {
  const shape = shapeOf(line, layout.em);
  if (shape === '') return undefined;
  if (shape !== undefined) {
    const signs = [{ text: shape, x: (line.x0 + line.x1) / 2, confidence: 1 }];
    return { ink: line, signs, reading: { confidence: 1, alternatives: [] } };
  }
  const read = async (way: Way): Promise<{ signs: readonly Sign[]; left: number; width: number }> => {
    const region = regionOf(line, layout, way);
    const signs = asPrinted(await recognize(crop(layout.level, region), models, way.stretch));
    return { signs, left: region.x0, width: region.x1 - region.x0 };
  };
  const first = await read(NORMAL);
  const text = textOf(first.signs).trim();
  if (!line.inCell || !holdsFigure(text)) {
    if (text === '') return undefined;
    return { ink: line, signs: placeSigns(first.signs, first.left, first.width), reading: single(first.signs).reading };
  }
  const second = await read(WIDE);
  const { signs, reading } = agreed(first.signs, second.signs);
  if (textOf(signs).trim() === '') return undefined;
  const from = signs === first.signs ? first : second;
  return { ink: line, signs: placeSigns(signs, from.left, from.width), reading };
}

/**
 * Print that its shape alone tells, and that the network, which never saw it by itself, takes for a digit: dashes, and
 * specks in a cell, which are nothing ('').
 */
function shapeOf({ blobs, inCell }: PlacedLine, em: number): string | undefined {
  const isDash = ({ x0, y0, x1, y1 }: Region): boolean => y1 - y0 <= 0.22 * em && x1 - x0 >= 2.2 * (y1 - y0);
  const isSpeck = ({ x0, y0, x1, y1 }: Region): boolean => y1 - y0 <= 0.17 * em && x1 - x0 <= 0.17 * em;
  if (blobs.every(isDash)) {
    return blobs.map(({ x0, x1 }) => (x1 - x0 > 1.4 * em ? '——' : x1 - x0 > 0.62 * em ? '—' : '-')).join('');
  }
  return inCell && blobs.length < 3 && blobs.every(isSpeck) ? '' : undefined;
}
