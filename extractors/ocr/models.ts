/**
 * The network that reads print, as bytes (PP-OCRv4 in ONNX), and the characters that it knows in its
 * order. Who calls the readers brings them: readers touch no disk.
 */
export interface OcrModels {
  recognition: Uint8Array;
  characters: readonly string[];
  /** Called around native code; `enter` may throw to stop the document. */
  nativeCode?: { enter(): void; leave(): void };
}

/** `auto` reads pages without text that can be trusted; `always` reads every page from its picture. */
export interface OcrOptions {
  mode: 'auto' | 'always';
  /** Called when the first page needs them, once a document. */
  models(): Promise<OcrModels>;
}
