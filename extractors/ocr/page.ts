import type { Box } from '../../schemas/index.js';
import { findGrids } from '../grid/index.js';
import type { Grid, GridCell } from '../grid/index.js';
import type { Ruling } from '../grid/ruling.js';
import { blobsOf } from '../image/blobs.js';
import type { Blob } from '../image/blobs.js';
import { crop, turnQuarter, turnSlightly } from '../image/raster.js';
import type { Picture, Region } from '../image/raster.js';
import { rulingsOf } from '../image/rulings.js';
import { isSideways, skewOf } from '../image/skew.js';
import { emOf, linesOfInk } from '../image/text-lines.js';
import type { InkLine } from '../image/text-lines.js';
import { evenOut } from '../image/tone.js';
import type { EnginePage } from '../pdf/engine.js';
import { glyphsOf, placeSigns, sizeOf } from './glyphs.js';
import type { ReadLine } from './glyphs.js';
import type { OcrModels } from './models.js';
import { agreed, asPrinted, holdsFigure, single, textOf } from './reading.js';
import { recognize } from './recognize.js';
import type { Sign } from './recognize.js';
import { usualSizes } from './sizes.js';

/** A page that was read from its picture, upright and level, and the way back to the page as shown. */
export interface RecognizedPage {
  page: EnginePage;
  back(box: Box): Box;
}

/** Upright pages are read with a mean confidence far above this, and pages that lie otherwise far below. */
const READABLE = 0.85;
/** Lines that are read to see which way up a page is. */
const SAMPLES = 4;

/** A page's picture → its print: characters with places, ruling lines. `printed` is the page as the engine sees it. */
export async function recognizePage(printed: EnginePage, picture: Picture, models: OcrModels): Promise<RecognizedPage> {
  const layout = await upright(picture, models);
  const lines: ReadLine[] = [];
  for (const line of layout.lines) {
    const read = await readLine(line, layout, models);
    if (read) lines.push(read);
  }
  const { level, turn, skew } = layout;
  const sizes = usualSizes(lines.map((line) => ({ size: sizeOf(line), count: line.signs.length })));
  const point = 72 / level.dpi;
  return {
    page: {
      width: level.width * point,
      height: level.height * point,
      rotation: printed.rotation,
      glyphs: lines.flatMap((line, i) => glyphsOf(line, sizes[i]!, level.dpi)),
      rulings: layout.rulings,
      imageCover: printed.imageCover,
    },
    back: wayBack(turn, skew, level.width * point, level.height * point),
  };
}

/** A line with the room that it may take: the inside of its cell. */
interface PlacedLine extends InkLine {
  room: Region;
  inCell: boolean;
}

interface Layout {
  level: Picture;
  turn: number;
  skew: number;
  em: number;
  rulings: Ruling[];
  lines: PlacedLine[];
}

/** The layout of the page the right way up. Only a page that reads badly is tried in other positions. */
async function upright(picture: Picture, models: OcrModels): Promise<Layout> {
  const even = { ...evenOut(picture), dpi: picture.dpi };
  const turns = isSideways(blobsOf(even, []), even.dpi) ? [90, 270, 0, 180] : [0, 180, 90, 270];
  let best: Layout | undefined;
  let surest = -1;
  for (const turn of turns) {
    const layout = layoutOf(even, turn);
    const sureness = await sampleConfidence(layout, models);
    if (sureness > surest) [best, surest] = [layout, sureness];
    if (sureness >= READABLE) break;
  }
  return best!;
}

function layoutOf(even: Picture, turn: number): Layout {
  const turned = turnQuarter(even, turn);
  const skew = skewOf(turned);
  const level: Picture = { ...turnSlightly(turned, -skew), dpi: even.dpi };
  const rulings = rulingsOf(level);
  const blobs = blobsOf(level, rulings);
  const em = emOf(blobs, level.dpi);
  return { level, turn, skew, em, rulings, lines: placedLines(level, blobs, findGrids(rulings), em) };
}

async function sampleConfidence(layout: Layout, models: OcrModels): Promise<number> {
  const long = layout.lines
    .filter((line) => line.x1 - line.x0 > 3 * (line.y1 - line.y0) && line.y1 - line.y0 < 2 * layout.em)
    .sort((a, b) => b.blobs.length - a.blobs.length)
    .slice(0, SAMPLES);
  // A page with hardly any print says nothing about its position: it is taken as it lies.
  if (long.length === 0) return layout.lines.length === 0 ? 1 : 0;
  let [sum, count] = [0, 0];
  for (const line of long) {
    const width = Math.min(line.x1 - line.x0, Math.round(14 * layout.em));
    const signs = await recognize(cropOf({ ...line, x1: line.x0 + width }, layout, NORMAL), models);
    for (const sign of signs) sum += sign.confidence;
    // Print that lies on its side is read as a few strokes, however surely.
    count += Math.max(signs.length, (0.7 * width) / (line.y1 - line.y0));
  }
  return sum / count;
}

