import type { Edges } from './edges.js';
import { mergeRulings } from './edges.js';
import type { Grid } from './lattice.js';
import { latticeOf } from './lattice.js';
import { findRegions } from './regions.js';
import type { Ruling } from './ruling.js';
import { withoutSteps } from './steps.js';

export { distinct, isDrawn, mergeRulings, nearest } from './edges.js';
export type { Edge, Edges } from './edges.js';
export type { Grid, GridCell } from './lattice.js';
export { latticeOf } from './lattice.js';
export { findConnected, findRegions, takeInParallels } from './regions.js';
export type { Ruling } from './ruling.js';

/**
 * Rulings → edges → regions → grids of cells, in reading order. Knows nothing of text: the same stages serve lines
 * that were found in the image of a scanned page, as long as they come in points.
 */
export function findGrids(rulings: readonly Ruling[]): Grid[] {
  return gridsOf(findRegions(mergeRulings(rulings)));
}

/** The same from regions of lines. */
export function gridsOf(regions: readonly Edges[]): Grid[] {
  return regions
    .map((region) => latticeOf(withoutSteps(region)))
    .filter((grid) => grid !== undefined)
    .sort((a, b) => a.ys[0]! - b.ys[0]! || a.xs[0]! - b.xs[0]!);
}
