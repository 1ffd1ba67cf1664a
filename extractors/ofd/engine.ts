import type { Limits } from '../extractor.js';
import { engineOf } from '../image/engine.js';
import { imagePages } from '../image/pages.js';
import type { Engine, EngineDocument, EnginePage } from '../pdf/engine.js';
import { tooLarge } from '../pdf/errors.js';
import type { Matrix } from '../pdf/matrix.js';
import { areaOf, compose, lengthOf } from '../pdf/matrix.js';
import { mayBeOutlined, takeImage, takePaint } from '../pdf/painted.js';
import type { Drawing } from '../pdf/paths.js';
import { addPath } from '../pdf/paths.js';
import { damaged } from '../zip/refusals.js';
import type { Box } from './numbers.js';
import type { Color, Ink, PageObject, PathObject, TextObject } from './objects.js';
import type { OfdDocument, Resources } from './package.js';
import { A4, openOfd } from './package.js';
import { subpathsIn } from './paths.js';
import { addText } from './text.js';

/** Points to a millimetre. */
const POINTS = 72 / 25.4;
/** Objects of one page, those of drawings each time that they are used. */
const MOST_OBJECTS = 1_000_000;
/** Steps of a path that a rectangle has. */
const RECTANGLE = 6;
/** Drawings inside drawings. */
const DEEPEST = 8;
/** A picture that covers so much of the page is the page; one that covers so little is a mark on it. */
const WHOLE = 0.9;
const SMALL = 0.05;
/** Millimetres, where nothing says it. */
const LINE_WIDTH = 0.353;
const BLACK: Color = { value: [], alpha: 255, pattern: false };
/** Near-white on paper is not seen. */
const WHITE = 0xfa;

/** OFD as pages of characters and lines, like those of a PDF: both then find their tables in the same way. */
export function ofdEngine(limits: Limits): Engine {
  return {
    name: 'ofd',
    open: async (bytes) => new OfdPages(await openOfd(bytes, limits)),
  };
}

class OfdPages implements EngineDocument {
  readonly pageCount: number;
  readonly attachments: number;
  readonly #pages: { document: OfdDocument; index: number }[];