/** Print sorted into cells and the strips between tables, each with its lines. */
function placedLines(level: Picture, blobs: readonly Blob[], grids: readonly Grid[], em: number): PlacedLine[] {
  const pixels = level.dpi / 72;
  const inset = Math.max(1, Math.round((0.3 * level.dpi) / 25.4));
  const cells = grids
    .flatMap((grid) => (grid.cells.length > 0 ? grid.cells : []))
    .map((cell) => ({ cell, region: inside(cell, pixels, inset) }))
    .sort((a, b) => areaOf(a.region) - areaOf(b.region));
  const inCell = new Map<Region, Blob[]>();
  const free: Blob[] = [];
  for (const blob of blobs) {
    const [x, y] = [(blob.x0 + blob.x1) / 2, (blob.y0 + blob.y1) / 2];
    const home = cells.find(
      ({ cell }) => x >= cell.x0 * pixels && x <= cell.x1 * pixels && y >= cell.y0 * pixels && y <= cell.y1 * pixels,
    );
    if (!home) free.push(blob);
    else if (inCell.has(home.region)) inCell.get(home.region)!.push(blob);
    else inCell.set(home.region, [blob]);
  }
  const sheet: Region = { x0: 0, y0: 0, x1: level.width, y1: level.height };
  const lines: PlacedLine[] = linesOfInk(free, em).map((line) => ({ ...line, room: sheet, inCell: false }));
  for (const [room, inner] of inCell) {
    lines.push(...linesOfInk(inner, em).map((line) => ({ ...line, room, inCell: true })));
  }
  return lines;
}

function inside({ x0, y0, x1, y1 }: GridCell, pixels: number, inset: number): Region {
  return {
    x0: Math.ceil(x0 * pixels) + inset,
    y0: Math.ceil(y0 * pixels) + inset,
    x1: Math.floor(x1 * pixels) - inset,
    y1: Math.floor(y1 * pixels) - inset,
  };
}

function areaOf({ x0, y0, x1, y1 }: Region): number {
  return (x1 - x0) * (y1 - y0);
}

/** Margins around the ink, in heights of the line, and by how much the picture is widened before it is read. */
interface Way {
  beside: number;
  above: number;
  stretch: number;
}
const NORMAL: Way = { beside: 0.3, above: 0.14, stretch: 1 };
const WIDE: Way = { beside: 0.4, above: 0.25, stretch: 1.3 };

async function readLine(line: PlacedLine, layout: Layout, models: OcrModels): Promise<ReadLine | undefined> {
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

function cropOf(line: PlacedLine, layout: Layout, way: Way): Picture {
  return { ...crop(layout.level, regionOf(line, layout, way)), dpi: layout.level.dpi };
}

/** The pixels of a line with its margins, within its room. A dash or a point alone keeps the height of a character. */
function regionOf(line: PlacedLine, { em }: Layout, { beside, above }: Way): Region {
  const height = Math.max(line.y1 - line.y0, 0.72 * em);
  const middle = (line.y0 + line.y1) / 2;
  const { room } = line;
  return {
    x0: Math.max(Math.min(room.x0, line.x0), line.since ?? 0, Math.round(line.x0 - beside * height)),
    x1: Math.min(Math.max(room.x1, line.x1), line.until ?? Infinity, Math.round(line.x1 + beside * height)),
    y0: Math.max(Math.min(room.y0, line.y0), Math.round(middle - (0.5 + above) * height)),
    y1: Math.min(Math.max(room.y1, line.y1), Math.round(middle + (0.5 + above) * height)),
  };
}

/** From the levelled picture (points) to the page as shown. */
function wayBack(turn: number, skew: number, width: number, height: number): (box: Box) => Box {
  const [cos, sin] = [Math.cos(-skew), Math.sin(-skew)];
  return ([x0, y0, x1, y1]) => {
    const corners = [
      [x0, y0],
      [x1, y0],
      [x0, y1],
      [x1, y1],
    ].map(([x = 0, y = 0]) => {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const [ux, uy] = [width / 2 + cos * dx + sin * dy, height / 2 - sin * dx + cos * dy];
      if (turn === 90) return [uy, width - ux];
      if (turn === 180) return [width - ux, height - uy];
      if (turn === 270) return [height - uy, ux];
      return [ux, uy];
    });
    const xs = corners.map(([x = 0]) => x);
    const ys = corners.map(([, y = 0]) => y);
    const round = (value: number): number => Math.round(value * 100) / 100;
    return [round(Math.min(...xs)), round(Math.min(...ys)), round(Math.max(...xs)), round(Math.max(...ys))];
  };
}
