import type { Box } from '../../schemas/index.js';
import type { Ruling } from '../grid/ruling.js';
import type { Picture } from '../image/raster.js';

/**
 * One printed character. Points, origin at the top left of the page as a reader sees it (after /Rotate, inside the
 * crop box). Horizontally the box is the advance of the character; vertically it is the em box around the base line
 * (0.88 above, 0.12 below), because fonts lie about their heights.
 */
export interface Glyph {
  /** Usually one character; a ligature may be several. Never empty: what has no Unicode is U+FFFD. */
  text: string;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** The size as printed, in points. */
  size: number;
  /** Clockwise degrees by which the text is turned on the page as shown: 0 for upright text. */
  angle: number;
  /** False where the font does not say which character this is. */
  trusted: boolean;
  /** Where the character was read from a picture: the reading that it is part of. */
  reading?: Reading;
}

/** How a stretch of print was read from a picture; the characters of one stretch share it. */
export interface Reading {
  /** 0–1; below `DOUBTFUL` two ways of reading do not agree, or nothing was sure. */
  confidence: number;
  /** What else may be printed there, likeliest first. */
  alternatives: readonly string[];
}

/** An upright filled rectangle, larger than a line. */
export interface Shade {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** What an engine reads from one page: print, nothing inferred. */
export interface EnginePage {
  /** Points, as shown. */
  width: number;
  height: number;
  /** Clockwise degrees of /Rotate, already applied to everything here. */
  rotation: number;
  glyphs: Glyph[];
  rulings: Ruling[];
  /** Filled areas, as painted; absent where there are none. Their visible borders are rulings. */
  shades?: Shade[];
  /** Characters that are there but not painted; absent where there are none. */
  unseen?: number;
  /** The share of the page that its images cover, 0–1: a scan, in one piece or in strips, is near 1. */
  imageCover: number;
  /** Where images of more than a hundredth of the page are, the first of them; absent where there are none. */
  pictures?: Box[];
  /** Of a page without characters: about how many points its filled outlines have, as letters that became drawings. */
  outlines?: number;
  /** Whether its engine can draw other pages, but not this one; absent where it can, or none. */
  undrawn?: boolean;
  /** The resolution of the largest image, in dots an inch; absent where there is none. */
  imageDpi?: number;
}

/** An opened document. Pages are read one at a time, so that memory stays flat. */
export interface EngineDocument {
  pageCount: number;
  /** Files that it brings with it, beside its pages. */
  attachments?: number;
  /** Whether what was filled in stands in a form (XFA) that only its own program draws: the pages say to open that. */
  drawnElsewhere?: boolean;
  /** @throws UnreadableError `damaged`. */
  page(number: number): Promise<EnginePage>;
  /** The page as it is seen, for recognition; absent where an engine cannot draw. */
  picture?(number: number, dpi: number): Promise<Picture>;
  close(): Promise<void>;
}

/** A PDF library, wrapped. All of them must yield the same characters and lines. */
export interface Engine {
  name: string;
  /** @throws UnreadableError `password-required`, `damaged`. */
  open(bytes: Uint8Array, password?: string): Promise<EngineDocument>;
}

/** The engine itself broke down: another one may still read the document. Never leaves the PDF reader. */
export class EngineAborted extends Error {
  override readonly name = 'EngineAborted';
}
