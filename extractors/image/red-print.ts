import type { Blob } from './blobs.js';
import { piecesOf } from './blobs.js';
import type { Picture, Raster, Region } from './raster.js';

/** A pixel this much redder than green and blue is red ink. */
const RED = 60;
/** Millimetres: the least and the largest character; a larger piece is the ring of a seal, or the rule under a title. */
const LEAST = 1.4;
const MOST = 16;
/** More of a page than this is no print, but red light. */
const TINTED = 0.2;

/**
 * A picture in grey with its red print dark: titles of official papers, amounts marked in red. The red of seals stays
 * as bright as the paper, so that what they cover can be read.
 */
export function withRedPrint({ width, height, data, dpi, red }: Picture): Picture {
  if (!red) return { width, height, data, dpi };
  const ink: Raster = { width, height, data: red.map((redder) => (redder >= RED ? 0 : 255)) };
  const pieces = piecesOf(ink);
  const share = pieces.reduce((sum, piece) => sum + piece.ink, 0) / (width * height);
  const print = share > TINTED ? [] : printAmong(pieces, dpi / 25.4);
  if (print.length === 0) return { width, height, data, dpi };
  const dark = Uint8Array.from(data);
  for (const { x0, y0, x1, y1 } of print) {
    for (let y = Math.max(0, y0 - 1); y < Math.min(height, y1 + 1); y++) {
      for (let x = Math.max(0, x0 - 1); x < Math.min(width, x1 + 1); x++) dark[y * width + x]! -= red[y * width + x]!;
    }
  }
  return { width, height, data: dark, dpi };
}

/**
 * Pieces that are print: of the size of characters, beside others of about their size, and not within the reach of a
 * seal: a ring, or arcs of one that came out badly. A seal's characters stand inside of it.
 */
function printAmong(pieces: readonly Blob[], millimetre: number): Blob[] {
  const sizeOf = ({ x0, y0, x1, y1 }: Region): number => Math.max(x1 - x0, y1 - y0);
  const seals = pieces.filter(
    (piece) => sizeOf(piece) > MOST * millimetre && Math.min(piece.x1 - piece.x0, piece.y1 - piece.y0) > 3 * millimetre,
  );
  const inSeal = (piece: Blob): boolean =>
    seals.some((seal) => piece.x0 < seal.x1 && piece.x1 > seal.x0 && piece.y0 < seal.y1 && piece.y1 > seal.y0);
  const small = pieces.filter((piece) => sizeOf(piece) <= MOST * millimetre && !inSeal(piece));
  const characters = small.filter((piece) => sizeOf(piece) >= LEAST * millimetre);
  const isBeside = (a: Blob, b: Blob): boolean => {
    const size = Math.max(sizeOf(a), sizeOf(b));
    const [dx, dy] = [a.x0 + a.x1 - b.x0 - b.x1, a.y0 + a.y1 - b.y0 - b.y1].map((by) => Math.abs(by) / 2) as [
      number,
      number,
    ];
    return (
      a !== b &&
      Math.min(sizeOf(a), sizeOf(b)) > 0.4 * size &&
      Math.min(dx, dy) < 0.4 * size &&
      Math.max(dx, dy) < 3 * size
    );
  };
  const words = characters.filter((piece) => characters.filter((other) => isBeside(piece, other)).length >= 2);
  // The points and dots that belong to characters.
  const near = (piece: Blob): boolean =>
    words.some(
      (word) =>
        piece.x0 < word.x1 + sizeOf(word) &&
        piece.x1 > word.x0 - sizeOf(word) &&
        piece.y0 < word.y1 + 0.4 * sizeOf(word) &&
        piece.y1 > word.y0 - 0.4 * sizeOf(word),
    );
  return small.filter(near);
}
