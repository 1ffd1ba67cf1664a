import { damaged } from '../zip/refusals.js';

/** Reads strings out of a record and its continuations, as one run of bytes that knows where the parts meet. */
export class StringReader {
  private index = 0;
  private at = 0;

  constructor(
    private readonly parts: readonly DataView[],
    offset = 0,
  ) {
    this.at = offset;
  }

  get done(): boolean {
    this.turn();
    return this.index >= this.parts.length;
  }

  uint8(): number {
    this.turn();
    const part = this.parts[this.index];
    if (!part) throw damaged('string');
    return part.getUint8(this.at++);
  }

  uint16(): number {
    return this.uint8() | (this.uint8() << 8);
  }

  uint32(): number {
    return this.uint16() + this.uint16() * 0x10000;
  }

  /** A string with its count of characters in one or two bytes ([MS-XLS] 2.5.293), formatting passed over. */
  string(countBytes: 1 | 2): string {
    const count = countBytes === 1 ? this.uint8() : this.uint16();
    const flags = this.uint8();
    const runs = flags & 0x08 ? this.uint16() : 0;
    const extended = flags & 0x04 ? this.uint32() : 0;
    const text = this.characters(count, (flags & 0x01) !== 0);
    this.skip(runs * 4 + extended);
    return text;
  }

  /** Where a continuation cuts the characters, it begins with a flag of its own: they may change their width there. */
  private characters(count: number, wide: boolean): string {
    const pieces: string[] = [];
    let left = count;
    let isWide = wide;
    while (left > 0) {
      if (this.at >= (this.parts[this.index]?.byteLength ?? 0)) {
        this.turn();
        isWide = (this.uint8() & 0x01) !== 0;
      }
      const part = this.parts[this.index];
      if (!part) throw damaged('string');
      const width = isWide ? 2 : 1;
      const here = Math.min(left, Math.floor((part.byteLength - this.at) / width));
      if (here === 0) throw damaged('string');
      const bytes = new Uint8Array(part.buffer, part.byteOffset + this.at, here * width);
      pieces.push(new TextDecoder(isWide ? 'utf-16le' : 'iso-8859-1', { ignoreBOM: true }).decode(bytes));
      this.at += here * width;
      left -= here;
    }
    return pieces.join('');
  }

  private skip(bytes: number): void {
    let left = bytes;
    while (left > 0) {
      this.turn();
      const part = this.parts[this.index];
      if (!part) throw damaged('string');
      const here = Math.min(left, part.byteLength - this.at);
      this.at += here;
      left -= here;
    }
  }

  /** Goes on to the next part where this one is read to its end. */
  private turn(): void {
    while (this.index < this.parts.length && this.at >= this.parts[this.index]!.byteLength) {
      this.index++;
      this.at = 0;
    }
  }
}
