import type { Box } from '../../schemas/index.js';
import type { Edge } from '../grid/index.js';
import { mergeRulings } from '../grid/index.js';
import type { EnginePage, Glyph } from './engine.js';

/** What is read as a page of its own: all of a sheet, or one of its two columns. */
export interface SheetPart {
  page: EnginePage;
  back?: (box: Box) => Box;
}

/** A sheet by its columns. */
export interface Sheet {
  parts: SheetPart[];
  /** How far (points) the second column begins to the right of the first, where the sheet shows it. */
  by?: number;
  /** Whether it may have columns too, if another sheet of the document shows that it has. */
  undecided?: true;
}

/** Nothing stands on so much room (points) in the middle of a sheet with two columns. */
const GUTTER = 10;
/** The share of the height, at head and foot, in which titles and page numbers may stand across the gutter. */
const EDGE = 0.07;
/** A line or rule of this share of a column is as wide as the column; so many tell that there is one. */
const WIDE = 0.85;
const ENOUGH = 2;
/** A column fills so much of its half of the sheet, and the two differ by no more than this share. */
const FILLED = 0.6;
const ALIKE = 0.08;
/** Characters (em) of a line stand no further apart. */
const APART = 1.2;

/**
 * The columns of a sheet: two where nothing stands on its middle and lines or rules fill either half from side to side,
 * as those of tables side by side do not. `known` is how far apart they are on another sheet: then the halves may be
 * filled badly.
 */
export function columnsOf(sheet: EnginePage, known?: number): Sheet {
  const { width, height, glyphs, rulings, shades } = sheet;
  const whole: Sheet = { parts: [{ page: sheet }] };
  const middle = width / 2;
  const isBody = ({ y0, y1 }: Extent): boolean => y0 > EDGE * height && y1 < (1 - EDGE) * height;
  const isAcross = ({ x0, x1 }: { x0: number; x1: number }): boolean =>
    x0 < middle + GUTTER / 2 && x1 > middle - GUTTER / 2;
  for (const ruling of rulings) if (isAcross(ruling)) return whole;
  for (const glyph of glyphs) if (isAcross(glyph) && isBody(glyph)) return whole;
  if (!isUpright(glyphs) || shades?.some(isAcross) === true) return whole;
  const body = glyphs.filter(isBody);
  const { level } = mergeRulings(rulings);
  // Heads and feet that stand across are read with the first column.
  const isRight = (part: Extent): boolean => part.x0 > middle;
  const [left, right] = [false, true].map((side) =>
    columnOf(
      body.filter((glyph) => isRight(glyph) === side),
      level.filter(({ from }) => from > middle === side),
    ),
  );
  if (!left || !right) return whole;
  const alike = Math.abs(left.width - right.width) < ALIKE * left.width;
  const filled = alike && left.wide >= ENOUGH && right.wide >= ENOUGH && left.width > FILLED * middle;
  const by = filled ? right.x0 - left.x0 : known;
  if (by === undefined) return { ...whole, undecided: true };
  const parts = [false, true].map((side): SheetPart => {
    const own = <Part extends Extent>(all: readonly Part[]): Part[] =>
      all
        .filter((part) => isRight(part) === side)
        .map((part) => (side ? { ...part, x0: part.x0 - by, x1: part.x1 - by } : part));
    const page: EnginePage = { ...sheet, glyphs: own(glyphs), rulings: own(rulings) };
    if (shades) page.shades = own(shades);
    return side ? { page, back: ([x0, y0, x1, y1]) => [x0 + by, y0, x1 + by, y1] } : { page };
  });
  return { parts, by };
}

type Extent = Pick<Glyph, 'x0' | 'y0' | 'x1' | 'y1'>;

/** Chinese print that stands upright, but for a few characters. */
function isUpright(glyphs: readonly Glyph[]): boolean {
  let han = 0;
  let turned = 0;
  for (const { text, angle } of glyphs) {
    const code = text.charCodeAt(0);
    if (code >= 0x4e00 && code < 0x9f00) han++;
    if (angle !== 0) turned++;
  }
  return han > 0.25 * glyphs.length && turned < 0.1 * glyphs.length;
}

/** The print of a half: where it begins, how wide it is, and how many lines and rules are as wide. */
function columnOf(
  glyphs: readonly Glyph[],
  rules: readonly Edge[],
): { x0: number; width: number; wide: number } | undefined {
  if (glyphs.length === 0) return undefined;
  let [x0, x1] = [Infinity, -Infinity];
  const pieces: [from: number, to: number][] = [];
  let before: Glyph | undefined;
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') continue;
    x0 = Math.min(x0, glyph.x0);
    x1 = Math.max(x1, glyph.x1);
    const goesOn =
      before !== undefined &&
      Math.abs(glyph.y0 - before.y0) < 0.5 * glyph.size &&
      glyph.x0 > before.x0 &&
      glyph.x0 - before.x1 < APART * glyph.size;
    if (goesOn) pieces.at(-1)![1] = glyph.x1;
    else pieces.push([glyph.x0, glyph.x1]);
    before = glyph;
  }
  for (const { from, to } of rules) {
    x0 = Math.min(x0, from);
    x1 = Math.max(x1, to);
    pieces.push([from, to]);
  }
  const width = x1 - x0;
  return { x0, width, wide: pieces.filter(([from, to]) => to - from > WIDE * width).length };
}
