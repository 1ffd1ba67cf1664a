import { once } from '../../schemas/index.js';

/** How bytes became text. `damaged` counts what could not be decoded (replaced by U+FFFD). */
export interface Decoded {
  text: string;
  encoding: Encoding;
  bom: boolean;
  /** The mark tells another encoding. */
  lies: boolean;
  damaged: number;
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

export interface Guess {
  encoding: Encoding;
  bom: number;
  /** The mark tells another encoding. */
  lies?: boolean;
  /** 0–1: how much the bytes look like text in this encoding. */
  certainty: number;
}

const BOMS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
];

/** A sample is enough to tell the encoding; reading it is what makes sniffing cheap. */
export const SAMPLE = 64 * 1024;

/**
 * The encoding of these bytes, or undefined where they are no text. Looks at the first 64 KB. To tell the format asks, and
 * so does the reader.
 */
export const guessEncoding: (bytes: Uint8Array) => Guess | undefined = once(guessAnew);

function guessAnew(bytes: Uint8Array): Guess | undefined {
  for (const [encoding, bom] of BOMS) {
    if (!bom.every((byte, at) => bytes[at] === byte)) continue;
    const body = sample(bytes, bom.length);
    const certainty = likeness(body, encoding);
    const likelier = certainty < SURE ? guessUnmarked(body) : undefined;
    // A mark that some program put before bytes of another kind.
    if (likelier && likelier.certainty > certainty + 0.02) return { ...likelier, bom: bom.length, lies: true };
    if (certainty > 0.5) return { encoding, bom: bom.length, certainty };
  }
  return guessUnmarked(sample(bytes, 0));
}

/** Text in the encoding that its mark tells is as likely as this. */
const SURE = 0.98;

function guessUnmarked(head: Uint8Array): Guess | undefined {
  if (isPlainUtf8(head)) return { encoding: 'utf-8', bom: 0, certainty: 1 };
  let best: Guess | undefined;
  for (const encoding of ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const) {
    const certainty = likeness(head, encoding);
    if (certainty >= 0.9 && certainty > (best?.certainty ?? 0) + 0.02) best = { encoding, bom: 0, certainty };
    if (best?.encoding === 'utf-8' && certainty > 0.98) break;
  }
  return best;
}

/** Bytes → text in the given encoding; line ends and everything else are left as they are. */
export function decodeText(bytes: Uint8Array, guess: Guess): Decoded {
  const body = bytes.subarray(guess.bom);
  const even = guess.encoding.startsWith('utf-16') && body.length % 2 === 1 ? body.subarray(0, -1) : body;
  const text = new TextDecoder(guess.encoding, { ignoreBOM: true }).decode(even);
  let damaged = body.length - even.length;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) damaged++;
  return { text, encoding: guess.encoding, bom: guess.bom > 0, lies: guess.lies ?? false, damaged };
}

/** Control characters that no text holds. */
// oxlint-disable-next-line no-control-regex
const ALIEN = /[\0-\x08\x0e-\x1f\x7f\ufffd]/;
const MANY_BYTES = /[^\0-\x7f]/;
const HAN = /[\u4e00-\u9fff]/;

/**
 * Whether the bytes are UTF-8 beyond doubt: nothing broken, and Han in it where it is more than ASCII. Nearly every file
 * is, and this looks at no character by itself.
 */
function isPlainUtf8(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(wholeCharacters(bytes));
  } catch {
    return false;
  }
  return text !== '' && !ALIEN.test(text) && (!MANY_BYTES.test(text) || HAN.test(text));
}

/** The bytes without the character that the end of a sample cut. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  if (end < SAMPLE) return bytes;
  while (end > bytes.length - 4 && (bytes[end - 1]! & 0xc0) === 0x80) end--;
  return (bytes[end - 1]! & 0x80) === 0 ? bytes : bytes.subarray(0, end - 1);
}

function sample(bytes: Uint8Array, from: number): Uint8Array {
  return bytes.subarray(from, from + SAMPLE);
}

/**
 * The share of characters that a report could hold, 0–1. Wrong encodings give themselves away: UTF-8 by broken
 * sequences, GB18030 by rare characters outside the 3755 commonest, UTF-16 by scripts from all over the world.
 */
