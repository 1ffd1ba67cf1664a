/** How a strip of black and white is coded: each row alone with a rest to a whole byte, as by fax machines, or two-dimensional (T.6). */
export type FaxCoding = 'rows' | 'group3' | 'group3-2d' | 'group4';

/**
 * Rows of a fax strip (T.4, T.6) as packed bits, 1 is black, each row padded to whole bytes. What cannot be decoded any
 * more stays white: a damaged strip loses its last rows.
 */
export function decodeFax(bytes: Uint8Array, width: number, height: number, coding: FaxCoding): Uint8Array {
  const stride = (width + 7) >> 3;
  const picture = new Uint8Array(stride * height);
  const bits = new Bits(bytes);
  let above: number[] = [];
  for (let y = 0; y < height; y++) {
    let flat = coding === 'rows' || coding === 'group3';
    if (coding === 'group3' || coding === 'group3-2d') {
      const marked = bits.skipRowEnd();
      if (coding === 'group3-2d') flat = marked ? bits.take(1) === 1 : true;
    } else if (coding === 'rows') bits.align();
    if (bits.atEnd) break;
    const row = flat ? flatRow(bits, width) : steppedRow(bits, width, above);
    if (!row) {
      if (coding === 'group4' || coding === 'rows' || !bits.seekRowEnd()) break;
      y--;
      if (bits.atEnd) break;
      continue;
    }
    paint(picture, y * stride, row, width);
    above = row;
  }
  return picture;
}

/** Where the colour changes along a row, from white to black first. Ends before `width`. */
function flatRow(bits: Bits, width: number): number[] | undefined {
  const changes: number[] = [];
  let at = 0;
  for (let colour = 0; at < width; colour ^= 1) {
    const run = bits.run(colour);
    if (run < 0) return undefined;
    at += run;
    changes.push(Math.min(at, width));
  }
  return changes;
}

/** A row told by how it differs from the one above. */
function steppedRow(bits: Bits, width: number, above: readonly number[]): number[] | undefined {
  const changes: number[] = [];
  let at = -1;
  let colour = 0;
  let next = 0;
  while (at < width) {
    // The first change of the row above to the right that goes the other way than this row did last.
    while (next > 0 && (above[next - 1] ?? width) > at) next--;
    while ((next & 1) !== colour || (above[next] ?? width) <= at) {
      if ((above[next] ?? width) >= width && (next & 1) === colour) break;
      next++;
    }
    const b1 = above[next] ?? width;
    const mode = bits.mode();
    if (mode === PASS) {
      at = above[next + 1] ?? width;
    } else if (mode === LEVEL) {
      const [first, second] = [bits.run(colour), bits.run(colour ^ 1)];
      if (first < 0 || second < 0) return undefined;
      const middle = Math.max(at, 0) + first;
      at = middle + second;
      changes.push(Math.min(middle, width), Math.min(at, width));
    } else if (mode >= -3 && mode <= 3) {
      const to = b1 + mode;
      if (to < Math.max(at, 0)) return undefined;
      at = to;
      changes.push(Math.min(at, width));
      colour ^= 1;
    } else return undefined;
  }
  return changes;
}

