import type { WordFile } from './file.js';

/** Single property modifiers ([MS-DOC] 2.6) that carry structure or hide text. */
export const SPRM = {
  inTable: 0x2416,
  rowEnd: 0x2417,
  depth: 0x6649,
  depthAdd: 0x664a,
  innerCell: 0x244b,
  innerRowEnd: 0x244c,
  outline: 0x2640,
  tableShape: 0xd608,
  verticalMerge: 0xd62b,
  horizontalMerge: 0x5624,
  deleted: 0x0800,
  hidden: 0x083c,
  characterStyle: 0x4a30,
  font: 0x4a4f,
  /** The character is one of a font of pictures: two numbers, the font's and its own. */
  symbol: 0x6a09,
  list: 0x460b,
  listLevel: 0x260a,
  /** A picture stands in the Data stream, at this offset; or the data of a form field does. */
  pictureAt: 0x6a03,
  isFieldData: 0x0806,
  /** The list stands in the Data stream, at this offset. */
  elsewhere: 0x6646,
  elsewhereOld: 0x6645,
} as const;

export type Properties = ReadonlyMap<number, DataView>;

/** A stretch of the WordDocument stream, by file offset, with its properties (for paragraphs also the style). */
export interface Run {
  start: number;
  end: number;
  style: number;
  properties: Properties;
}

const PAGE = 512;

/**
 * The runs of paragraph or character properties, sorted by file offset. Damaged pages are left out: text without
 * properties is still text.
 */
export function readRuns(file: WordFile, kind: 'paragraphPages' | 'characterPages'): Run[] {
  const bins = file.part(kind);
  const count = Math.floor((bins.byteLength - 4) / 8);
  const runs: Run[] = [];
  for (let index = 0; index < count; index++) {
    const page = bins.getUint32((count + 1) * 4 + index * 4, true) * PAGE;
    if (page + PAGE > file.main.byteLength) continue;
    runs.push(
      ...readPage(
        new DataView(file.main.buffer, file.main.byteOffset + page, PAGE),
        kind === 'paragraphPages',
        file.data,
      ),
    );
  }
  return runs.sort((a, b) => a.start - b.start);
}

function readPage(page: DataView, paragraphs: boolean, data: DataView): Run[] {
  const count = page.getUint8(PAGE - 1);
  const width = paragraphs ? 13 : 1;
  if ((count + 1) * 4 + count * width > PAGE - 1) return [];
  const runs: Run[] = [];
  for (let index = 0; index < count; index++) {
    const offset = page.getUint8((count + 1) * 4 + index * width) * 2;
    const content = offset === 0 ? null : paragraphs ? paragraphContent(page, offset) : characterContent(page, offset);
    const style = content && paragraphs && content.byteLength >= 2 ? content.getUint16(0, true) : 0;
    const list = content && paragraphs ? tail(content, 2) : content;
    runs.push({
      start: page.getUint32(index * 4, true),
      end: page.getUint32(index * 4 + 4, true),
      style,
      properties: list ? withDistant(readProperties(list), data) : new Map(),
    });
  }
  return runs;
}

/** A list that is too long for its page (the shape of a row with many cells) is stored apart. */
function withDistant(properties: Properties, data: DataView): Properties {
  const pointer = properties.get(SPRM.elsewhere) ?? properties.get(SPRM.elsewhereOld);
  if (!pointer || pointer.byteLength < 4) return properties;
  const offset = pointer.getUint32(0, true);
  if (offset + 2 > data.byteLength) return properties;
  const list = cut(data, offset + 2, Math.min(data.getUint16(offset, true), data.byteLength - offset - 2));
  return list ? new Map([...properties, ...readProperties(list)]) : properties;
}

function paragraphContent(page: DataView, offset: number): DataView | null {
  const words = page.getUint8(offset);
  // A zero means that the next byte counts whole words.
  return words === 0 ? cut(page, offset + 2, page.getUint8(offset + 1) * 2) : cut(page, offset + 1, words * 2 - 1);
}

const characterContent = (page: DataView, offset: number): DataView | null =>
  cut(page, offset + 1, page.getUint8(offset));

function cut(view: DataView, offset: number, length: number): DataView | null {
  if (length <= 0 || offset + length > view.byteLength) return null;
  return new DataView(view.buffer, view.byteOffset + offset, length);
}

const tail = (view: DataView, from: number): DataView | null => cut(view, from, view.byteLength - from);

/** The last operand of each modifier in a list. */
export function readProperties(list: DataView): Properties {
  const found = new Map<number, DataView>();
  let at = 0;
  while (at + 2 <= list.byteLength) {
    const code = list.getUint16(at, true);
    at += 2;
    const [skip, length] = operand(list, at, code);
    const value = cut(list, at + skip, length);
    if (value) found.set(code, value);
    at += skip + length;
  }
  return found;
}

/** Bytes before the operand and its length. The top three bits of a code tell; tables have a count of two bytes. */
function operand(list: DataView, at: number, code: number): [number, number] {
  const kind = code >> 13;
  if (kind !== 6) return [0, [1, 1, 2, 4, 2, 2, 0, 3][kind]!];
  if (at >= list.byteLength) return [0, list.byteLength];
  if (code === SPRM.tableShape)
    return at + 2 > list.byteLength ? [0, list.byteLength] : [2, Math.max(0, list.getUint16(at, true) - 1)];
  return [1, list.getUint8(at)];
}

/** Whether a property is on where the style beneath says `beneath`: 0x80 is as there, 0x81 the contrary. */
export function toggled(properties: Properties, code: number, beneath: boolean): boolean {
  const value = properties.get(code)?.getUint8(0);
  if (value === undefined || value === 0x80) return beneath;
  return value === 0x81 ? !beneath : value === 1;
}

/** A number of 16 bits, without a sign; undefined where it is not said. */
export function numberIn(properties: Properties, code: number): number | undefined {
  const value = properties.get(code);
  return value && value.byteLength >= 2 ? value.getUint16(0, true) : undefined;
}

export function flag(properties: Properties, code: number): boolean {
  return properties.get(code)?.getUint8(0) === 1;
}
