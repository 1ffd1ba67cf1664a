import type { Glyph } from './engine.js';
import type { Matrix } from './matrix.js';
import { compose, lengthOf } from './matrix.js';

/** How far the em box reaches above and below the base line, in em. Fonts give heights too, often wrong or zero. */
const ABOVE = 0.88;
const BELOW = 0.12;

/**
 * What the characters of one text object have in common: `text` maps text space to user space, `page` user space to
 * the page as shown; `size` is in text space units, and upside down when negative.
 */
export class GlyphStyle {
  readonly #alongX: number;
  readonly #alongY: number;
  readonly #overX: number;
  readonly #overY: number;
  readonly #underX: number;
  readonly #underY: number;
  readonly #size: number;
  readonly #angle: number;

  constructor(page: Matrix, text: Matrix, size: number) {
    const m = compose(page, text);
    const upX = m[2] * size;
    const upY = m[3] * size;
    this.#alongX = m[0];
    this.#alongY = m[1];
    this.#overX = ABOVE * upX;
    this.#overY = ABOVE * upY;
    this.#underX = BELOW * upX;
    this.#underY = BELOW * upY;
    this.#size = lengthOf(upX, upY);
    this.#angle = angleOf(m[0] * Math.sign(size), m[1] * Math.sign(size));
  }

  /** A character whose origin is at `x`, `y` of the page as shown, and whose advance is in text space units. */
  place(x: number, y: number, advance: number, unicode: string, mapped: boolean): Glyph {
    const alongX = this.#alongX * advance;
    const alongY = this.#alongY * advance;
    const overX = x + this.#overX;
    const overY = y + this.#overY;
    const underX = x - this.#underX;
    const underY = y - this.#underY;
    const text = unicode === '' ? '\ufffd' : unicode;
    return {
      text,
      x0: Math.min(overX, underX) + Math.min(0, alongX),
      y0: Math.min(overY, underY) + Math.min(0, alongY),
      x1: Math.max(overX, underX) + Math.max(0, alongX),
      y1: Math.max(overY, underY) + Math.max(0, alongY),
      size: this.#size,
      angle: this.#angle,
      trusted: mapped && !isUntrusted(text),
    };
  }
}

/** Private use, replacement and control characters: the font draws something, but does not say what. */
// oxlint-disable-next-line no-control-regex
const UNTRUSTED = /[\ue000-\uf8ff\ufffd\u0000-\u0008\u000b\u000e-\u001f\u{f0000}-\u{10ffff}]/u;

function isUntrusted(text: string): boolean {
  const code = text.charCodeAt(0);
  if (text.length === 1 && ((code > 0x1f && code < 0x7f) || (code > 0x2e80 && code < 0xd800))) return false;
  return UNTRUSTED.test(text);
}

/** Clockwise degrees, snapped to whole ones. */
function angleOf(x: number, y: number): number {
  if (y === 0 && x > 0) return 0;
  const degrees = Math.round((Math.atan2(y, x) * 180) / Math.PI);
  return (degrees + 360) % 360;
}
