import type { Ruling } from '../grid/ruling.js';
import { heightAt } from './crease-light.js';
import type { Crease } from './crease-light.js';
import type { Mapping } from './projection.js';

/** Millimetres: a line that comes so near to an edge ends there; so far from it at least its other end is. */
const [NEAR, FAR] = [2.5, 5];
/** So many lines end at the edge of a sheet that lies over a table, where hardly any go on beyond it. */
const FEWEST = 3;
const MOST_BEYOND = 0.25;

/** A sheet (pixels) with what may be folds across it, or the edges of other sheets that lie over it. */
export interface CreasedSheet {
  width: number;
  creases: readonly Crease[];
}

/**
 * Whether another sheet lies over a table. Lines of tables go on beyond a fold; at the edge of another sheet they all
 * end, and no line closes the table there. `rulings` are in points of the level page of so many dots an inch, `toSheet`
 * leads from its pixels.
 */
export function isCoveredByAnother(
  { width, creases }: CreasedSheet,
  dpi: number,
  rulings: readonly Ruling[],
  toSheet: Mapping,
): boolean {
  const [near, far] = [(NEAR * dpi) / 25.4, (FAR * dpi) / 25.4];
  const pixels = dpi / 72;
  return creases.some((crease) => {
    let [ending, beyond, along] = [0, 0, 0];
    for (const { x0, y0, x1, y1 } of rulings) {
      const [one, other] = [toSheet(x0 * pixels, y0 * pixels), toSheet(x1 * pixels, y1 * pixels)].map(
        ([x, y]) => y - heightAt(crease, x, width),
      ) as [number, number];
      const [nearer, farther] = [Math.abs(one), Math.abs(other)].sort((a, b) => a - b) as [number, number];
      if (farther <= near) along++;
      else if (nearer <= near && farther >= far) ending++;
      else if (nearer > near && one < 0 !== other < 0) beyond++;
    }
    return along === 0 && ending >= FEWEST && beyond <= MOST_BEYOND * ending;
  });
}
