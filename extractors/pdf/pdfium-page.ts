import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { EnginePage } from './engine.js';
import { visibleLines } from './areas.js';
import { damaged } from './errors.js';
import { placeGlyph } from './glyph.js';
import type { Matrix } from './matrix.js';
import { compose, IDENTITY, shownMatrix } from './matrix.js';
import type { PdfiumMemory, RawPdfium } from './pdfium-raw.js';
import { memoryOf, rawOf } from './pdfium-raw.js';
import type { Clip, Drawing, Subpath } from './paths.js';
import { addPath, clipTo } from './paths.js';

const OBJECT = { path: 2, image: 3, form: 5 } as const;
/** Text that is drawn but not painted: what somebody else's recognition left under a scan. */
const INVISIBLE = 3;
const SEGMENT = { line: 0, curve: 1, move: 2 } as const;
/** Forms inside forms: deeper than this is a loop or an attack. */
const DEEPEST = 12;

/** One page: every printed character, and the lines of every painted path, also inside form objects. */
export function readPdfiumPage(pdfium: WrappedPdfiumModule, document: number, number: number): EnginePage {
  const handle = pdfium.FPDF_LoadPage(document, number - 1);
  if (handle === 0) throw damaged(new Error(`page ${number} cannot be loaded`));
  const scratch = rawOf(pdfium).malloc(64);
  try {
    const reader = new PageReader(pdfium, handle, scratch);
    return reader.read();
  } finally {
    rawOf(pdfium).free(scratch);
    pdfium.FPDF_ClosePage(handle);
  }
}

class PageReader {
  readonly #pdfium: WrappedPdfiumModule;
  readonly #raw: RawPdfium;
  readonly #memory: PdfiumMemory;
  readonly #page: number;
  /** 64 bytes of WASM memory for results. The views are read anew after each call: memory may have moved. */
  readonly #scratch: number;
  #shown: Matrix = IDENTITY;
  readonly #drawing: Drawing = { lines: [], areas: [] };
  /** The share of the page that the largest image so far covers. */
  #largest = 0;

  constructor(pdfium: WrappedPdfiumModule, page: number, scratch: number) {
    this.#pdfium = pdfium;
    this.#raw = rawOf(pdfium);
    this.#memory = memoryOf(pdfium);
    this.#page = page;
    this.#scratch = scratch;
  }

