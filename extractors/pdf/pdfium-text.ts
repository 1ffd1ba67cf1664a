import type { EnginePage, Glyph } from './engine.js';
import { GlyphStyle } from './glyph.js';
import type { Matrix } from './matrix.js';
import { applyX, applyY, IDENTITY, lengthOf } from './matrix.js';
import type { RawPdfium } from './pdfium-raw.js';
import type { Scratch } from './pdfium-scratch.js';

/** Text that is drawn but not painted: what somebody else's recognition left under a scan. */
const INVISIBLE = 3;

/** Adds every printed character of a page; `shown` maps user space to the page as shown. */
export class PdfiumText {
  readonly #calls: Calls;
  readonly #scratch: Scratch;

  constructor(raw: RawPdfium, scratch: Scratch) {
    this.#calls = callsOf(raw);
    this.#scratch = scratch;
  }

  read(into: EnginePage, handle: number, shown: Matrix): void {
    const calls = this.#calls;
    const scratch = this.#scratch;
    const { at } = scratch;
    const text = calls.FPDFText_LoadPage(handle);
    if (text === 0) return;
    const { glyphs } = into;
    let type = typeOf(shown, IDENTITY, 0);
    let unseen = false;
    let hidden = 0;
    let last: Glyph | undefined;
    let [object, lastX, lastY] = [0, NaN, NaN];
    const count = calls.FPDFText_CountChars(text);
    for (let i = 0; i < count; i++) {
      // Line ends and blanks that pdfium made up are no print.
      if (calls.FPDFText_IsGenerated(text, i) === 1) continue;
      const owner = calls.FPDFText_GetTextObject(text, i);
      const goesOn = owner === object;
      if (!goesOn || owner === 0) {
        object = owner;
        calls.FPDFText_GetMatrix(text, i, at);
        const size = calls.FPDFText_GetFontSize(text, i);
        if (!this.#isSetIn(type, size)) type = typeOf(shown, this.#matrix(), size);
        unseen = owner !== 0 && calls.FPDFTextObj_GetTextRenderMode(owner) === INVISIBLE;
      }
      if (unseen) hidden++;
      calls.FPDFText_GetCharOrigin(text, i, at, at + 8);
      const x = scratch.double(0);
      const y = scratch.double(1);
      const unicode = characterOf(calls.FPDFText_GetUnicode(text, i));
      if (last && goesOn && x === lastX && y === lastY) {
        // A ligature comes as several characters in one place.
        last.text += unicode;
        continue;
      }
      calls.FPDFText_GetLooseCharBox(text, i, at);
      const extent = type.level ? scratch.float(2) - scratch.float(0) : scratch.float(1) - scratch.float(3);
      const mapped = calls.FPDFText_HasUnicodeMapError(text, i) !== 1;
      const next = type.style.place(applyX(shown, x, y), applyY(shown, x, y), extent / type.along, unicode, mapped);
      glyphs.push(next);
      // pdfium widens the box to what the character paints; its advance ends where the next one begins.
      if (last && goesOn && y === lastY && last.x0 < next.x0 && last.x1 > next.x0 && next.angle === 0) {
        last.x1 = next.x0;
      }
      last = next;
      lastX = x;
      lastY = y;
    }
    if (hidden > 0) into.unseen = hidden;
    calls.FPDFText_ClosePage(text);
  }

  /** Whether a text object, whose matrix stands in the scratch memory, is set like the one before. Most are. */
  #isSetIn({ matrix, size }: Type, own: number): boolean {
    const scratch = this.#scratch;
    return (
      own === size &&
      scratch.float(0) === matrix[0] &&
      scratch.float(1) === matrix[1] &&
      scratch.float(2) === matrix[2] &&
      scratch.float(3) === matrix[3]
    );
  }

  #matrix(): Matrix {
    const scratch = this.#scratch;
    return [scratch.float(0), scratch.float(1), scratch.float(2), scratch.float(3), 0, 0];
  }
}

/** How a text object is set: its matrix, without the place, and its size, and what follows from them. */
interface Type {
  matrix: Matrix;
  size: number;
  style: GlyphStyle;
  /** Whether boxes in user space are as wide as the advance; else as high. */
  level: boolean;
  /** Points in user space to a unit of text space. */
  along: number;
}

function typeOf(shown: Matrix, matrix: Matrix, size: number): Type {
  const [a, b] = matrix;
  const style = new GlyphStyle(shown, matrix, size);
  return { matrix, size, style, level: Math.abs(a) >= Math.abs(b), along: lengthOf(a, b) || 1 };
}

type Calls = ReturnType<typeof callsOf>;

/** What is called for every character, in a table of its own: that of all exports is slow to look up. */
// oxlint-disable-next-line explicit-function-return-type
function callsOf(raw: RawPdfium) {
  const { FPDFText_LoadPage, FPDFText_ClosePage, FPDFText_CountChars, FPDFText_IsGenerated } = raw;
  const { FPDFText_GetTextObject, FPDFText_GetMatrix, FPDFText_GetFontSize, FPDFTextObj_GetTextRenderMode } = raw;
  const { FPDFText_GetCharOrigin, FPDFText_GetUnicode, FPDFText_GetLooseCharBox, FPDFText_HasUnicodeMapError } = raw;
  return {
    FPDFText_LoadPage,
    FPDFText_ClosePage,
    FPDFText_CountChars,
    FPDFText_IsGenerated,
    FPDFText_GetTextObject,
    FPDFText_GetMatrix,
    FPDFText_GetFontSize,
    FPDFTextObj_GetTextRenderMode,
    FPDFText_GetCharOrigin,
    FPDFText_GetUnicode,
    FPDFText_GetLooseCharBox,
    FPDFText_HasUnicodeMapError,
  };
}

/** Print repeats a few thousand characters: one string of each serves all documents. */
const known: (string | undefined)[] = Array.from({ length: 0x10000 });

/** pdfium marks a hyphen at the end of a line with U+0002 or U+FFFE, and gives 0 for what it does not know. */
function characterOf(code: number): string {
  if (code === 2 || code === 0xfffe) return '-';
  if (code === 0) return '';
  if (code < 0 || code > 0x10ffff) return '\ufffd';
  return code < 0x10000 ? (known[code] ??= String.fromCharCode(code)) : String.fromCodePoint(code);
}
