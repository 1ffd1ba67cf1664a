import type { Methods, WrappedPdfiumModule } from '@embedpdf/pdfium';

/**
 * The module's exports without conversion (everything is a number, booleans are 0 and 1), which matters for calls made
 * for every character. The package does not type them.
 */
export type RawPdfium = Record<keyof Methods, (...args: number[]) => number> & {
  malloc(size: number): number;
  free(pointer: number): void;
};

/** Views of the module's memory. They go stale when it grows: take them anew after each call. */
export interface PdfiumMemory {
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  readonly HEAPU32: Uint32Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
}

export function rawOf(module: WrappedPdfiumModule): RawPdfium {
  return module.pdfium.wasmExports as unknown as RawPdfium;
}

export function memoryOf(module: WrappedPdfiumModule): PdfiumMemory {
  return module.pdfium as unknown as PdfiumMemory;
}
