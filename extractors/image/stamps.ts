import { INKED, inkOf, isFramed, isOverPrint, patchesOf } from './ink-patches.js';
import type { Patch } from './ink-patches.js';
import type { Picture, Region } from './raster.js';
import { toneOf } from './tone.js';

/** Millimetres: stamps are not wider. The lines of tables that are printed in a colour are, and stay. */
const WIDEST = 75;
/** More of a page than this is no stamp, but coloured paper or print. */
const MOST = 0.2;
/** Ink so much darker than it is coloured is black. */
const DARKEST = 4;
/** From print to paper, 0–1: what a stamp leaves in grey. How even its ink is, and the page's most common one. */
const [GREYEST, LIGHTEST] = [0.2, 0.8];
const UNEVEN = 35;
const NEAR = 12;
const HARDLY = 20;
/** Millimetres: half the width of its strokes, even all over; lines of tables and the edges of print are thinner. */
const BROAD = 0.14;
/** Millimetres: straight strokes of print are not so long. */
const LONG = 3;
/** What is left of this share of the paper's light, where ink was taken away, is paper. */
const WASHED = 0.5;

/** A picture without its stamps, where these were, and the pixels that they covered, if there are any: 1 where ink lay. */
export interface Unstamped {
  picture: Picture;
  stamps: readonly Region[];
  covered?: Uint8Array;
}

/**
 * Takes the ink of stamps that are not red from a picture: what is closed in by a frame of one colour and pressed on
 * black print. Other coloured ink stays: headings, tables, what somebody wrote.
 */
export function withoutStamps(picture: Picture): Unstamped {
  return picture.tint ? lifted(picture, picture.tint, stampsOf(picture, picture.tint)) : { picture, stamps: [] };
}

/** Takes stamps from a page in grey: their ink is lighter than print, and all strokes of one are as light as another. */
export function withoutGreyStamps(picture: Picture): Unstamped {
  const { width, height, dpi } = picture;
  const usual = usualGrey(picture);
  if (usual === undefined) return { picture, stamps: [] };
  const hue = new Uint8Array(width * height);
  const reach = reachAt(dpi);
  const isInk = (at: number): boolean => Math.abs(picture.data[at]! - usual) <= UNEVEN;
  mark({ x0: 0, y0: 0, x1: width, y1: height }, (at) => isInk(at) && isEven(picture, at, reach), picture, hue, usual);
  const stamps = stampsOf(picture, hue);
  // Of its narrower strokes, too, what goes on for so long is ink, and no rim of print; lines of tables go on beyond it.
  const least = Math.round((LONG * dpi) / 25.4);
  for (const stamp of stamps) {
    const isStroke = (at: number): boolean => {
      const [x, y] = [at % width, Math.floor(at / width)];
      const across = runOf(x, stamp.x0, stamp.x1, (to) => isInk(y * width + to));
      return across >= least || runOf(y, stamp.y0, stamp.y1, (to) => isInk(to * width + x)) >= least;
    };
    mark(stamp, (at) => isInk(at) && !isRim(picture, at) && isStroke(at), picture, hue, usual);
  }
  return lifted(picture, hue, stamps);
}

function reachAt(dpi: number): number {
  return Math.max(1, Math.round((BROAD * dpi) / 25.4));
}

/** The commonest grey of broad strokes that are neither as dark as print nor as light as paper, if there are any. */
function usualGrey(picture: Picture): number | undefined {
  const { width, height, data, dpi } = picture;
  const { ink, paper } = toneOf(picture);
  const [darkest, lightest] = [ink + GREYEST * (paper - ink), ink + LIGHTEST * (paper - ink)];
  const reach = reachAt(dpi);
  const counts = new Uint32Array(256);
  for (let y = reach; y < height - reach; y++) {
    for (let at = y * width + reach; at < (y + 1) * width - reach; at++) {
      const grey = data[at]!;
      if (grey >= darkest && grey <= lightest && isEven(picture, at, reach)) counts[grey]!++;
    }
  }
  let [usual, most]: [number | undefined, number] = [undefined, 0];
  for (const grey of counts.keys()) {
    const there = counts.subarray(Math.max(0, grey - NEAR), grey + NEAR + 1).reduce((sum, count) => sum + count, 0);
    if (there > most) [usual, most] = [grey, there];
  }
  return usual;
}

