import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { memoryOf, rawOf } from './pdfium-raw.js';

/** 64 bytes of an instance's memory, into which its calls write their results. */
export class Scratch {
  /** Where they stand; what a call writes second comes at `at + 4` or, after a double, at `at + 8`. */
  readonly at: number;
  readonly #module: WrappedPdfiumModule;
  #floats: Float32Array;
  #doubles: Float64Array;
  #words: Uint32Array;

  constructor(module: WrappedPdfiumModule) {
    this.#module = module;
    this.at = rawOf(module).malloc(64);
    ({ HEAPF32: this.#floats, HEAPF64: this.#doubles, HEAPU32: this.#words } = memoryOf(module));
  }

  float(index: number): number {
    if (this.#floats.length === 0) this.#renew();
    return this.#floats[(this.at >> 2) + index]!;
  }

  double(index: number): number {
    if (this.#doubles.length === 0) this.#renew();
    return this.#doubles[(this.at >> 3) + index]!;
  }

  /** An unsigned integer of four bytes. */
  word(index: number): number {
    if (this.#words.length === 0) this.#renew();
    return this.#words[(this.at >> 2) + index]!;
  }

  /** Memory that grows moves, and leaves views without length behind. */
  #renew(): void {
    ({ HEAPF32: this.#floats, HEAPF64: this.#doubles, HEAPU32: this.#words } = memoryOf(this.#module));
  }
}
