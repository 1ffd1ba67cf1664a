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