/** Whether the grey of a pixel goes on all around it. */
function isEven({ width, data }: Picture, at: number, reach: number): boolean {
  const [from, to] = [data[at]! - UNEVEN, data[at]! + UNEVEN];
  for (let row = at - reach * width; row <= at + reach * width; row += width)
    for (let near = row - reach; near <= row + reach; near++)
      if (!(data[near]! >= from && data[near]! <= to)) return false;
  return true;
}

/** How far ink goes on from a place, forth and back; 0 where it goes on to an end of the room. */
function runOf(place: number, from: number, to: number, isInk: (at: number) => boolean): number {
  let [first, last] = [place, place];
  while (first > from && isInk(first - 1)) first--;
  while (last < to - 1 && isInk(last + 1)) last++;
  return first === from || last === to - 1 ? 0 : last - first + 1;
}

/** Whether there is print beside a pixel. */
function isRim({ width, data }: Picture, at: number): boolean {
  return Math.min(data[at - 1]!, data[at + 1]!, data[at - width]!, data[at + width]!) < data[at]! - UNEVEN;
}

/**
 * Marks the ink of a region as far from grey, with the soft edges of its strokes; what lies beyond these is hardly so, and
 * what is darker is print on it.
 */
function mark(
  { x0, y0, x1, y1 }: Region,
  isInk: (at: number) => boolean,
  { width, height, data, dpi }: Picture,
  hue: Uint8Array,
  usual: number,
): void {
  const border = reachAt(dpi) + 2;
  for (let y = Math.max(border, y0); y < Math.min(height - border, y1); y++) {
    for (let x = Math.max(border, x0); x < Math.min(width - border, x1); x++) {
      if (!isInk(y * width + x)) continue;
      for (let dy = -border; dy <= border; dy++) {
        for (let dx = -border; dx <= border; dx++) {
          const to = (y + dy) * width + x + dx;
          const far = Math.max(Math.abs(dx), Math.abs(dy)) < border ? 2 * INKED : HARDLY;
          if (data[to]! >= usual - UNEVEN && hue[to]! < far) hue[to] = far;
        }
      }
    }
  }
}

/** What is closed in by a frame of one ink and lies over print; `hue` says how far from print and paper each pixel is. */
function stampsOf(picture: Picture, hue: Uint8Array): Patch[] {
  const { width, height, dpi } = picture;
  const raster = { width, height, data: hue };
  const patches = patchesOf({ ...raster, dpi });
  const ink = patches.reduce((sum, { squares }) => sum + squares.length, 0) * (dpi / 25.4) ** 2;
  if (ink > MOST * width * height) return [];
  return patches.filter(
    (patch) =>
      Math.max(patch.x1 - patch.x0, patch.y1 - patch.y0) <= (WIDEST * dpi) / 25.4 &&
      isFramed(patch, raster, dpi) &&
      isOverPrint(patch, picture, hue),
  );
}

function lifted(picture: Picture, hue: Uint8Array, stamps: readonly Patch[]): Unstamped {
  if (stamps.length === 0) return { picture, stamps };
  const { width } = picture;
  const data = Uint8Array.from(picture.data);
  const covered = new Uint8Array(data.length);
  for (const stamp of stamps) {
    const { paper, loss } = inkOf(stamp, picture, hue, DARKEST);
    for (let y = stamp.y0; y < stamp.y1; y++) {
      for (let at = y * width + stamp.x0; at < y * width + stamp.x1; at++) {
        if (hue[at] === 0) continue;
        const light = Math.round(data[at]! + loss * hue[at]!);
        // Coded pictures blur colours more than greys: what is hardly darker than the paper was no print.
        data[at] = Math.max(data[at]!, light > WASHED * paper ? paper : light);
        if (hue[at]! >= INKED / 2) covered[at] = 1;
      }
    }
  }
  return { picture: { ...picture, data }, stamps, covered };
}