function likeness(bytes: Uint8Array, encoding: Encoding): number {
  const wide = encoding.startsWith('utf-16');
  if (wide && bytes.length < 4) return 0;
  const even = wide && bytes.length % 2 === 1 ? bytes.subarray(0, -1) : bytes;
  if (wide && !hasWideZeros(even, encoding)) {
    // Chinese without a single blank, digit or line end does exist, in a short sample at most.
    if (even.length > 512) return 0;
  }
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(even, { stream: true });
  if (text.length === 0) return 0;
  let good = 0;
  let total = 0;
  let rare = 0;
  let han = 0;
  let nul = 0;
  let many = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at)!;
    if (code > 0xffff) at++;
    total++;
    if (code > 0x7f && code !== 0xfffd) many++;
    if (code === 0) nul++;
    else if (isHan(code)) {
      han++;
      good++;
      if (encoding !== 'utf-8' && !(encoding === 'big5' ? isCommonInBig5 : isCommon)(code)) rare++;
    } else if (isOrdinary(code)) good++;
  }
  // Stray NUL bytes come from fixed-length fields of old databases; they spoil nothing. In UTF-16 they are alien.
  if (!wide && nul <= total * (encoding === 'utf-8' && many > 0 ? 0.7 : 0.2)) total -= nul;
  if (rare > Math.max(2, han * 0.15)) return Math.min(0.8, good / total);
  return total === 0 ? 0 : good / total;
}

function hasWideZeros(bytes: Uint8Array, encoding: Encoding): boolean {
  const high = encoding === 'utf-16le' ? 1 : 0;
  let zeros = 0;
  let wrong = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    if (bytes[at + high] === 0) zeros++;
    if (bytes[at + 1 - high] === 0) wrong++;
  }
  return zeros > 0 && wrong <= zeros;
}

/** Begins a colour in what was copied from a terminal. */
const ESCAPE = 0x1b;

function isHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

/** ASCII, CJK punctuation, full-width forms, and the signs that stand in reports (①, √, ≥, —, …, ㎡, Ⅳ). */
function isOrdinary(code: number): boolean {
  if (code < 0x80) return code >= 0x20 ? code !== 0x7f : (code >= 9 && code <= 13) || code === ESCAPE;
  return (
    (code >= 0x3000 && code <= 0x303f) ||
    (code >= 0xff00 && code <= 0xffef) ||
    (code >= 0x2000 && code <= 0x22ff) ||
    (code >= 0x2460 && code <= 0x25ff) ||
    (code >= 0x3200 && code <= 0x33ff) ||
    (code >= 0x2e80 && code <= 0x2fdf) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xa0 && code <= 0xff) ||
    (code >= 0xe000 && code <= 0xf8ff) ||
    code === 0xfeff
  );
}

let common: Set<number> | undefined;

/** The 3755 characters of GB 2312 level one, in order of sound: what Chinese administrative prose is made of. */
function isCommon(code: number): boolean {
  common ??= table('gb18030', [0xb0, 0xd7], [[0xa1, 0xfe]]);
  return common.has(code);
}

let commonInBig5: Set<number> | undefined;

/** The 5401 characters of the first level of Big5. */
function isCommonInBig5(code: number): boolean {
  commonInBig5 ??= table(
    'big5',
    [0xa4, 0xc6],
    [
      [0x40, 0x7e],
      [0xa1, 0xfe],
    ],
  );
  return commonInBig5.has(code);
}

/** The characters of a range of lead bytes. */
function table(encoding: Encoding, [first, last]: [number, number], trails: readonly [number, number][]): Set<number> {
  const bytes: number[] = [];
  for (let lead = first; lead <= last; lead++)
    for (const [from, to] of trails) for (let trail = from; trail <= to; trail++) bytes.push(lead, trail);
  const text = new TextDecoder(encoding).decode(Uint8Array.from(bytes));
  return new Set(Array.from(text, (character) => character.codePointAt(0)!));
}
