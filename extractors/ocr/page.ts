import { DOUBTFUL, addUnder } from '../../schemas/index.js';
import type { Box } from '../../schemas/index.js';
import { INKED } from '../image/ink-patches.js';
import type { Mapping } from '../image/projection.js';
import type { Picture, Region } from '../image/raster.js';
import type { EnginePage } from '../pdf/engine.js';
import { glyphsOf, sizeOf } from './glyphs.js';
import type { ReadLine } from './glyphs.js';
import { uprightLayout } from './layout.js';
import { mendListMarks } from './list-marks.js';
import type { OcrModels } from './models.js';
import { readLine } from './read-line.js';
import { usualSizes } from './sizes.js';
import {
  doubtAtEdges,
  doubtOverwritten,
  doubtPenned,
  doubtStamped,
  doubtWithin,
  withHidden,
  withoutStrokes,
} from './struck.js';

/** A page that was read from its picture, upright and level, and the way back to the page as shown. */
export interface RecognizedPage {
  page: EnginePage;
  back(box: Box): Box;
  /** Places on the page as shown at which something hides print. */
  hidden: Box[];
  /** Whether another sheet lies over one of its tables. */
  isCovered: boolean;
}

/** Print is read more surely than this, on average, even where it is bad; leaves, faces and seals are not. */
const PRINT = 0.6;

/**
 * A page's picture → its print: characters with places, ruling lines. `printed` is the page as the engine sees it.
 * Where the picture need not be print (`printOnly`), nothing for one that reads as badly as a photograph.
 */
export async function recognizePage(
  printed: EnginePage,
  picture: Picture,
  models: OcrModels,
  printOnly = false,
): Promise<RecognizedPage | undefined> {
  const layout = await uprightLayout(picture, models);
  if (printOnly && (layout.sureness < PRINT || layout.lines.length === 0)) return undefined;
  const isColoured = colouredPlaces(picture, layout.toPicture);
  const byRoom = new Map<Region, ReadLine[]>();
  const cells = new Set<Region>();
  for (const line of layout.lines) {
    const read = await readLine(line, layout, models);
    if (!read) continue;
    doubtAtEdges(read, layout.level.width, layout.em);
    doubtOverwritten(read, layout.em);
    if (layout.faint.some((cell) => holds(cell, line))) doubtLine(read);
    if (isColoured) doubtPenned(read, layout.level, layout.em, isColoured);
    if (layout.isStamped) doubtStamped(read, layout.em, layout.isStamped);
    if (layout.under) doubtWithin(read, layout.em, layout.under.isWithin);
    addUnder(byRoom, line.room, read);
    if (line.inCell) cells.add(line.room);
  }
  const hidden = layout.under?.cells;
  for (const room of hidden ?? []) {
    cells.add(room);
    if (!byRoom.has(room)) byRoom.set(room, []);
  }
  const lines = [...byRoom].flatMap(([room, together]) => {
    const kept = cells.has(room) ? withoutStrokes(together) : together;
    return hidden?.has(room) ? withHidden(kept, room, layout.em) : kept;
  });
  const known = new Set(models.characters);
  for (const together of byRoom.values()) mendListMarks(together, known, layout.em);
  if (models.lastResort) doubtAll(lines);
  const { level, toPicture } = layout;
  const sizes = usualSizes(lines.map((line) => ({ ...sizeOf(line), count: line.signs.length })));
  const point = 72 / level.dpi;
  const shown = 72 / picture.dpi;
  return {
    page: {
      width: level.width * point,
      height: level.height * point,
      rotation: printed.rotation,
      glyphs: lines.flatMap((line, i) => glyphsOf(line, sizes[i]!, level.dpi)),
      rulings: layout.rulings,
      imageCover: printed.imageCover,
    },
    back: wayBack(toPicture, level.dpi / 72, shown),
    isCovered: layout.isCovered,
    hidden: layout.stamps.map(({ x0, y0, x1, y1 }) => [x0 * shown, y0 * shown, x1 * shown, y1 * shown]),
  };
}

/** Where a level page has ink of a colour, if it has any. */
function colouredPlaces({ width, tint }: Picture, toPicture: Mapping): ((x: number, y: number) => boolean) | undefined {
  if (!tint) return undefined;
  return (x, y) => {
    const [u, v] = toPicture(x, y);
    return tint[Math.round(v) * width + Math.round(u)]! >= INKED;
  };
}

/** The reader of last resort is as sure of its errors as of the rest. */
function doubtAll(lines: readonly ReadLine[]): void {
  for (const line of lines) doubtLine(line);
}

function doubtLine({ signs }: ReadLine): void {
  for (const sign of signs) {
    const { reading } = sign;
    sign.reading = { ...reading, confidence: Math.min(reading.confidence, DOUBTFUL - 0.01) };
  }
}

function holds(cell: Region, { x0, y0, x1, y1 }: Region): boolean {
  return cell.x0 < x1 && cell.x1 > x0 && cell.y0 < y1 && cell.y1 > y0;
}

/** From the straight page to the page as shown, both in points; a box becomes the box about its corners. */
function wayBack(toPicture: Mapping, pixels: number, points: number): (box: Box) => Box {
  const round = (value: number): number => Math.round(value * 100) / 100;
  return ([x0, y0, x1, y1]) => {
    const corners = [
      toPicture(x0 * pixels, y0 * pixels),
      toPicture(x1 * pixels, y0 * pixels),
      toPicture(x0 * pixels, y1 * pixels),
      toPicture(x1 * pixels, y1 * pixels),
    ];
    const xs = corners.map(([x]) => x * points);
    const ys = corners.map(([, y]) => y * points);
    return [round(Math.min(...xs)), round(Math.min(...ys)), round(Math.max(...xs)), round(Math.max(...ys))];
  };
}
