import type { RawBlock, RawCell, RawDocument, RawTable } from '../../schemas/index.js';
import type { ExtractOptions } from '../extractor.js';
import { isZip } from '../zip/names.js';

/** A document inside of a document inside of a document: nobody goes further. */
const DEEPEST = 3;

/**
 * Reads a document that stands inside of a Word document (w:altChunk): a web page or web archive, RTF, or Word again.
 * Nothing where it is of another kind.
 */
export async function readChunk(
  bytes: Uint8Array,
  options: ExtractOptions,
  depth: number,
): Promise<Omit<RawDocument, 'format'> | undefined> {
  if (depth > DEEPEST) return undefined;
  if (isZip(bytes)) return (await import('./read.js')).readDocx(bytes, options, depth);
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).replaceAll('\0', '');
  if (head.trimStart().startsWith('{\\rtf')) return (await import('../rtf/read.js')).readRtf(bytes, options);
  return /<[a-z!]|^mime-version:/im.test(head) ? (await import('../html/read.js')).readHtml(bytes, options) : undefined;
}

/** Blocks as they stand in the part of another document, their tables numbered from `firstTable` on. */
export function placedIn(blocks: readonly RawBlock[], part: string, firstTable: number): RawBlock[] {
  return blocks.map((block): RawBlock => {
    if (block.kind === 'table') return tableIn(block, part, firstTable);
    return { ...block, segments: block.segments.map(({ start, place }) => ({ start, place: { part, ...place } })) };
  });
}

function tableIn(table: RawTable, part: string, firstTable: number): RawTable {
  const placed = ({ place }: { place: RawTable['place'] }): RawTable['place'] => ({
    part,
    ...place,
    ...(place.table !== undefined && { table: place.table + firstTable }),
  });
  const cellIn = (cell: RawCell): RawCell => ({
    ...cell,
    place: placed(cell),
    ...(cell.tables && { tables: cell.tables.map((inner) => tableIn(inner, part, firstTable)) }),
  });
  return { ...table, place: placed(table), cells: table.cells.map(cellIn) };
}
