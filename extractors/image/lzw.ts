const [CLEAR, END, FIRST, LONGEST] = [256, 257, 258, 12];
const MOST = 1 << LONGEST;

/** LZW as TIFF writes it: codes from the high bit on, one bit longer a code early. Stops where the code makes no sense. */
export function decodeLzw(bytes: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  /** Each string is the one before it and a byte: where it began in what was written, and how long it is. */
  const starts = new Uint32Array(MOST);
  const lengths = new Uint32Array(MOST);
  let next = FIRST;
  let width = 9;
  let before: { at: number; length: number } | undefined;
  let at = 0;
  let [window, held] = [0, 0];
  for (const byte of bytes) {
    window = ((window << 8) | byte) & 0xff_ffff;
    held += 8;
    if (held < width) continue;
    held -= width;
    const code = (window >> held) & ((1 << width) - 1);
    if (code === END || at >= length) break;
    if (code === CLEAR) {
      [next, width, before] = [FIRST, 9, undefined];
      continue;
    }
    const from = at;
    if (code < CLEAR) out[at++] = code;
    else {
      // A code may name the very string that it ends: the one before, and its first byte again.
      const own = code === next && before !== undefined;
      if (code >= next && !own) break;
      const start = own ? before!.at : starts[code]!;
      const count = own ? before!.length + 1 : lengths[code]!;
      for (let k = 0; k < count && at < length; k++) out[at++] = out[start + k]!;
    }
    if (before && next < MOST) {
      // The string before and the first byte of this one stand side by side in what was written.
      starts[next] = before.at;
      lengths[next] = before.length + 1;
      next++;
      if (next + 1 >= 1 << width && width < LONGEST) width++;
    }
    before = { at: from, length: at - from };
  }
  return out;
}
