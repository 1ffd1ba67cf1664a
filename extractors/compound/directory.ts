import { once } from '../../schemas/index.js';

/**
 * The directory of a compound file ([MS-CFB]): little-endian; sectors of 2^n bytes behind a header as long as one of
 * them. Read by itself, since what a file is must be known before it is opened.
 */

/** The table of sectors: how many of its own sectors the header names, and where. */
const NAMED = 109;
const FIRST_NAMED = 0x4c;
const ENTRY = 128;
/** Sectors beyond this number are marks: none, end of chain. */
const LAST = 0xfffffffa;
/** Entries looked at. */
const MOST = 65_536;

/**
 * The names of the streams and storages that stand in the root of a compound file, in capitals, as which they are
 * compared; those of documents inside it are not among them. Undefined where the directory cannot be followed. Each reader
 * asks for itself.
 */
export const rootNames: (bytes: Uint8Array) => ReadonlySet<string> | undefined = once((bytes) => {
  try {
    return namesIn(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
});

/** @throws RangeError where something points beyond the file */
function namesIn(file: DataView): ReadonlySet<string> | undefined {
  const shift = file.getUint16(0x1e, true);
  if (shift !== 9 && shift !== 12) return undefined;
  const size = 2 ** shift;
  const sectorAt = (sector: number): number => (sector + 1) * size;
  const tableSector = tableSectors(file, size, sectorAt);
  const next = (sector: number): number => {
    const table = tableSector(Math.floor((sector * 4) / size));
    return table > LAST ? table : file.getUint32(sectorAt(table) + ((sector * 4) % size), true);
  };
  const entries: number[] = [];
  for (let sector = file.getUint32(0x30, true); sector <= LAST && entries.length < MOST; sector = next(sector)) {
    for (let at = 0; at < size; at += ENTRY) entries.push(sectorAt(sector) + at);
  }
  const names = new Set<string>();
  const met = new Set<number>([0]);
  const open = entries.length > 0 ? [file.getUint32(entries[0]! + 0x4c, true)] : [];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const at = entries[index];
    if (at === undefined || met.has(index)) continue;
    met.add(index);
    names.add(nameAt(file, at));
    open.push(file.getUint32(at + 0x44, true), file.getUint32(at + 0x48, true));
  }
  return names.size > 0 ? names : undefined;
}

/** Where the nth sector of the table of sectors is: the header names the first, a chain of lists the others. */
function tableSectors(file: DataView, size: number, sectorAt: (sector: number) => number): (n: number) => number {
  const perList = size / 4 - 1;
  return (n) => {
    if (n < NAMED) return file.getUint32(FIRST_NAMED + n * 4, true);
    let list = file.getUint32(0x44, true);
    const lists = Math.floor((n - NAMED) / perList);
    for (let i = 0; i < lists && list <= LAST; i++) list = file.getUint32(sectorAt(list) + perList * 4, true);
    return list > LAST ? list : file.getUint32(sectorAt(list) + ((n - NAMED) % perList) * 4, true);
  };
}

function nameAt(file: DataView, at: number): string {
  const length = Math.min(file.getUint16(at + 0x40, true), 64) - 2;
  let name = '';
  for (let i = 0; i < length; i += 2) name += String.fromCharCode(file.getUint16(at + i, true));
  return name.toUpperCase();
}
