import type { EnginePage } from './engine.js';
import type { Matrix } from './matrix.js';
import { areaOf, compose, IDENTITY } from './matrix.js';
import { mayBeOutlined, takeImage, takePaint } from './painted.js';
import type { Clip, Drawing, Subpath } from './paths.js';
import { addPath, clipTo } from './paths.js';
import type { RawPdfium } from './pdfium-raw.js';
import type { Scratch } from './pdfium-scratch.js';

const OBJECT = { path: 2, image: 3, form: 5 } as const;
const SEGMENT = { line: 0, curve: 1, move: 2 } as const;
/** How a path is seen on white paper. */
const SEEN = { not: 0, pale: 1, well: 2 } as const;
/** A pale path of more segments than a rectangle has is no rule. */
const RECTANGLE = 6;
/** Forms inside forms: deeper than this is a loop or an attack. */
const DEEPEST = 12;

/** What a clipping path leaves of what those around it leave. */
interface Clipping {
  space: Matrix;
  within: Clip | undefined;
  left: Clip;
}

/** What a page shows apart from its text: the lines of every painted path, and how much of it images cover. */
export class PdfiumObjects {
  readonly #calls: Calls;
  readonly #scratch: Scratch;
  #drawing: Drawing = { lines: [], areas: [] };
  #pale: Drawing = { lines: [], areas: [] };
  /** One of each serves all paths: what they put on the page is kept, they are not. */
  readonly #first: Subpath = { points: [], closed: false, curved: false };
  readonly #paint = { stroke: false, fill: false, lineWidth: 0, color: 0, clip: (): Clip | undefined => undefined };
  /** The matrix that the object before had, and what the two came to. */
  #inner: Matrix = IDENTITY;
  #outer: Matrix = IDENTITY;
  #both: Matrix = IDENTITY;
  /** The share of the page that the largest image so far covers. */
  #largest = 0;
  /** Segments of filled paths; undefined where nobody asks for them. */
  #outlines: number | undefined;
  /** Clipping paths of this page by where their first point is kept: objects share them, by thousands. */
  readonly #clips = new Map<number, Clipping>();

  constructor(raw: RawPdfium, scratch: Scratch) {
    this.#calls = callsOf(raw);
    this.#scratch = scratch;
  }

