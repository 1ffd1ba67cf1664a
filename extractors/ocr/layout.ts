import { findGrids } from '../grid/index.js';
import type { Grid, GridCell } from '../grid/index.js';
import type { Ruling } from '../grid/ruling.js';
import { withoutBlackStamps } from '../image/black-stamps.js';
import { blobsOf } from '../image/blobs.js';
import type { Blob } from '../image/blobs.js';
import { withoutCreases } from '../image/creases.js';
import { hasDashes, withDashesClosed } from '../image/dash-chains.js';
import { withoutDust } from '../image/despeckle.js';
import { withFaintPrint } from '../image/faint-print.js';
import { flatSheet } from '../image/flat-sheet.js';
import { withoutGhosts } from '../image/ghosts.js';
import { withoutGreySeals } from '../image/grey-seal.js';
import type { Mapping } from '../image/projection.js';
import { areaOf } from '../image/raster.js';
import type { Picture, Region } from '../image/raster.js';
import { withRedPrint } from '../image/red-print.js';
import { withReversePrint } from '../image/reverse-print.js';
import { rulingsOf } from '../image/rulings.js';
import { isCoveredByAnother } from '../image/sheet-over.js';
import type { CreasedSheet } from '../image/sheet-over.js';
import { isSideways } from '../image/skew.js';
import { withoutGreyStamps, withoutStamps } from '../image/stamps.js';
import { straightened } from '../image/straighten.js';
import { emOf, linesOfInk } from '../image/text-lines.js';
import type { InkLine } from '../image/text-lines.js';
import { evenOut } from '../image/tone.js';
import { cropOf, NORMAL } from './crop.js';
import type { OcrModels } from './models.js';
import { recognize } from './recognize.js';
import type { Sign } from './recognize.js';

/** Upright pages are read with a mean confidence far above this, and pages that lie otherwise far below. */
const READABLE = 0.85;
/** Lines that are read to see which way up a page is. */
const SAMPLES = 4;

/** A line with the room that it may take: the inside of its cell. */
export interface PlacedLine extends InkLine {
  room: Region;
  inCell: boolean;
}

/** A page upright and level, with its ruling lines and its lines of print; pixels of `level`. */
export interface Layout {
  level: Picture;
  /** From a place of `level` to that of the picture that the page was read from. */
  toPicture: Mapping;
  em: number;
  rulings: Ruling[];
  lines: PlacedLine[];
  /** The insides of cells whose print is so faint that it was strengthened. */
  faint: Region[];
  /** Whether another sheet lies over a table. */
  isCovered: boolean;
  /** Whether a stamp lay on a place; absent where there is none. */
  isStamped?: (x: number, y: number) => boolean;
  /** What stamps as black as print left, if there are any. */
  under?: UnderStamps;
  /** Where such stamps, of an upright page any stamps, lay on the picture that the page was read from. */
  stamps: Region[];
  /** What the lines say that were read to see which way up the page is. */
  known: Map<PlacedLine, readonly Sign[]>;
}

/** Places at which stamps as black as print may have hidden some of it; pixels of `level`. */
export interface UnderStamps {
  /** Whether a place lies within the frame of one. */
  isWithin: (x: number, y: number) => boolean;
  /** The insides of cells in which its strokes, which were taken away, may have hidden whole figures. */
  cells: ReadonlySet<Region>;
}

/** The layout that a page is read with, and how surely its longest lines are read, 0–1. */
export interface UprightLayout extends Layout {
  sureness: number;
}