  read(): EnginePage {
    const pdfium = this.#pdfium;
    const rotation = pdfium.FPDFPage_GetRotation(this.#page) * 90;
    pdfium.FPDF_GetPageBoundingBox(this.#page, this.#scratch);
    const [left, top, right, bottom] = [this.#float(0), this.#float(1), this.#float(2), this.#float(3)];
    this.#shown = shownMatrix([left, bottom, right, top], rotation);
    const sideways = rotation % 180 !== 0;
    const page: EnginePage = {
      width: sideways ? top - bottom : right - left,
      height: sideways ? right - left : top - bottom,
      rotation,
      glyphs: [],
      rulings: [],
      imageCover: 0,
    };
    this.#readText(page);
    const count = pdfium.FPDFPage_CountObjects(this.#page);
    for (let i = 0; i < count; i++) this.#readObject(page, pdfium.FPDFPage_GetObject(this.#page, i), this.#shown, 0);
    page.rulings = visibleLines(this.#drawing);
    if (this.#drawing.areas.length > 0) page.shades = this.#drawing.areas;
    return page;
  }

  #readText(page: EnginePage): void {
    const pdfium = this.#pdfium;
    const raw = this.#raw;
    const text = pdfium.FPDFText_LoadPage(this.#page);
    if (text === 0) return;
    const at = this.#scratch;
    let matrix: Matrix = IDENTITY;
    let object = 0;
    let size = 0;
    let unseen = false;
    let before: { x: number; y: number; owner: number } | undefined;
    const count = raw.FPDFText_CountChars(text);
    for (let i = 0; i < count; i++) {
      // Line ends and blanks that pdfium made up are no print.
      if (raw.FPDFText_IsGenerated(text, i) === 1) continue;
      const owner = raw.FPDFText_GetTextObject(text, i);
      if (owner !== object || owner === 0) {
        object = owner;
        raw.FPDFText_GetMatrix(text, i, at);
        matrix = [this.#float(0), this.#float(1), this.#float(2), this.#float(3), 0, 0];
        size = raw.FPDFText_GetFontSize(text, i);
        unseen = owner !== 0 && raw.FPDFTextObj_GetTextRenderMode(owner) === INVISIBLE;
      }
      if (unseen) page.unseen = (page.unseen ?? 0) + 1;
      raw.FPDFText_GetCharOrigin(text, i, at, at + 8);
      const x = this.#memory.HEAPF64[at >> 3]!;
      const y = this.#memory.HEAPF64[(at >> 3) + 1]!;
      const unicode = characterOf(raw.FPDFText_GetUnicode(text, i));
      const last = page.glyphs.at(-1);
      if (last && before && before.owner === owner && before.x === x && before.y === y) {
        // A ligature comes as several characters in one place.
        last.text += unicode;
        continue;
      }
      raw.FPDFText_GetLooseCharBox(text, i, at);
      const level = Math.abs(matrix[0]) >= Math.abs(matrix[1]);
      const extent = level ? this.#float(2) - this.#float(0) : this.#float(1) - this.#float(3);
      const advance = extent / (Math.hypot(matrix[0], matrix[1]) || 1);
      const mapped = raw.FPDFText_HasUnicodeMapError(text, i) !== 1;
      const placed: Matrix = [matrix[0], matrix[1], matrix[2], matrix[3], x, y];
      placeGlyph(page.glyphs, this.#shown, placed, 0, 0, advance, size, unicode, mapped);
      const next = page.glyphs.at(-1)!;
      // pdfium widens the box to what the character paints; its advance ends where the next one begins.
      if (
        last &&
        before?.owner === owner &&
        before.y === y &&
        last.x0 < next.x0 &&
        last.x1 > next.x0 &&
        next.angle === 0
      ) {
        last.x1 = next.x0;
      }
      before = { x, y, owner };
    }
    raw.FPDFText_ClosePage(text);
  }

  #readObject(page: EnginePage, object: number, space: Matrix, depth: number): void {
    const pdfium = this.#pdfium;
    const type = this.#raw.FPDFPageObj_GetType(object);
    if (type === OBJECT.path) this.#readPath(object, space);
    else if (type === OBJECT.image) {
      const matrix = compose(space, this.#matrixOf(object));
      const area = Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) / (page.width * page.height || 1);
      page.imageCover = Math.min(1, page.imageCover + area);
      if (area > this.#largest) {
        this.#largest = area;
        const dpi = this.#dpiOf(object, matrix);
        if (dpi > 0) page.imageDpi = dpi;
      }
    } else if (type === OBJECT.form && depth < DEEPEST) {
      const inner = compose(space, this.#matrixOf(object));
      const count = pdfium.FPDFFormObj_CountObjects(object);
      for (let i = 0; i < count; i++) this.#readObject(page, pdfium.FPDFFormObj_GetObject(object, i), inner, depth + 1);
    }
  }

  #dpiOf(image: number, matrix: Matrix): number {
    if (!this.#raw.FPDFImageObj_GetImagePixelSize(image, this.#scratch, this.#scratch + 4)) return 0;
    const pixels = this.#memory.HEAPU32[this.#scratch >> 2]!;
    return (72 * pixels) / (Math.hypot(matrix[0], matrix[1]) || Infinity);
  }

  #readPath(object: number, space: Matrix): void {
    const raw = this.#raw;
    const at = this.#scratch;
    raw.FPDFPath_GetDrawMode(object, at, at + 4);
    const filled = this.#memory.HEAP32[at >> 2]! !== 0;
    const stroked = this.#memory.HEAP32[(at >> 2) + 1]! !== 0;
    const fill = filled && this.#visible(raw.FPDFPageObj_GetFillColor(object, at, at + 4, at + 8, at + 12));
    const color = filled ? this.#color() : 0;
    const stroke = stroked && this.#visible(raw.FPDFPageObj_GetStrokeColor(object, at, at + 4, at + 8, at + 12));
    if (!fill && !stroke) return;
    const matrix = compose(space, this.#matrixOf(object));
    raw.FPDFPageObj_GetStrokeWidth(object, at);
    const lineWidth = this.#float(0) * Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
    const subpaths: Subpath[] = [];
    let current: Subpath | undefined;
    const count = raw.FPDFPath_CountSegments(object);
    for (let i = 0; i < count; i++) {
      const segment = raw.FPDFPath_GetPathSegment(object, i);
      raw.FPDFPathSegment_GetPoint(segment, at, at + 4);
      const [x, y] = [this.#float(0), this.#float(1)];
      const type = raw.FPDFPathSegment_GetType(segment);
      if (type === SEGMENT.move || !current)
        subpaths.push((current = { points: [x, y], closed: false, curved: false }));
      else if (type === SEGMENT.curve) {
        // Three points a curve; the straight parts before and after it still count.
        current.curved = true;
        subpaths.push((current = { points: [x, y], closed: false, curved: true }));
      } else current.points.push(x, y);
      if (raw.FPDFPathSegment_GetClose(segment) === 1) current.closed = true;
    }
    addPath(this.#drawing, subpaths, matrix, { stroke, fill, lineWidth, color, clip: this.#clipOf(object, space) });
  }

  /** Clipping paths stand in the space of the page, or of the form that they are part of. */
  #clipOf(object: number, space: Matrix): Clip | undefined {
    const raw = this.#raw;
    const path = raw.FPDFPageObj_GetClipPath(object);
    const count = path === 0 ? 0 : raw.FPDFClipPath_CountPaths(path);
    let clip: Clip | undefined;
    for (let i = 0; i < count; i++) {
      const points: number[] = [];
      const segments = raw.FPDFClipPath_CountPathSegments(path, i);
      for (let j = 0; j < segments; j++) {
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, i, j), this.#scratch, this.#scratch + 4);
        points.push(this.#float(0), this.#float(1));
      }
      if (points.length > 0) clip = clipTo(points, space, clip);
    }
    return clip;
  }

  /** The colour stands in the scratch memory as four integers. Near-white on paper is not seen. */
  #visible(known: number): boolean {
    if (!known) return true;
    const view = this.#memory.HEAPU32;
    const at = this.#scratch >> 2;
    const [red, green, blue, alpha] = [view[at]!, view[at + 1]!, view[at + 2]!, view[at + 3]!];
    return alpha > 8 && Math.min(red, green, blue) < 0xfa;
  }

  #color(): number {
    const view = this.#memory.HEAPU32;
    const at = this.#scratch >> 2;
    return (view[at]! << 16) | (view[at + 1]! << 8) | view[at + 2]!;
  }

  #matrixOf(object: number): Matrix {
    if (!this.#raw.FPDFPageObj_GetMatrix(object, this.#scratch)) return IDENTITY;
    return [this.#float(0), this.#float(1), this.#float(2), this.#float(3), this.#float(4), this.#float(5)];
  }

  #float(index: number): number {
    return this.#memory.HEAPF32[(this.#scratch >> 2) + index]!;
  }
}

/** pdfium marks a hyphen at the end of a line with U+0002 or U+FFFE, and gives 0 for what it does not know. */
function characterOf(code: number): string {
  if (code === 2 || code === 0xfffe) return '-';
  if (code === 0) return '';
  return String.fromCodePoint(code > 0x10ffff ? 0xfffd : code);
}
