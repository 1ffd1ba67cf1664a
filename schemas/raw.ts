import { z } from 'zod';
import { Notice } from './notice.js';
import { Place, Segment } from './place.js';

/** How a document reached us. The name of a reader plug, decided from the bytes. */
export const Format = z.string();
export type Format = z.infer<typeof Format>;

export const RawPage = z.object({
  number: z.number().int().min(1),
  /** Points. */
  width: z.number(),
  height: z.number(),
  /** Clockwise degrees by which the page is shown turned. */
  rotation: z.number().optional(),
});
export type RawPage = z.infer<typeof RawPage>;

/**
 * A stretch of a text that was read from an image in two ways that do not agree: 0-based offsets, `end` exclusive, and
 * what else it may say, likeliest first (empty where nothing can be told).
 */
export const Doubt = z.object({
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  alternatives: z.array(z.string()),
  /** The sums of the accounts decided for the reading that stands in the text. */
  decided: z.boolean().optional(),
});
export type Doubt = z.infer<typeof Doubt>;

/** Words that are no table: `text` keeps what is printed, hard-wrapped lines rejoined. */
export const RawProse = z.object({
  kind: z.enum(['heading', 'paragraph']),
  /** 1 is the outermost; only where the format says so. */
  level: z.number().int().optional(),
  text: z.string(),
  /** Where each stretch of the text stands; never empty. */
  segments: z.array(Segment).min(1),
  /** 0–1, only where the text was read from an image. */
  confidence: z.number().optional(),
  /** In order; absent where nothing is doubtful. */
  doubts: z.array(Doubt).optional(),
});
export type RawProse = z.infer<typeof RawProse>;

/** An anchor cell of a grid. A cell of several lines keeps them with "\n" between. */
export interface RawCell {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  text: string;
  place: Place;
  /** One place a page, where a page break cuts the cell. */
  fragments?: Place[] | undefined;
  /** 0–1, only where the text was read from an image. */
  confidence?: number | undefined;
  /** Other readings of the same print, likeliest first. */
  alternatives?: string[] | undefined;
  /** Which stretches of the text are doubtful, in order; absent where nothing is. */
  doubts?: Doubt[] | undefined;
  /** Tables that stand inside this cell; their text is not part of `text`. */
  tables?: RawTable[] | undefined;
}

/**
 * What of a table no sign tells, so that the likeliest reading was taken: the columns, from where the text stands or in
 * what order; or the rows, too, as lines beside it look like rows and could not be read, or cells that rows lost might
 * stand elsewhere.
 */
export const Guessed = z.enum(['columns', 'rows']);
export type Guessed = z.infer<typeof Guessed>;

/** A grid as it is printed, before any meaning. Every grid position belongs to exactly one cell. */
export interface RawTable {
  kind: 'table';
  /** The caption line above, if there is one; it also stays a paragraph. */
  title?: string | undefined;
  rows: number;
  columns: number;
  cells: RawCell[];
  /** 1-based pages that it touches; empty in flowing formats. */
  pages: number[];
  place: Place;
  guessed?: Guessed | undefined;
}

export const RawCell: z.ZodType<RawCell> = z.object({
  row: z.number().int().min(0),
  column: z.number().int().min(0),
  rowSpan: z.number().int().min(1),
  colSpan: z.number().int().min(1),
  text: z.string(),
  place: Place,
  fragments: z.array(Place).optional(),
  confidence: z.number().optional(),
  alternatives: z.array(z.string()).optional(),
  doubts: z.array(Doubt).optional(),
  get tables() {
    return z.array(RawTable).optional();
  },
});

export const RawTable: z.ZodType<RawTable> = z.object({
  kind: z.literal('table'),
  title: z.string().optional(),
  rows: z.number().int().min(0),
  columns: z.number().int().min(0),
  get cells() {
    return z.array(RawCell);
  },
  pages: z.array(z.number().int()),
  place: Place,
  guessed: Guessed.optional(),
});

export const RawBlock = z.union([RawProse, RawTable]);
export type RawBlock = RawProse | RawTable;

/**
 * Page numbers, running headers and footers, and marks that a conversion left behind (`<p>`, `[bookmark: …]`): kept, so
 * that no character is lost, but outside the reading order.
 */
export const RawFurniture = z.object({
  kind: z.enum(['header', 'footer', 'pageNumber', 'mark']),
  text: z.string(),
  place: Place,
});
export type RawFurniture = z.infer<typeof RawFurniture>;

/** What a reader makes of bytes. Nothing in it knows budgets. */
export const RawDocument = z.object({
  format: Format,
  /** Empty in flowing formats (text, Word, HTML). */
  pages: z.array(RawPage),
  blocks: z.array(RawBlock),
  furniture: z.array(RawFurniture),
  notices: z.array(Notice),
});
export interface RawDocument extends Omit<z.infer<typeof RawDocument>, 'blocks'> {
  blocks: RawBlock[];
}
