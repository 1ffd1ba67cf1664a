/**
 * Text of an encoding that TextDecoder knows. Windows-1252 is decoded here: some engines take it for Latin-1, which has
 * no quotation marks, dashes or points of omission, and so lose those.
 */
export function decoded(encoding: string, bytes: Uint8Array): string {
  if (encoding !== 'windows-1252') return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(BETWEEN, (sign) => SIGNS[sign.charCodeAt(0) - 0x80]!);
}

/** What windows-1252 has from 0x80 on where Latin-1 has control characters; five of them it leaves as they are. */
const SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
// oxlint-disable-next-line no-control-regex
const BETWEEN = /[\u0080-\u009f]/g;
