import { z } from 'zod';

/** A box in points, origin at the top left of the page: x0, y0, x1, y1. */
export const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof Box>;

/**
 * Where something is printed.
 *
 * Paged formats give `page` (1-based) and `box`; flowing formats give `line` (1-based line of a text file,
 * 1-based paragraph of a Word part) with `start` and `end` (0-based character offsets in it, end exclusive).
 * What stands in a table also has `table` (0-based in document order), `row` and `column` (0-based, anchor).
 * `part` names the part of a package or archive when it is not the main one.
 */
export const Place = z.object({
  page: z.number().int().min(1).optional(),
  table: z.number().int().min(0).optional(),
  row: z.number().int().min(0).optional(),
  column: z.number().int().min(0).optional(),
  box: Box.optional(),
  line: z.number().int().min(1).optional(),
  start: z.number().int().min(0).optional(),
  end: z.number().int().min(0).optional(),
  part: z.string().optional(),
});
export type Place = z.infer<typeof Place>;

/** One stretch of a block's text that comes from one place: `start` is the 0-based offset in that text. */
export const Segment = z.object({ start: z.number().int().min(0), place: Place });
export type Segment = z.infer<typeof Segment>;
