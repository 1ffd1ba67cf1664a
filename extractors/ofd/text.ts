import type { Glyph } from '../pdf/engine.js';
import { GlyphStyle } from '../pdf/glyph.js';
import type { Matrix } from '../pdf/matrix.js';
import { applyX, applyY, compose, IDENTITY } from '../pdf/matrix.js';
import { offsetsIn } from './numbers.js';
import type { TextObject } from './objects.js';

/** What programs print for a glyph of which they do not know the character. */
const NO_CHARACTER = '¤';
/** Characters as wide as they are high; all others are taken for half as wide where nothing says it. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
/** Letters that many fonts draw about as wide as they are high. */
const BROAD = /[WMm@%‰&\u00c6\u0152\u2014\u2026]/;
/**
 * A step no greater than this many times what is usual is the width of the character itself, not room behind it; that of
 * a broad letter may be this many times its height.
 */
const OWN = 1.6;
const BROADEST = 1.15;

/** Adds the characters of an object; `shown` maps the space that it stands in to points on the page. */
export function addText(glyphs: Glyph[], object: TextObject, shown: Matrix): void {
  const { size, widen, direction } = object;
  const space = compose(shown, object.matrix);
  const [along, across] = axesOf(direction);
  const style = new GlyphStyle(IDENTITY, compose(space, turn(object.turned + direction, widen)), size);
  let [x, y] = [0, 0];
  for (const code of object.codes) {
    const characters = [...code.text].filter((character) => character >= ' ');
    [x, y] = [code.x ?? x, code.y ?? y];
    const deltaX = offsetsIn(code.deltaX, characters.length);
    const deltaY = offsetsIn(code.deltaY, characters.length);
    for (const [i, character] of characters.entries()) {
      const usual = size * (WIDE.test(character) ? 1 : 0.5) * (object.turned % 180 === 0 ? 1 : 2);
      let [stepX, stepY] = [deltaX[i], deltaY[i]];
      // Nothing says how far the last one reaches, nor any of those of a text that is set as its font has it.
      if (stepX === undefined && stepY === undefined) [stepX, stepY] = [along * usual * widen, across * usual * widen];
      const step = (along * (stepX ?? 0) + across * (stepY ?? 0)) / widen;
      const isBlank = character === ' ' || character === '\u3000' || character === '\u00a0';
      const own = BROAD.test(character) ? Math.max(size * BROADEST, usual * OWN) : usual * OWN;
      const advance = step > 0 && (isBlank || step <= own) ? step : usual;
      const mapped = !(object.byGlyph && character === NO_CHARACTER);
      glyphs.push(style.place(applyX(space, x, y), applyY(space, x, y), advance, character, mapped));
      x += stepX ?? 0;
      y += stepY ?? 0;
    }
  }
}

/** Which way a line runs, in x and y downwards. */
function axesOf(direction: number): readonly [number, number] {
  return QUARTERS[((Math.round(direction / 90) % 4) + 4) % 4]!;
}

const QUARTERS: readonly (readonly [number, number])[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

/** From the space of a character (y upwards) to that of its object (y downwards), turned clockwise. */
function turn(degrees: number, widen: number): Matrix {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)].map((value) => Math.round(value * 1e6) / 1e6) as [
    number,
    number,
  ];
  return [cos * widen, sin * widen, sin, -cos, 0, 0];
}
