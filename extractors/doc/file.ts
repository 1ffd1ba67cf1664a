import { UnreadableError } from '../../schemas/index.js';
import { openCompound } from '../compound/streams.js';
import { unlockRc4 } from '../locked/rc4.js';
import { unknownLock } from '../locked/lock.js';
import { damaged } from '../zip/refusals.js';

/**
 * The streams and the parts of the file information block of a Word 97–2003 file that this reader needs. Offsets are
 * those of [MS-DOC] 2.5 (Fib); all little-endian.
 */
export interface WordFile {
  /** The WordDocument stream: text and the pages of formatting. */
  main: DataView;
  /** The table stream (0Table or 1Table). */
  table: DataView;
  /** The Data stream, where property lists stand that are too long for their page; empty if there is none. */
  data: DataView;
  /** Lengths in characters of the stories, which follow each other in this order. */
  stories: {
    body: number;
    footnotes: number;
    headers: number;
    macros: number;
    comments: number;
    endnotes: number;
    textBoxes: number;
  };
  /** A part of the table stream. @throws UnreadableError `damaged` where it reaches beyond. */
  part(name: PartName): DataView;
  /** A part that text can be read without, and what stands behind it where asked for; empty where it is damaged. */
  extra(name: PartName, toEnd?: boolean): DataView;
}

const PARTS = {
  clx: 0x01a2,
  characterPages: 0x00fa,
  paragraphPages: 0x0102,
  styles: 0x00a2,
  fonts: 0x0112,
  lists: 0x02e2,
  listOverrides: 0x02ea,
} as const;
export type PartName = keyof typeof PARTS;

/** The first number of the stream ([MS-DOC] 2.5.2), and that of Word 6 and 95. */
const WORD_97 = 0xa5ec;
const WORD_95 = 0xa5dc;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;
const OBSCURED = 0x8000;
/** The block at the beginning that says how to read the rest is never encrypted. */
const PLAIN = 68;
const KEY_CHANGES = 512;

/**
 * @throws UnreadableError `damaged`, `password-required`, `wrong-password`, `unsupported-format` (Word 95 and older).
 */
export function openWordFile(bytes: Uint8Array, password?: string): WordFile {
  const stream = openCompound(bytes);
  let main = stream('WordDocument');
  const mark = main && main.byteLength >= 4 ? main.getUint16(0, true) : undefined;
  if (!main || (mark !== WORD_97 && mark !== WORD_95)) throw damaged('WordDocument');
  if (mark === WORD_95 || main.getUint16(2, true) < 0x00c0) {
    throw new UnreadableError('unsupported-format', {
      zh: '这是 Word 95 或更早的文件。请用 Word/WPS 打开后另存为 .docx 再读。',
      en: 'This file is of Word 95 or older. Open it in Word or WPS, save it as .docx and read that.',
    });
  }
  if (main.byteLength < 0x200) throw damaged('WordDocument');
  const flags = main.getUint16(0x0a, true);
  let table = stream(flags & SECOND_TABLE ? '1Table' : '0Table');
  if (!table) throw damaged('Table');
  let data = stream('Data') ?? new DataView(new ArrayBuffer(0));
  if (flags & ENCRYPTED) {
    if (flags & OBSCURED) throw unknownLock();
    // The lock stands at the beginning of the table stream.
    const lock = unlockRc4(table, password);
    const plain = lock.open(main, KEY_CHANGES);
    plain.set(new Uint8Array(main.buffer, main.byteOffset, PLAIN));
    main = viewOf(plain);
    table = viewOf(lock.open(table, KEY_CHANGES));
    data = viewOf(lock.open(data, KEY_CHANGES));
  }
  const [fib, parts] = [main, table];
  const length = (offset: number): number => Math.max(0, fib.getInt32(offset, true));
  return {
    main,
    table,
    data,
    stories: {
      body: length(0x4c),
      footnotes: length(0x50),
      headers: length(0x54),
      macros: length(0x58),
      comments: length(0x5c),
      endnotes: length(0x60),
      textBoxes: length(0x64),
    },
    part(name) {
      const at = PARTS[name];
      return slice(parts, fib.getUint32(at, true), fib.getUint32(at + 4, true), name);
    },
    extra(name, toEnd = false) {
      const at = PARTS[name];
      if (at + 8 > fib.byteLength) return NOTHING;
      const [start, length] = [fib.getUint32(at, true), fib.getUint32(at + 4, true)];
      if (length === 0 || start + length > parts.byteLength) return NOTHING;
      return slice(parts, start, toEnd ? parts.byteLength - start : length, name);
    },
  };
}

const NOTHING = new DataView(new ArrayBuffer(0));

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** A part of a view. @throws UnreadableError `damaged` where it reaches beyond. */
export function slice(view: DataView, offset: number, length: number, what: string): DataView {
  if (offset + length > view.byteLength) throw damaged(what);
  return new DataView(view.buffer, view.byteOffset + offset, length);
}
