import type { Glyph } from './engine.js';
import type { Matrix } from './matrix.js';
import { applyX, applyY, compose } from './matrix.js';

/** How far the em box reaches above and below the base line, in em. Fonts give heights too, often wrong or zero. */
const ABOVE = 0.88;
const BELOW = 0.12;

/**
 * Adds the character drawn at `x`, `y` of text space with the given advance and size (text space units; a negative
 * size is upside down). `page` maps user space to the page as shown, `text` text space to user space.
 */
export function placeGlyph(
  into: Glyph[],
  page: Matrix,
  text: Matrix,
  x: number,
  y: number,
  advance: number,
  size: number,
  unicode: string,
  mapped: boolean,
): void {
  const m = compose(page, text);
  const originX = applyX(m, x, y);
  const originY = applyY(m, x, y);
  const alongX = m[0] * advance;
  const alongY = m[1] * advance;
  const upX = m[2] * size;
  const upY = m[3] * size;
  const [overX, underX] = [originX + ABOVE * upX, originX - BELOW * upX];
  const [overY, underY] = [originY + ABOVE * upY, originY - BELOW * upY];
  const shown = unicode === '' ? '\ufffd' : unicode;
  into.push({
    text: shown,
    x0: Math.min(overX, underX) + Math.min(0, alongX),
    y0: Math.min(overY, underY) + Math.min(0, alongY),
    x1: Math.max(overX, underX) + Math.max(0, alongX),
    y1: Math.max(overY, underY) + Math.max(0, alongY),
    size: Math.hypot(upX, upY),
    angle: angleOf(m[0] * Math.sign(size), m[1] * Math.sign(size)),
    trusted: mapped && !isUntrusted(shown),
  });
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
