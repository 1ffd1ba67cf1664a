/** What an RTF file is made of. `byte` is one byte of text in the code page in force; `word` a control word. */
export type Token =
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'word'; word: string; value: number | null }
  | { kind: 'symbol'; symbol: string }
  | { kind: 'byte'; byte: number };

const BACKSLASH = 0x5c;
const isLetter = (byte: number): boolean => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** The tokens of an RTF file ([RTF 1.9.1] "Formal Syntax"); binary data (\bin) is passed over. */
export function* tokens(bytes: Uint8Array): Generator<Token> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at++]!;
    if (byte === 0x7b) yield { kind: 'open' };
    else if (byte === 0x7d) yield { kind: 'close' };
    else if (byte === 0x0d || byte === 0x0a) continue;
    else if (byte !== BACKSLASH) yield { kind: 'byte', byte };
    else if (at >= bytes.length) return;
    else if (isLetter(bytes[at]!)) {
      const start = at;
      while (at < bytes.length && isLetter(bytes[at]!) && at - start < 32) at++;
      const word = String.fromCharCode(...bytes.subarray(start, at));
      const digits = at;
      if (bytes[at] === 0x2d) at++;
      while (at < bytes.length && isDigit(bytes[at]!) && at - digits < 12) at++;
      const number = String.fromCharCode(...bytes.subarray(digits, at));
      const value = /\d/.test(number) ? Number(number) : null;
      if (bytes[at] === 0x20) at++;
      if (word === 'bin') at += Math.max(0, value ?? 0);
      else yield { kind: 'word', word, value };
    } else {
      const symbol = String.fromCharCode(bytes[at++]!);
      if (symbol !== "'") {
        yield { kind: 'symbol', symbol };
        continue;
      }
      const value = Number.parseInt(String.fromCharCode(...bytes.subarray(at, at + 2)), 16);
      at += 2;
      if (Number.isFinite(value)) yield { kind: 'byte', byte: value };
    }
  }
}
