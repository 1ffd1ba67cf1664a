/** Names that pages give themselves and what they really are: gb2312 has always been written as its superset. */
const REALLY: readonly (readonly [RegExp, string])[] = [
  [/^(gb_?2312(-80)?|gbk|gb18030|x-gbk|cp936|ms936|windows-936|hz-gb-2312|chinese)$/, 'gb18030'],
  [/^(utf-?8|unicode-1-1-utf-8)$/, 'utf-8'],
  [/^(big5(-hkscs)?|cp950|x-x-big5)$/, 'big5'],
  [/^utf-?16(le)?$/, 'utf-16le'],
  [/^utf-?16be$/, 'utf-16be'],
];

/**
 * Bytes of a page → text. The order mark comes first, then what the bytes can be, then what the page or its transport
 * says of itself: many pages were converted and kept their old declaration.
 */
export function decodePage(bytes: Uint8Array, transport?: string): string {
  const marked = byMark(bytes);
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes);
  const zeros = utf16ByZeros(bytes);
  if (zeros !== undefined) return new TextDecoder(zeros).decode(bytes);
  // Text in a Chinese encoding is practically never valid UTF-8, whatever is declared.
  const utf8 = strictly('utf-8', bytes);
  if (utf8 !== undefined) return utf8;
  const declared = canonical(transport) ?? canonical(declaration(bytes));
  if (declared === 'big5') return new TextDecoder('big5').decode(bytes);
  if (declared === 'utf-8' && mostlyUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes);
  return new TextDecoder('gb18030').decode(bytes);
}

function byMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Markup is ASCII: in UTF-16 every other byte of it is zero. */
function utf16ByZeros(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be';
  return undefined;
}

function declaration(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? /encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1];
}

function canonical(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  return REALLY.find(([pattern]) => pattern.test(name.trim().toLowerCase()))?.[1];
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A UTF-8 page with a few broken characters, cut in the middle of one or pasted together. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  let broken = 0;
  let wide = 0;
  for (const character of text) {
    if (character === '\ufffd') broken++;
    else if (character > '\u07ff') wide++;
  }
  return broken * 20 < wide;
}
