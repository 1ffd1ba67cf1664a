import { hex } from 'dingbat-to-unicode';

/** Fonts whose characters are pictures: a box, a tick, ≤. */
const PICTURE_FONT = /^(symbol|webdings|wingdings( ?[23])?)$/i;
const PRIVATE = /[\uf000-\uf0ff]/gu;

/**
 * The character that a symbol font shows for a code (w:sym), or for a private-use character in running text. What no
 * table knows stays as it is, so that it can still be seen.
 */
export function symbol(font: string, code: number): string {
  const known = PICTURE_FONT.test(font) ? hex(typeface(font), (code & 0xff).toString(16).padStart(2, '0')) : undefined;
  return known?.string ?? (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');
}

/** Text with the private-use characters of its symbol font replaced. */
export function withSymbols(text: string, font: string): string {
  if (font === '' || !PICTURE_FONT.test(font) || text.search(PRIVATE) < 0) return text;
  return text.replace(PRIVATE, (character) => symbol(font, character.charCodeAt(0)));
}

function typeface(font: string): string {
  const name = font.toLowerCase().replace(/(\w)([23])$/, '$1 $2');
  return name.charAt(0).toUpperCase() + name.slice(1);
}