function paint(picture: Uint8Array, start: number, changes: readonly number[], width: number): void {
  for (let i = 0; i < changes.length; i += 2) {
    const end = changes[i + 1] ?? width;
    for (let x = changes[i]!; x < end; x++) {
      if ((x & 7) === 0 && end - x >= 8) {
        picture[start + (x >> 3)] = 0xff;
        x += 7;
      } else picture[start + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
}

const PASS = 8;
const LEVEL = 9;
const BROKEN = 10;

/** Modes of a two-dimensional row: by how many pixels the change lies to the right of the one above, or one of two others. */
const MODES = lookup(
  7,
  [
    ['1', 0],
    ['011', 1],
    ['000011', 2],
    ['0000011', 3],
    ['010', -1],
    ['000010', -2],
    ['0000010', -3],
    ['0001', PASS],
    ['001', LEVEL],
  ],
  BROKEN,
);

/** Codes of runs of 0–63 pixels, then of 64, 128 … 1728, as in tables 2 and 3 of T.4; those from 1792 on are shared. */
const WHITE = `00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100 110101 101010 101011
0100111 0001100 0001000 0010111 0000011 0000100 0101000 0101011 0010011 0100100 0011000 00000010 00000011 00011010
00011011 00010010 00010011 00010100 00010101 00010110 00010111 00101000 00101001 00101010 00101011 00101100 00101101
00000100 00000101 00001010 00001011 01010010 01010011 01010100 01010101 00100100 00100101 01011000 01011001 01011010
01011011 01001010 01001011 00110010 00110011 00110100 11011 10010 010111 0110111 00110110 00110111 01100100 01100101
01101000 01100111 011001100 011001101 011010010 011010011 011010100 011010101 011010110 011010111 011011000 011011001
011011010 011011011 010011000 010011001 010011010 011000 010011011`;
const BLACK = `0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 00000111 000011000
0000010111 0000011000 0000001000 00001100111 00001101000 00001101100 00000110111 00000101000 00000010111 00000011000
000011001010 000011001011 000011001100 000011001101 000001101000 000001101001 000001101010 000001101011 000011010010
000011010011 000011010100 000011010101 000011010110 000011010111 000001101100 000001101101 000011011010 000011011011
000001010100 000001010101 000001010110 000001010111 000001100100 000001100101 000001010010 000001010011 000000100100
000000110111 000000111000 000000100111 000000101000 000001011000 000001011001 000000101011 000000101100 000001011010
000001100110 000001100111 0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101
0000001101100 0000001101101 0000001001010 0000001001011 0000001001100 0000001001101 0000001110010 0000001110011
0000001110100 0000001110101 0000001110110 0000001110111 0000001010010 0000001010011 0000001010100 0000001010101
0000001011010 0000001011011 0000001100100 0000001100101`;
const LONG = `00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101 000000010110
000000010111 000000011100 000000011101 000000011110 000000011111`;

const LONGEST = 13;
const RUNS = [WHITE, BLACK].map((codes) =>
  lookup(
    LONGEST,
    `${codes}\n${LONG}`.split(/\s/).map((code, i) => [code, i < 64 ? i : (i - 63) * 64] as const),
    -1,
  ),
);

/** A table by the next `length` bits: 16 × what they mean + how many of them mean it; `unknown` for what is no code. */
function lookup(length: number, codes: readonly (readonly [string, number])[], unknown: number): Int32Array {
  const table = new Int32Array(1 << length).fill(unknown * 16);
  for (const [code, meaning] of codes) {
    const free = length - code.length;
    const first = Number.parseInt(code, 2) << free;
    table.fill(meaning * 16 + code.length, first, first + (1 << free));
  }
  return table;
}

/** Bits of a strip from the highest of each byte on; beyond its end come zeros. */
class Bits {
  private at = 0;
  private readonly end: number;

  constructor(private readonly bytes: Uint8Array) {
    this.end = bytes.length * 8;
  }

  get atEnd(): boolean {
    return this.at >= this.end;
  }

  align(): void {
    this.at = (this.at + 7) & ~7;
  }

  take(count: number): number {
    const bits = this.peek(count);
    this.at += count;
    return bits;
  }

  mode(): number {
    const found = MODES[this.peek(7)]!;
    this.at += found & 15;
    return found >> 4;
  }

  /** Pixels of the next run, −1 where no code stands. A long run is several codes; the last of them is below 64. */
  run(colour: number): number {
    const table = RUNS[colour]!;
    for (let length = 0; ;) {
      const found = table[this.peek(LONGEST)]!;
      if (found < 0) return -1;
      this.at += found & 15;
      const part = found >> 4;
      length += part;
      if (part < 64) return length;
    }
  }

  /** Goes behind the mark between two rows (eleven zeros or more and a one), if one stands here. */
  skipRowEnd(): boolean {
    if (this.peek(11) !== 0) return false;
    let at = this.at + 11;
    while (at < this.end && this.bit(at) === 0) at++;
    this.at = at + 1;
    return at < this.end;
  }

  /** Goes to the next mark between two rows, if there is one. */
  seekRowEnd(): boolean {
    for (; this.at < this.end; this.at++) if (this.peek(12) === 1) return true;
    return false;
  }

  private bit(at: number): number {
    return (this.bytes[at >> 3]! >> (7 - (at & 7))) & 1;
  }

  private peek(count: number): number {
    const byte = this.at >> 3;
    const { bytes } = this;
    const window = ((bytes[byte] ?? 0) << 16) | ((bytes[byte + 1] ?? 0) << 8) | (bytes[byte + 2] ?? 0);
    return (window >> (24 - (this.at & 7) - count)) & ((1 << count) - 1);
  }
}
