import type { Sheet } from './sheet.js';

/** Inches: a photograph that does not say its size is one of a sheet of A4. */
const A4_SHORT = 8.27;
/** Screens call themselves 72 or 96 dots an inch; no scanner does, and of a fax the rows alone. */
const LEAST_DPI = 100;
const LEAST_ROWS = 90;
/** A picture so wide, and of so many rows, is a strip cut out of a page, as wide as that. */
const STRIP = 2;
const STRIP_ROWS = 40;
/**
 * Points: a picture smaller than half a page is cut out of one, close to its print. It gets white paper about it, as
 * lines and margins are told from what is around them; smaller ones are no print at all.
 */
const [SMALLEST, SMALL, MARGIN] = [36, 360, 40];
/** Points of the longer side: no paper is larger, whatever the file says. */
const LONGEST = 14_400;

/** Where the unit square of an image goes for each orientation, as shares of the sheet: a b c d e f of a PDF. */
const TURNS: Readonly<Record<number, readonly number[]>> = {
  1: [1, 0, 0, 1, 0, 0],
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, -1, -1, 0, 1, 1],
  6: [0, -1, 1, 0, 0, 1],
  7: [0, 1, 1, 0, 0, 0],
  8: [0, 1, -1, 0, 1, 0],
};

/** A PDF of one page that shows the picture alone, upright and at its own size, on some paper where it is small. */
export function paperOf(sheet: Sheet): Uint8Array {
  const { width, height, orientation = 1, coding, data } = sheet;
  const [w, h] = sizeOf(sheet);
  const small = Math.min(w, h) >= SMALLEST && Math.min(w, h) < SMALL;
  const margin = small ? MARGIN : 0;
  const matrix = TURNS[orientation]!.map((share, i) =>
    (share * (i % 2 === 0 ? w : h) + (i >= 4 ? margin : 0)).toFixed(3),
  );
  const draw = `q ${matrix.join(' ')} cm /I Do Q`;
  const box = `${(w + 2 * margin).toFixed(3)} ${(h + 2 * margin).toFixed(3)}`;
  const objects: Uint8Array[][] = [
    [latin('<</Type/Catalog/Pages 2 0 R>>')],
    [latin('<</Type/Pages/Kids[3 0 R]/Count 1>>')],
    [latin(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${box}]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>`)],
    stream(`/Type/XObject/Subtype/Image/Width ${width}/Height ${height}${coding}`, data),
    stream('', latin(draw)),
  ];
  const parts: Uint8Array[] = [latin('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  const add = (part: Uint8Array): void => {
    parts.push(part);
    length += part.length;
  };
  for (const [i, object] of objects.entries()) {
    offsets.push(length);
    for (const part of [latin(`${i + 1} 0 obj\n`), ...object, latin('\nendobj\n')]) add(part);
  }
  const start = length;
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  add(latin(`xref\n0 6\n0000000000 65535 f \n${entries}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`));
  return new Uint8Array(Buffer.concat(parts));
}

/** Points, as shown. */
function sizeOf({ width, height, dpi, orientation = 1 }: Sheet): [number, number] {
  const own = dpi && Math.max(dpi.x, dpi.y) >= LEAST_DPI && Math.min(dpi.x, dpi.y) >= LEAST_ROWS;
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const across = long > STRIP * short && short >= STRIP_ROWS && width > height === orientation <= 4;
  const guess = (across ? long : short) / A4_SHORT;
  const { x, y } = own ? dpi : { x: guess, y: guess };
  const points: [number, number] = [(72 * width) / x, (72 * height) / y];
  const scale = Math.min(1, LONGEST / Math.max(...points));
  const [w, h] = points.map((point) => Math.max(1, point * scale)) as [number, number];
  return orientation > 4 ? [h, w] : [w, h];
}

function stream(entries: string, data: Uint8Array): Uint8Array[] {
  return [latin(`<<${entries}/Length ${data.length}>>stream\n`), data, latin('\nendstream')];
}

function latin(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
