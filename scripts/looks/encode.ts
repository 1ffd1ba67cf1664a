/** Text → bytes in encodings that the platform can only read. */

let reverse: Map<string, Buffer> | undefined;

/** GB18030: two bytes where GBK has the character, four elsewhere in the basic plane. */
export function gb18030(text: string): Buffer {
  reverse ??= reverseTable();
  const pieces: Buffer[] = [];
  for (const character of text) {
    const bytes = character <= '\x7f' ? Buffer.from(character, 'latin1') : reverse.get(character);
    pieces.push(bytes ?? Buffer.from('?'));
  }
  return Buffer.concat(pieces);
}

export function utf16(text: string, order: 'le' | 'be', mark: boolean): Buffer {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

function reverseTable(): Map<string, Buffer> {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, Buffer>();
  const put = (...bytes: number[]): void => {
    const character = decoder.decode(Uint8Array.from(bytes));
    if ([...character].length === 1 && character !== '\ufffd' && !table.has(character))
      table.set(character, Buffer.from(bytes));
  };
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) put(lead, trail);
  for (let a = 0x81; a <= 0x84; a++)
    for (let b = 0x30; b <= 0x39; b++)
      for (let c = 0x81; c <= 0xfe; c++) for (let d = 0x30; d <= 0x39; d++) put(a, b, c, d);
  return table;
}
