import type { RawDocument } from '../schemas/index.js';
import type { OcrOptions } from './ocr/models.js';

/** What one document may cost. Every reader honours them and throws `UnreadableError('too-large')` beyond. */
export interface Limits {
  /** Bytes of the file itself. */
  fileBytes: number;
  /** Bytes that an archive may unpack to, all parts together. */
  unpackedBytes: number;
  pages: number;
  /** Cells of all tables together. */
  cells: number;
  /** Characters of all text together. */
  characters: number;
}

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 200 * 1024 * 1024,
  unpackedBytes: 400 * 1024 * 1024,
  pages: 2000,
  cells: 500_000,
  characters: 20_000_000,
};

export interface ExtractOptions {
  limits: Limits;
  password?: string;
  /** Reads pictures of print; without it such pages are reported as `needs-ocr`. */
  ocr?: OcrOptions;
}

/**
 * A reader of one format: a pure function of bytes and options. It throws `UnreadableError` for what nobody could
 * read and reports everything less as a notice.
 */
export interface Extractor {
  format: string;
  /**
   * How surely these bytes are of this format, 0 (no) to 1 (magic number and structure agree). Looks at the bytes
   * alone, never at a name, and is cheap.
   */
  sniff(bytes: Uint8Array): number;
  extract(bytes: Uint8Array, options: ExtractOptions): Promise<RawDocument>;
}
