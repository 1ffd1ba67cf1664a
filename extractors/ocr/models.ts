import type { RuntimeKind } from './network.js';
import type { Raster } from '../image/raster.js';
import type { Sign } from './recognize.js';
import type { PageRecord } from './record.js';

/**
 * The network that reads print, as bytes (PP-OCRv4 in ONNX), and the characters that it knows in its
 * order. Who calls the readers brings them: readers touch no disk.
 */
export interface OcrModels {
  recognition: Uint8Array;
  characters: readonly string[];
  /** Native where that is installed, unless told otherwise. */
  runtime?: RuntimeKind;
  /** Called around native code; `enter` may throw to stop the document. */
  nativeCode?: { enter(): void; leave(): void };
  /** Reads lines instead of the network, where no runtime can run that: not to be trusted with figures. */
  lastResort?: LineReader;
  /** What was read before on the page under way. */
  record?: PageRecord;
}

/** Reads the print of one line without the network. */
export interface LineReader {
  read(line: Raster): Promise<Sign[]>;
}

/** Keeps what was read on pages, by the hash of their pictures. A `get` of what nobody `put` gives nothing. */
export interface PageCache {
  get(key: string): Uint8Array | undefined;
  put(key: string, value: Uint8Array): void;
}

/** `auto` reads pages without text that can be trusted; `always` reads every page from its picture. */
export interface OcrOptions {
  mode: 'auto' | 'always';
  /** Called when the first page needs them, once a document. */
  models(): Promise<OcrModels>;
  cache?: PageCache | undefined;
  /** Pictures may be photographs and logos: those that read badly are left out. */
  printOnly?: boolean | undefined;
  /** Told which page is being read from its picture, and of how many pages of the document. */
  watch?: { begin(page: number, of: number): void; end(): void } | undefined;
}