  /** Adds to `page` what all its objects put on it; `shown` maps user space to the page as shown. */
  read(page: EnginePage, handle: number, shown: Matrix): void {
    this.#drawing = { lines: [], areas: [] };
    this.#pale = { lines: [], areas: [] };
    this.#largest = 0;
    this.#clips.clear();
    this.#outlines = mayBeOutlined(page.glyphs) ? 0 : undefined;
    const count = this.#calls.FPDFPage_CountObjects(handle);
    for (let i = 0; i < count; i++) this.#readObject(page, this.#calls.FPDFPage_GetObject(handle, i), shown, 0);
    takePaint(page, this.#drawing, this.#pale);
    if (this.#outlines) page.outlines = this.#outlines;
  }

  #readObject(page: EnginePage, object: number, space: Matrix, depth: number): void {
    const type = this.#calls.FPDFPageObj_GetType(object);
    if (type === OBJECT.path) this.#readPath(object, space);
    else if (type === OBJECT.image) this.#readImage(page, object, this.#matrixOf(object, space));
    else if (type === OBJECT.form && depth < DEEPEST) {
      const inner = this.#matrixOf(object, space);
      const count = this.#calls.FPDFFormObj_CountObjects(object);
      for (let i = 0; i < count; i++) {
        this.#readObject(page, this.#calls.FPDFFormObj_GetObject(object, i), inner, depth + 1);
      }
    }
  }

  #readImage(page: EnginePage, image: number, matrix: Matrix): void {
    const area = takeImage(page, matrix);
    page.imageCover = Math.min(1, page.imageCover + area);
    if (area <= this.#largest) return;
    this.#largest = area;
    const { at } = this.#scratch;
    if (!this.#calls.FPDFImageObj_GetImagePixelSize(image, at, at + 4)) return;
    const dpi = (72 * this.#scratch.word(0)) / (Math.hypot(matrix[0], matrix[1]) || Infinity);
    if (dpi > 0) page.imageDpi = dpi;
  }

  #readPath(object: number, space: Matrix): void {
    const calls = this.#calls;
    const scratch = this.#scratch;
    const { at } = scratch;
    calls.FPDFPath_GetDrawMode(object, at, at + 4);
    const filled = scratch.word(0) !== 0;
    const stroked = scratch.word(1) !== 0;
    const fill = filled ? this.#seen(calls.FPDFPageObj_GetFillColor(object, at, at + 4, at + 8, at + 12)) : SEEN.not;
    const opaque = scratch.word(3) === 0xff;
    const color = filled ? (scratch.word(0) << 16) | (scratch.word(1) << 8) | scratch.word(2) : 0;
    const stroke = stroked
      ? this.#seen(calls.FPDFPageObj_GetStrokeColor(object, at, at + 4, at + 8, at + 12))
      : SEEN.not;
    const seen = Math.max(fill, stroke);
    if (seen === SEEN.not || (seen === SEEN.pale && calls.FPDFPath_CountSegments(object) > RECTANGLE)) return;
    if (this.#outlines !== undefined && fill === SEEN.well) {
      this.#outlines += Math.max(0, calls.FPDFPath_CountSegments(object) - RECTANGLE);
    }
    const matrix = this.#matrixOf(object, space);
    let lineWidth = 0;
    if (stroke === seen) {
      calls.FPDFPageObj_GetStrokeWidth(object, at);
      lineWidth = scratch.float(0) * Math.sqrt(areaOf(matrix));
    }
    const paint = this.#paint;
    paint.stroke = stroke === seen;
    paint.fill = fill === seen;
    paint.lineWidth = lineWidth;
    paint.color = color;
    paint.clip = () => this.#clipOf(object, space);
    const into = seen === SEEN.pale ? this.#pale : this.#drawing;
    const { areas } = into;
    const before = areas.length;
    addPath(into, this.#subpathsOf(object), matrix, paint);
    // Painted through a mask, as shadows are, an area has no edges; a colour that lets others through has.
    if (areas.length > before && opaque && calls.FPDFPageObj_HasTransparency(object)) areas.length = before;
  }

  /** To be used before the next path is read. */
  #subpathsOf(path: number): Subpath[] {
    const calls = this.#calls;
    const scratch = this.#scratch;
    const { at } = scratch;
    const count = calls.FPDFPath_CountSegments(path);
    if (count === 0) return [];
    const first = this.#first;
    first.closed = first.curved = false;
    let length = 0;
    const subpaths = [first];
    let current = first;
    for (let i = 0; i < count; i++) {
      const segment = calls.FPDFPath_GetPathSegment(path, i);
      calls.FPDFPathSegment_GetPoint(segment, at, at + 4);
      const x = scratch.float(0);
      const y = scratch.float(1);
      const type = i === 0 ? SEGMENT.move : calls.FPDFPathSegment_GetType(segment);
      if (type === SEGMENT.move && i > 0) {
        subpaths.push((current = { points: [x, y], closed: false, curved: false }));
      } else if (type === SEGMENT.curve) {
        // Three points a curve; the straight parts before and after it still count.
        current.curved = true;
        subpaths.push((current = { points: [x, y], closed: false, curved: true }));
      } else if (current === first) {
        first.points[length++] = x;
        first.points[length++] = y;
      } else current.points.push(x, y);
      if (calls.FPDFPathSegment_GetClose(segment) === 1) current.closed = true;
    }
    if (first.points.length !== length) first.points.length = length;
    return subpaths;
  }

  /** Clipping paths stand in the space of the page, or of the form that they are part of. */
  #clipOf(object: number, space: Matrix): Clip | undefined {
    const calls = this.#calls;
    const path = calls.FPDFPageObj_GetClipPath(object);
    const count = path === 0 ? 0 : calls.FPDFClipPath_CountPaths(path);
    let clip: Clip | undefined;
    for (let i = 0; i < count; i++) {
      const first = calls.FPDFClipPath_GetPathSegment(path, i, 0);
      if (first === 0) continue;
      let known = this.#clips.get(first);
      if (known?.space !== space || known.within !== clip) {
        known = { space, within: clip, left: clipTo(this.#clipPoints(path, i), space, clip) };
        this.#clips.set(first, known);
      }
      clip = known.left;
    }
    return clip;
  }

  #clipPoints(path: number, index: number): number[] {
    const calls = this.#calls;
    const scratch = this.#scratch;
    const points: number[] = [];
    const segments = calls.FPDFClipPath_CountPathSegments(path, index);
    for (let i = 0; i < segments; i++) {
      calls.FPDFPathSegment_GetPoint(calls.FPDFClipPath_GetPathSegment(path, index, i), scratch.at, scratch.at + 4);
      points.push(scratch.float(0), scratch.float(1));
    }
    return points;
  }

  /**
   * The colour stands in the scratch memory as four integers. Near-white on paper is not seen; but that is also what
   * pdfium tells of patterns: a rule that is painted with one (a gradient) says that it is white.
   */
  #seen(known: number): number {
    if (!known) return SEEN.well;
    const scratch = this.#scratch;
    if (scratch.word(3) <= 8) return SEEN.not;
    return Math.min(scratch.word(0), scratch.word(1), scratch.word(2)) < 0xfa ? SEEN.well : SEEN.pale;
  }

  /** From the space of an object to that of the page, on which it stands in `space`. Most have that of the one before. */
  #matrixOf(object: number, space: Matrix): Matrix {
    const scratch = this.#scratch;
    if (!this.#calls.FPDFPageObj_GetMatrix(object, scratch.at)) return space;
    const last = this.#inner;
    if (
      space === this.#outer &&
      scratch.float(0) === last[0] &&
      scratch.float(1) === last[1] &&
      scratch.float(2) === last[2] &&
      scratch.float(3) === last[3] &&
      scratch.float(4) === last[4] &&
      scratch.float(5) === last[5]
    ) {
      return this.#both;
    }
    this.#outer = space;
    this.#inner = [
      scratch.float(0),
      scratch.float(1),
      scratch.float(2),
      scratch.float(3),
      scratch.float(4),
      scratch.float(5),
    ];
    return (this.#both = compose(space, this.#inner));
  }
}

type Calls = ReturnType<typeof callsOf>;

/** What is called for every object, in a table of its own: that of all exports is slow to look up. */
// oxlint-disable-next-line explicit-function-return-type
function callsOf(raw: RawPdfium) {
  const { FPDFPage_CountObjects, FPDFPage_GetObject, FPDFFormObj_CountObjects, FPDFFormObj_GetObject } = raw;
  const { FPDFPageObj_GetType, FPDFPageObj_GetMatrix, FPDFImageObj_GetImagePixelSize, FPDFPath_GetDrawMode } = raw;
  const { FPDFPageObj_GetFillColor, FPDFPageObj_GetStrokeColor, FPDFPageObj_GetStrokeWidth } = raw;
  const { FPDFPath_CountSegments, FPDFPath_GetPathSegment, FPDFPathSegment_GetPoint } = raw;
  const { FPDFPathSegment_GetType, FPDFPathSegment_GetClose } = raw;
  const { FPDFPageObj_HasTransparency } = raw;
  const { FPDFPageObj_GetClipPath, FPDFClipPath_CountPaths, FPDFClipPath_CountPathSegments } = raw;
  const { FPDFClipPath_GetPathSegment } = raw;
  return {
    FPDFPage_CountObjects,
    FPDFPage_GetObject,
    FPDFFormObj_CountObjects,
    FPDFFormObj_GetObject,
    FPDFPageObj_GetType,
    FPDFPageObj_GetMatrix,
    FPDFImageObj_GetImagePixelSize,
    FPDFPath_GetDrawMode,
    FPDFPageObj_GetFillColor,
    FPDFPageObj_GetStrokeColor,
    FPDFPageObj_GetStrokeWidth,
    FPDFPageObj_HasTransparency,
    FPDFPath_CountSegments,
    FPDFPath_GetPathSegment,
    FPDFPathSegment_GetPoint,
    FPDFPathSegment_GetType,
    FPDFPathSegment_GetClose,
    FPDFPageObj_GetClipPath,
    FPDFClipPath_CountPaths,
    FPDFClipPath_CountPathSegments,
    FPDFClipPath_GetPathSegment,
  };
}