  constructor(documents: readonly OfdDocument[]) {
    this.#pages = documents.flatMap((document) =>
      Array.from({ length: document.pageCount }, (_, index) => ({ document, index })),
    );
    this.pageCount = this.#pages.length;
    this.attachments = documents.reduce((sum, { attachments }) => sum + attachments, 0);
  }

  async page(number: number): Promise<EnginePage> {
    return (await this.read(number)).page;
  }

  /** Only of a page that is one picture: others would have to be drawn with their fonts. */
  async picture(number: number, dpi: number): ReturnType<NonNullable<EngineDocument['picture']>> {
    const { page, scan } = await this.read(number);
    const [image] = (scan && imagePages(scan)) ?? [];
    if (!image) throw damaged(`page ${number}`);
    const sheet = await image.open();
    const [x, y] = [(72 * sheet.width) / page.width, (72 * sheet.height) / page.height];
    const fitted = { ...sheet, orientation: 1, dpi: { x, y } };
    const picture = await engineOf([{ ...image, open: () => Promise.resolve(fitted) }]).open(new Uint8Array());
    try {
      return await picture.picture!(1, dpi);
    } finally {
      await picture.close();
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async read(number: number): Promise<{ page: EnginePage; scan: Uint8Array | undefined }> {
    const { document, index } = this.#pages[number - 1]!;
    const { area, objects } = await document.page(index);
    const print = new PagePrint(area ?? A4, document.resources);
    print.add(objects);
    return print.finished();
  }
}

/** What the objects of a page put on it. */
class PagePrint {
  readonly #resources: Resources;
  readonly #page: EnginePage;
  readonly #shown: Matrix;
  readonly #drawing: Drawing = { lines: [], areas: [] };
  readonly #pale: Drawing = { lines: [], areas: [] };
  #objects = 0;
  /** Segments of filled paths, those of rectangles aside. */
  #outlines = 0;
  readonly #images: { resource: string; matrix: Matrix }[] = [];

  constructor([x, y, width, height]: Box, resources: Resources) {
    this.#resources = resources;
    this.#shown = [POINTS, 0, 0, POINTS, -x * POINTS, -y * POINTS];
    this.#page = {
      width: Math.max(1, width * POINTS),
      height: Math.max(1, height * POINTS),
      rotation: 0,
      glyphs: [],
      rulings: [],
      imageCover: 0,
    };
  }

  add(objects: readonly PageObject[], shown: Matrix = this.#shown, depth = 0): void {
    for (const object of objects) {
      if (++this.#objects > MOST_OBJECTS) {
        throw tooLarge({ zh: '个图元', en: 'objects on a page' }, this.#objects, MOST_OBJECTS);
      }
      if (!object.seen) {
        if (object.kind === 'text') this.#page.unseen = (this.#page.unseen ?? 0) + lengthOfText(object);
      } else if (object.kind === 'text') addText(this.#page.glyphs, object, shown);
      else if (object.kind === 'path') this.#addPath(object, compose(shown, object.matrix));
      else if (object.kind === 'image') {
        this.#images.push({ resource: object.resource, matrix: compose(shown, object.matrix) });
      } else if (depth < DEEPEST) {
        this.add(this.#resources.drawing(object.resource), compose(shown, object.matrix), depth + 1);
      }
    }
  }

  /** The page, and the picture that it is where it is but one. */
  async finished(): Promise<{ page: EnginePage; scan: Uint8Array | undefined }> {
    const page = this.#page;
    takePaint(page, this.#drawing, this.#pale);
    if (this.#outlines > 0 && mayBeOutlined(page.glyphs)) page.outlines = this.#outlines;
    let largest = { share: SMALL, picture: undefined as Uint8Array | undefined };
    for (const { resource, matrix } of this.#images) {
      const share = takeImage(page, matrix);
      page.imageCover = Math.min(1, page.imageCover + share);
      if (share <= largest.share) continue;
      const picture = await this.#resources.picture(resource);
      const [image] = (picture && imagePages(picture)) ?? [];
      if (!image) continue;
      largest = { share, picture };
      const dpi = (72 * image.width) / (lengthOf(matrix[0], matrix[1]) || Infinity);
      if (dpi > 0) page.imageDpi = dpi;
    }
    const scan = largest.share >= WHOLE ? largest.picture : undefined;
    if (!scan) page.undrawn = true;
    return { page, scan };
  }

  #addPath({ data, stroke, fill, ink, styles }: PathObject, matrix: Matrix): void {
    const {
      lineWidth = LINE_WIDTH,
      strokeColor = BLACK,
      fillColor = BLACK,
    } = styles.reduce<Ink>((said, style) => ({ ...this.#resources.style(style), ...said }), ink);
    const stroked = stroke && strokeColor.alpha > 0;
    const filled = fill && fillColor.alpha > 0;
    const [strokeSeen, fillSeen] = [stroked && isSeen(strokeColor), filled && isSeen(fillColor)];
    const seen = strokeSeen || fillSeen;
    if (fillSeen) this.#outlines += Math.max(0, (data.match(/[A-Z]/g)?.length ?? 0) - RECTANGLE);
    addPath(seen ? this.#drawing : this.#pale, subpathsIn(data), matrix, {
      stroke: seen ? strokeSeen : stroked,
      fill: seen ? fillSeen : filled,
      lineWidth: lineWidth * Math.sqrt(areaOf(matrix)),
      color: fillColor.value.reduce((number, part) => number * 256 + Math.round(part), 0),
      clip: () => undefined,
    });
  }
}

function lengthOfText({ codes }: TextObject): number {
  return codes.reduce((sum, { text }) => sum + text.length, 0);
}

/** Of other colour spaces than red, green and blue nothing is known but that they are there. */
function isSeen({ value, pattern }: Color): boolean {
  return pattern || value.length !== 3 || Math.min(...value) < WHITE;
}
