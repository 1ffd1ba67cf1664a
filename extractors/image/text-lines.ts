import type { Blob } from './blobs.js';
import type { Region } from './raster.js';

/** A line of print in pixels: the box of its ink, and the pieces that make it, from left to right. */
export interface InkLine extends Region {
  blobs: Blob[];
  /** Where the print of the stretches before and after it begins: nothing beyond is its own. */
  since?: number;
  until?: number;
}

/** Gaps wider than this (em) part a line into stretches that are read by themselves. */
const APART = 2.6;
/** Longest stretch (em) that is read at once. */
const LONGEST = 46;

/**
 * The usual height of a character of this print, in pixels: pieces of print that are nearly square and not small are
 * mostly whole Han characters.
 */
export function emOf(blobs: readonly Blob[], dpi: number): number {
  const least = (1.6 * dpi) / 25.4;
  const most = (9 * dpi) / 25.4;
  const heights = blobs
    .map(({ x0, y0, x1, y1 }) => Math.max(x1 - x0, y1 - y0))
    .filter((size) => size >= least && size <= most)
    .sort((a, b) => a - b);
  // The upper part of the sizes: radicals and digits are smaller than the characters beside them.
  return heights[Math.floor(heights.length * 0.7)] ?? (4.2 * dpi) / 25.4;
}

/** Print inside one cell or strip → its lines from top to bottom, each in stretches from left to right. */
export function linesOfInk(blobs: readonly Blob[], em: number): InkLine[] {
  const bands = bandsOf(blobs, em);
  const lines = bands.flatMap((band) => stretches(band, em));
  return lines.sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
}

/** Groups by height: first what overlaps, then bands too low are joined and bands too high are parted. */
function bandsOf(blobs: readonly Blob[], em: number): Blob[][] {
  if (blobs.length === 0) return [];
  const top = Math.min(...blobs.map((blob) => blob.y0));
  const bottom = Math.max(...blobs.map((blob) => blob.y1));
  const profile = new Float64Array(bottom - top);
  for (const blob of blobs) {
    for (let y = blob.y0; y < blob.y1; y++) profile[y - top]! += blob.x1 - blob.x0;
  }
  const spans: [number, number][] = [];
  for (let y = 0; y < profile.length; y++) {
    if (profile[y] === 0) continue;
    const from = y;
    while (y < profile.length && profile[y]! > 0) y++;
    spans.push([from, y]);
  }
  const parted = spans.flatMap((span) => part(span, profile, em));
  const joined: [number, number][] = [];
  for (const span of parted) {
    const before = joined.at(-1);
    const low = before && Math.min(before[1] - before[0], span[1] - span[0]) < 0.45 * em;
    if (before && low && span[0] - before[1] < 0.3 * em && span[1] - before[0] <= 1.25 * em) before[1] = span[1];
    else joined.push([...span]);
  }
  const bands = joined.map((): Blob[] => []);
  for (const blob of blobs) {
    let best = 0;
    let most = -Infinity;
    for (const [i, [from, to]] of joined.entries()) {
      const overlap = Math.min(blob.y1 - top, to) - Math.max(blob.y0 - top, from);
      if (overlap > most) [most, best] = [overlap, i];
    }
    bands[best]!.push(blob);
  }
  return bands.filter((band) => band.length > 0);
}

/** A band of more than one line, cut where it is thinnest. */
function part([from, to]: [number, number], profile: Float64Array, em: number): [number, number][] {
  if (to - from < 1.55 * em) return [[from, to]];
  const lines = Math.max(2, Math.round((to - from) / (1.35 * em)));
  const expected = from + (to - from) / lines;
  let cut = -1;
  for (let y = Math.round(expected - 0.45 * em); y <= Math.min(to - 1, Math.round(expected + 0.45 * em)); y++) {
    if (y > from && (cut < 0 || profile[y]! < profile[cut]!)) cut = y;
  }
  const strongest = Math.max(...profile.subarray(from, to));
  if (cut < 0 || profile[cut]! > 0.5 * strongest) return [[from, to]];
  return [[from, cut], ...part([cut + 1, to], profile, em)];
}

function stretches(band: readonly Blob[], em: number): InkLine[] {
  const sorted = [...band].sort((a, b) => a.x0 - b.x0);
  const lines: InkLine[] = [];
  for (const blob of sorted) {
    const last = lines.at(-1);
    const gap = last ? blob.x0 - last.x1 : Infinity;
    const reach = last ? blob.x1 - last.x0 : 0;
    // A line that is too long is cut between words if it can be, and never inside a number if that can be helped.
    const full = reach > LONGEST * em || (reach > 0.75 * LONGEST * em && gap > 0.35 * em);
    if (last && gap < APART * em && !full) {
      last.blobs.push(blob);
      last.x1 = Math.max(last.x1, blob.x1);
      last.y0 = Math.min(last.y0, blob.y0);
      last.y1 = Math.max(last.y1, blob.y1);
      continue;
    }
    const fresh: InkLine = { x0: blob.x0, y0: blob.y0, x1: blob.x1, y1: blob.y1, blobs: [blob] };
    if (last) {
      const cut = Math.round((last.x1 + blob.x0) / 2);
      last.until = cut;
      fresh.since = cut;
    }
    lines.push(fresh);
  }
  return lines;
}