/** The layout of the page the right way up. Only a page that reads badly is tried in other positions. */
export async function uprightLayout(picture: Picture, models: OcrModels): Promise<UprightLayout> {
  const { picture: clean, covered, stamps } = withoutStamps(picture);
  const { sheet: flat, toPicture } = flatSheet(withRedPrint(clean));
  const { picture: unstamped, covered: greyed, stamps: greyStamps } = withoutGreyStamps(flat);
  const sheet = withReversePrint(unstamped);
  const { page: flattened, across: creases } = withoutCreases({ ...evenOut(sheet), dpi: sheet.dpi });
  const even: Picture = { ...withoutDust(withoutGhosts(withoutGreySeals(flattened))), dpi: sheet.dpi };
  const isStamped = (x: number, y: number): boolean =>
    isSet(greyed, sheet.width, [x, y]) || isSet(covered, picture.width, toPicture(x, y));
  const pieces = blobsOf(even, []);
  const dashed = hasDashes(pieces, even.dpi);
  const turns = isSideways(pieces, even.dpi) ? [90, 270, 0, 180] : [0, 180, 90, 270];
  let best: Layout | undefined;
  let surest = -1;
  for (const turn of turns) {
    const layout = layoutOf({ ...even, creases }, turn, toPicture, dashed, covered || greyed ? isStamped : undefined);
    const sureness = await sampleConfidence(layout, models);
    if (sureness > surest) [best, surest] = [layout, sureness];
    if (sureness >= READABLE) break;
  }
  return {
    ...best!,
    sureness: surest,
    stamps: [...stamps, ...greyStamps.map((stamp) => onPicture(stamp, toPicture)), ...best!.stamps],
  };
}

