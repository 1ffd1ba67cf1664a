/** A picture of an RTF file while it is read: its bytes stand there as hexadecimal digits. */
export class HexPicture {
  /** Whether it is of a kind that can be read: PNG or JPEG. */
  isFile = false;
  #bytes = new Uint8Array(4096);
  #length = 0;
  /** The first digit of a byte whose second is still to come. */
  #high: number | undefined;

  /** @param depth how many groups are open where its digits stand; deeper ones hold its properties */
  constructor(readonly depth: number) {}

  /** Takes one character; what is no digit is passed over. */
  add(character: number): void {
    const digit = digitOf(character);
    if (digit === undefined) return;
    if (this.#high === undefined) {
      this.#high = digit;
      return;
    }
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = this.#high * 16 + digit;
    this.#high = undefined;
  }

  /** Its file; without bytes where it is of another kind. */
  get file(): Uint8Array {
    return this.isFile ? this.#bytes.slice(0, this.#length) : new Uint8Array();
  }
}

function digitOf(character: number): number | undefined {
  if (character >= 0x30 && character <= 0x39) return character - 0x30;
  const letter = character | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}
