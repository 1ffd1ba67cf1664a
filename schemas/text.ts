/**
 * How printed words are compared. Reports mix full-width and half-width digits, Kangxi radicals out of PDF fonts,
 * and spaces that were put in to fill a line; none of that is meaning.
 */

/** Full-width forms, ideographic and no-break spaces, Kangxi and CJK radicals, compatibility ideographs. */
const FOLDED = /[\uff01-\uffee\u3000\u00a0\u2000-\u200a\u2e80-\u2fdf\uf900-\ufaff]/gu;

/** Width folding, character by character. Circled digits (①), … and ㎡ stay: folding them would make new numbers. */
export function foldWidth(text: string): string {
  return text.replace(FOLDED, (character) => character.normalize('NFKC'));
}

/** The text with every white space and zero-width character removed, widths folded: how labels are looked up. */
export function squeeze(text: string): string {
  return foldWidth(text).replace(/[\s\u200b-\u200d\u2060\ufeff\u00ad]+/gu, '');
}