/** The box about a region of a flat sheet on the picture that it was taken from. */
function onPicture({ x0, y0, x1, y1 }: Region, toPicture: Mapping): Region {
  const corners = [toPicture(x0, y0), toPicture(x1, y0), toPicture(x0, y1), toPicture(x1, y1)];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

function isSet(bits: Uint8Array | undefined, width: number, [x, y]: readonly [number, number]): boolean {
  return bits?.[Math.round(y) * width + Math.round(x)] === 1;
}

function layoutOf(
  even: Picture & CreasedSheet,
  turn: number,
  toPicture: Mapping,
  dashed: boolean,
  isStamped?: (x: number, y: number) => boolean,
): Layout {
  const { level: straight, toPage } = straightened(even, turn);
  const { picture: plain, stamps, covered, within } = withoutBlackStamps(straight);
  const isUnder =
    (isStamped ?? covered) &&
    ((x: number, y: number) => isSet(covered, plain.width, [x, y]) || isStamped?.(...toPage(x, y)) === true);
  const lines = rulingsOf(dashed ? withDashesClosed(plain) : plain, dashed);
  const rulings = isUnder ? lines.filter((line) => !isLeftOf(line, isUnder, plain.dpi / 72)) : lines;
  const grids = findGrids(rulings);
  const { page: level, faint } = withFaintPrint(plain, cellsOf(grids, plain.dpi / 72), insetAt(plain.dpi));
  const blobs = blobsOf(level, rulings);
  const em = emOf(blobs, level.dpi);
  const rooms = roomsOf(grids, level.dpi);
  return {
    level,
    toPicture: (x, y) => toPicture(...toPage(x, y)),
    em,
    rulings,
    lines: placedLines(level, blobs, rooms, em),
    faint,
    isCovered: isCoveredByAnother(even, plain.dpi, rulings, toPage),
    ...(isUnder && { isStamped: isUnder }),
    ...(covered && {
      under: {
        isWithin: (x: number, y: number) => isSet(within, plain.width, [x, y]),
        cells: new Set(rooms.flatMap(({ region }) => (isHidden(region, covered, plain, em) ? [region] : []))),
      },
    }),
    stamps: stamps.map((stamp) => onPicture(stamp, (x, y) => toPicture(...toPage(x, y)))),
    known: new Map(),
  };
}

/** Pixels to either side of a line within which there are, on so much of its way, the strokes of a stamp that left it. */
const ASTRAY = 1;
const LEFT = 0.8;

/** Whether a line is what is left of the strokes of a stamp. */
function isLeftOf({ x0, y0, x1, y1 }: Ruling, isUnder: (x: number, y: number) => boolean, pixels: number): boolean {
  const isLevel = x1 - x0 > y1 - y0;
  const [from, to] = (isLevel ? [x0, x1] : [y0, y1]).map((end) => Math.round(end * pixels)) as [number, number];
  const at = Math.round((isLevel ? y0 : x0) * pixels);
  let under = 0;
  for (let along = from; along < to; along++) {
    for (let across = at - ASTRAY; across <= at + ASTRAY; across++) {
      if (!(isLevel ? isUnder(along, across) : isUnder(across, along))) continue;
      under++;
      break;
    }
  }
  return under >= LEFT * (to - from);
}

async function sampleConfidence(layout: Layout, models: OcrModels): Promise<number> {
  const tall = (line: InkLine): number => line.blobs.filter(({ y0, y1 }) => y1 - y0 > 0.5 * layout.em).length;
  const long = layout.lines
    .filter((line) => line.x1 - line.x0 > 3 * (line.y1 - line.y0) && line.y1 - line.y0 < 2 * layout.em)
    .sort((a, b) => tall(b) - tall(a))
    .slice(0, SAMPLES);
  // A page with hardly any print says nothing about its position: it is taken as it lies.
  if (long.length === 0) return layout.lines.length === 0 ? 1 : 0;
  let [sum, count] = [0, 0];
  for (const line of long) {
    const signs = await recognize(cropOf(line, layout, NORMAL), models);
    layout.known.set(line, signs);
    for (const sign of signs) sum += sign.confidence;
    // Print that lies on its side is read as a few strokes, however surely.
    count += Math.max(signs.length, (0.7 * (line.x1 - line.x0)) / (line.y1 - line.y0));
  }
  return sum / count;
}

/** Square ems: ink of a stamp in a cell that may hide a digit. */
const DIGIT = 0.15;

/** Whether so much of a cell was covered by a stamp that a figure may be gone. */
function isHidden({ x0, y0, x1, y1 }: Region, covered: Uint8Array, { width }: Picture, em: number): boolean {
  let pixels = 0;
  for (let y = y0; y < y1; y++) for (let at = y * width + x0; at < y * width + x1; at++) pixels += covered[at]!;
  return pixels > DIGIT * em * em;
}

/** A cell of a table (points), and its inside. */
interface Room {
  cell: GridCell;
  region: Region;
}

/** The cells of a page from the smallest to the largest. */
function roomsOf(grids: readonly Grid[], dpi: number): Room[] {
  return grids
    .flatMap((grid) => grid.cells)
    .map((cell) => ({ cell, region: inside(cell, dpi / 72, insetAt(dpi)) }))
    .sort((a, b) => areaOf(a.region) - areaOf(b.region));
}

/** Print sorted into cells and the strips between tables, each with its lines. */
function placedLines(level: Picture, blobs: readonly Blob[], cells: readonly Room[], em: number): PlacedLine[] {
  const pixels = level.dpi / 72;
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
  const lines: PlacedLine[] = linesOfInk(
    free.filter((blob) => !isDust(blob, free, em)),
    em,
  ).map((line) => ({ ...line, room: sheet, inCell: false }));
  for (const [room, inner] of inCell) {
    lines.push(...linesOfInk(inner, em).map((line) => ({ ...line, room, inCell: true })));
  }
  return lines;
}

/** Pixels from the middle of a ruling to the inside of a cell. */
function insetAt(dpi: number): number {
  return Math.max(1, Math.round((0.3 * dpi) / 25.4));
}

function cellsOf(grids: readonly Grid[], pixels: number): Region[] {
  return grids.flatMap(({ cells }) =>
    cells.map(({ x0, y0, x1, y1 }) => ({ x0: x0 * pixels, y0: y0 * pixels, x1: x1 * pixels, y1: y1 * pixels })),
  );
}

/** A speck that no print is near: points and dots stand beside characters. */
function isDust(blob: Blob, others: readonly Blob[], em: number): boolean {
  const size = ({ x0, y0, x1, y1 }: Region): number => Math.max(x1 - x0, y1 - y0);
  if (size(blob) > 0.17 * em) return false;
  return !others.some(
    (other) =>
      size(other) > 0.3 * em &&
      other.x0 < blob.x1 + 1.5 * em &&
      other.x1 > blob.x0 - 1.5 * em &&
      other.y0 < blob.y1 + em &&
      other.y1 > blob.y0 - em,
  );
}

function inside({ x0, y0, x1, y1 }: GridCell, pixels: number, inset: number): Region {
  return {
    x0: Math.ceil(x0 * pixels) + inset,
    y0: Math.ceil(y0 * pixels) + inset,
    x1: Math.floor(x1 * pixels) - inset,
    y1: Math.floor(y1 * pixels) - inset,
  };
}
