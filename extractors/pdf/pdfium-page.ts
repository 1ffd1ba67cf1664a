import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { EnginePage } from './engine.js';
import { damaged } from './errors.js';
import { shownMatrix } from './matrix.js';
import { withFilledIn } from './pdfium-filled.js';
import { PdfiumObjects } from './pdfium-objects.js';
import type { RawPdfium } from './pdfium-raw.js';
import { rawOf } from './pdfium-raw.js';
import { Scratch } from './pdfium-scratch.js';
import { PdfiumText } from './pdfium-text.js';
import { needsRecognition } from './trust.js';

/** Reads pages of one instance: every printed character, and the lines of every painted path, also inside forms. */
export class PdfiumPages {
  readonly #raw: RawPdfium;
  readonly #scratch: Scratch;
  readonly #text: PdfiumText;
  readonly #objects: PdfiumObjects;

  constructor(private readonly module: WrappedPdfiumModule) {
    this.#raw = rawOf(module);
    this.#scratch = new Scratch(module);
    this.#text = new PdfiumText(this.#raw, this.#scratch);
    this.#objects = new PdfiumObjects(this.#raw, this.#scratch);
  }

  /** `number` counts from 1. @throws UnreadableError `damaged`. */
  read(document: number, number: number): EnginePage {
    const raw = this.#raw;
    const handle = raw.FPDF_LoadPage(document, number - 1);
    if (handle === 0) throw damaged(new Error(`page ${number} cannot be loaded`));
    try {
      const page = this.#read(handle);
      const filled = withFilledIn(this.module, raw, document, number, handle, (copy) => this.#read(copy));
      // A few words typed over a scan do not make it a page of text: recognition sees them, too.
      return filled && !needsRecognition(number, page) ? filled : page;
    } finally {
      raw.FPDF_ClosePage(handle);
    }
  }

  #read(handle: number): EnginePage {
    const raw = this.#raw;
    const scratch = this.#scratch;
    const rotation = raw.FPDFPage_GetRotation(handle) * 90;
    raw.FPDF_GetPageBoundingBox(handle, scratch.at);
    const [left, top, right, bottom] = [scratch.float(0), scratch.float(1), scratch.float(2), scratch.float(3)];
    const shown = shownMatrix([left, bottom, right, top], rotation);
    const sideways = rotation % 180 !== 0;
    const page: EnginePage = {
      width: sideways ? top - bottom : right - left,
      height: sideways ? right - left : top - bottom,
      rotation,
      glyphs: [],
      rulings: [],
      imageCover: 0,
    };
    this.#text.read(page, handle, shown);
    this.#objects.read(page, handle, shown);
    return page;
  }
}
