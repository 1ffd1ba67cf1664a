/** Columns that a character takes (UTF-16 code unit). */
export type WidthOf = (code: number) => number;

const isWide = (code: number): boolean => code >= 0x2e80;
/** Signs that Chinese fonts print in a square and others in half of one: “ — ① √ × ≥ and the strokes of frames. */
const isAmbiguous = (code: number): boolean =>
  (code >= 0x2010 && code < 0x2e80) || code === 0xd7 || code === 0xf7 || code === 0xb7 || code === 0xb0;
const isFrame = (code: number): boolean => code >= 0x2500 && code < 0x2580;

/**
 * How programs that lay out text have counted columns, the commonest first: Han in two; signs that may be wide, too,
 * without and with frames; every character in one.
 */
export const WIDTHS: readonly WidthOf[] = [
  (code) => (isWide(code) ? 2 : 1),
  (code) => (isWide(code) || (isAmbiguous(code) && !isFrame(code)) ? 2 : 1),
  (code) => (isWide(code) || isAmbiguous(code) ? 2 : 1),
  (code) => (isWide(code) || isFrame(code) ? 2 : 1),
  () => 1,
];

/** Those of them that differ in these texts, the commonest first. */
export function widthsFor(texts: readonly string[]): readonly WidthOf[] {
  return texts.some((text) => AMBIGUOUS.test(text)) ? WIDTHS : PLAIN;
}

const AMBIGUOUS = /[\u2010-\u2e7f\xd7\xf7\xb7\xb0]/;
const PLAIN = [WIDTHS[0]!, WIDTHS[WIDTHS.length - 1]!];
