import { unknownLock } from '../locked/lock.js';
import { unlockRc4 } from '../locked/rc4.js';
import { damaged } from '../zip/refusals.js';
import { RECORD } from './records.js';

const KEY_CHANGES = 1024;
const BY_RC4 = 1;
/** Records that are never encrypted ([MS-XLS] 2.2.10), though the keys run on under them. */
const PLAIN = new Set<number>([RECORD.start, RECORD.encrypted, 0x0194, 0x0195, 0x00e1, 0x0196, 0x0138]);

/**
 * The workbook stream as it is without a password: the same records at the same places.
 *
 * @throws UnreadableError `password-required`, `wrong-password`, `damaged`, `unsupported-format`
 */
export function unlockWorkbook(stream: DataView, password: string | undefined): DataView {
  const lock = lockOf(stream);
  if (!lock) return stream;
  if (lock.byteLength < 2) throw damaged('Workbook');
  if (lock.getUint16(0, true) !== BY_RC4) throw unknownLock();
  const header = new DataView(lock.buffer, lock.byteOffset + 2, lock.byteLength - 2);
  const opened = unlockRc4(header, password).open(stream, KEY_CHANGES);
  const plain = new Uint8Array(stream.byteLength);
  plain.set(new Uint8Array(stream.buffer, stream.byteOffset, stream.byteLength));
  for (const { id, at, length } of headers(stream)) {
    if (PLAIN.has(id)) continue;
    // Where a sheet begins is said in plain, its name is not.
    const from = at + 4 + (id === RECORD.sheet ? 4 : 0);
    plain.set(opened.subarray(from, at + 4 + length), from);
  }
  return new DataView(plain.buffer);
}

/** What says how the workbook is locked; it stands among the globals. */
function lockOf(stream: DataView): DataView | undefined {
  for (const { id, at, length } of headers(stream)) {
    if (id === RECORD.end) return undefined;
    if (id === RECORD.encrypted) return new DataView(stream.buffer, stream.byteOffset + at + 4, length);
  }
  return undefined;
}

function* headers(stream: DataView): Generator<{ id: number; at: number; length: number }> {
  for (let at = 0; at + 4 <= stream.byteLength;) {
    const id = stream.getUint16(at, true);
    const length = stream.getUint16(at + 2, true);
    if (at + 4 + length > stream.byteLength) return;
    yield { id, at, length };
    at += 4 + length;
  }
}
