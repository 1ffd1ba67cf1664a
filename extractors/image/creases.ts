import { EDGE, heightAt, PAPER, withLight } from './crease-light.js';
import type { Crease } from './crease-light.js';
import { transposed } from './raster.js';
import type { Picture, Raster } from './raster.js';

/** Millimetres: the border of a sheet, in which scanners throw shadows. */
const BORDER = 1;
/** Grey levels of an evened page: by how much a fold is darker than the paper beside it, at the edges and on its way. */
const [DARKER, THERE] = [15, 9];
/** Millimetres: the paper beside it; how far it strays from a straight line. */
const BESIDE = 1;
const ASTRAY = 0.35;
/** Folds run askew by no more than this, and are few: a picture of nothing but a table has more lines at its edges. */
const SLOPE = 0.06;
const MOST = 4;
/** The lines of a lattice are so many at least, and no farther from one another (millimetres). */
const MANY = 12;
const NARROW = 12;
/** The share of its way on which a fold is seen. */
const SEEN = 0.92;

/** A page without folds, and those that ran across it, in its pixels; edges of other sheets over it look the same. */
export interface Uncreased {
  page: Picture;
  across: readonly Crease[];
}

/**
 * An evened page without its folds, and streaks of a dirty scanner: faint lines that go through from edge to edge. A
 * fold takes a share of the light; what it takes from paper is given back to all that it crosses, so that print stays.
 */
export function withoutCreases(page: Picture): Uncreased {
  const millimetre = page.dpi / 25.4;
  const level = ridgePairs(page, millimetre);
  const maybe = mayHaveUprightOnes(page, millimetre);
  if (!level && !maybe) return { page, across: [] };
  const turned = maybe ? transposed(page) : undefined;
  const upright = turned && ridgePairs(turned, millimetre);
  const isLattice = isOfLattice(level, upright, millimetre);
  const across = level ? creasesOf(level, page, isLattice, millimetre) : [];
  const smooth = withLight(page, across, millimetre);
  const down = turned && upright ? creasesOf(upright, turned, isLattice, millimetre) : [];
  if (!turned || down.length === 0) return { page: { ...page, data: smooth.data }, across };
  const lit = withLight(smooth === page ? turned : transposed(smooth), down, millimetre);
  return { page: { ...page, data: transposed(lit).data }, across };
}

/** Where lines cross the strips at both edges of a sheet. */
interface Ridges {
  lefts: number[];
  rights: number[];
}

function ridgePairs(page: Raster, millimetre: number): Ridges | undefined {
  const { width } = page;
  const [border, edge] = [Math.round(BORDER * millimetre), Math.round(EDGE * millimetre)];
  if (width < 8 * edge) return undefined;
  const lefts = ridgesAt(page, border, edge, millimetre);
  if (lefts.length === 0) return undefined;
  const rights = ridgesAt(page, width - edge, width - border, millimetre);
  return rights.length > 0 ? { lefts, rights } : undefined;
}

/** Whether lines run across the sheet and down it at the same small distance: exercise paper. No table has such cells. */
function isOfLattice(level: Ridges | undefined, upright: Ridges | undefined, millimetre: number): boolean {
  if (!level || !upright) return false;
  const steps = [level.lefts, level.rights, upright.lefts, upright.rights].map((places) => stepOf(places, millimetre));
  return steps.every((step) => step !== undefined && Math.abs(step - steps[0]!) <= 0.05 * steps[0]!);
}

/** The distance of lines that stand at one distance, if they are many. */
function stepOf(places: readonly number[], millimetre: number): number | undefined {
  if (places.length < MANY) return undefined;
  const steps = places.slice(1).map((place, i) => place - places[i]!);
  const usual = [...steps].sort((a, b) => a - b)[steps.length >> 1]!;
  const even = steps.filter((step) => Math.abs(step - usual) <= 0.1 * usual).length;
  return usual <= NARROW * millimetre && even >= 0.8 * steps.length ? usual : undefined;
}

/** The creases that lead from the left edge to the right one. */
function creasesOf({ lefts, rights }: Ridges, page: Raster, isLattice: boolean, millimetre: number): Crease[] {
  if (!isLattice && Math.max(lefts.length, rights.length) > MOST) return [];
  return lefts.flatMap((left) => {
    const found = rights
      .filter((right) => Math.abs(right - left) <= SLOPE * page.width)
      .map((right) => ({ crease: { left, right }, seen: seenOf({ left, right }, page, millimetre) }))
      .sort((a, b) => b.seen - a.seen)[0];
    return found && found.seen >= SEEN ? [found.crease] : [];
  });
}

/** Where a line crosses a strip at the edge, in which there is nothing else. */
function ridgesAt(page: Raster, from: number, to: number, millimetre: number): number[] {
  const { height } = page;
  const darkness = Float32Array.from({ length: height }, (_, y) => darknessOf(page, y, from, to));
  const beside = Math.round(BESIDE * millimetre);
  const margin = Math.round(EDGE * millimetre);
  const isRidge = (y: number): boolean =>
    darkness[y]! - Math.max(darkness[y - beside]!, darkness[y + beside]!) >= DARKER;
  const ridges: number[] = [];
  for (let y = margin; y < height - margin; y++) {
    if (!isRidge(y)) continue;
    let best = y;
    let end = y;
    for (; end < height - margin && isRidge(end); end++) if (darkness[end]! > darkness[best]!) best = end;
    ridges.push(best);
    y = end;
  }
  return ridges;
}

/** How dark a piece of a row is. */
function darknessOf({ width, data }: Raster, y: number, from: number, to: number): number {
  let sum = 0;
  for (let x = from; x < to; x++) sum += 255 - data[y * width + x]!;
  return sum / (to - from);
}

/** Whether strips at the upper and the lower edge are dark somewhere: else no fold can run down the sheet. */
function mayHaveUprightOnes({ width, height, data }: Raster, millimetre: number): boolean {
  const [border, edge] = [Math.round(BORDER * millimetre), Math.round(EDGE * millimetre)];
  if (height < 8 * edge) return false;
  const isDark = (from: number): boolean => {
    const sums = new Uint32Array(width);
    for (let y = from; y < from + edge - border; y++)
      for (let x = 0; x < width; x++) sums[x]! += 255 - data[y * width + x]!;
    return sums.some((sum) => sum >= DARKER * (edge - border));
  };
  return isDark(border) && isDark(height - edge);
}

/** On what share of the way between two places at the edges there is something darker than the paper above and below. */
function seenOf(crease: Crease, { width, height, data }: Raster, millimetre: number): number {
  const [astray, beside] = [Math.ceil(ASTRAY * millimetre), Math.round(BESIDE * millimetre)];
  let [seen, all] = [0, 0];
  for (let x = 0; x < width; x += 3) {
    const y = Math.round(heightAt(crease, x, width));
    if (y < beside || y >= height - beside) return 0;
    let darkest = 255;
    for (let v = y - astray; v <= y + astray; v++) darkest = Math.min(darkest, data[v * width + x]!);
    const paper = Math.max(data[(y - beside) * width + x]!, data[(y + beside) * width + x]!);
    // Where print lies on both sides nothing can be said.
    if (paper < PAPER) continue;
    all++;
    if (paper - darkest >= THERE) seen++;
  }
  return all > 0 ? seen / all : 0;
}
