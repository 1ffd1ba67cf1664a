import {
  DOUBTFUL,
  squeeze,
  type Doubt,
  type Notice,
  type Place,
  type RawCell,
  type RawDocument,
  type RawProse,
  type RawTable,
} from '../../schemas/index.js';
import type { Settlement } from './settle.js';

/** The confidence of a reading that the sums decided: no longer doubtful, and never called clear. */
const DECIDED = DOUBTFUL + 0.1;

/**
 * The document with settled readings in their cells and sentences. Both readings stay: the other ones are the
 * stretch's alternatives. Each is told in a notice.
 */
export function withSettledReadings(raw: RawDocument, settlements: readonly Settlement[]): RawDocument {
  const open = new Set(settlements);
  const notices: Notice[] = [];
  /** Takes every settlement that belongs to a text, one after the other. */
  const settle = (read: ReadText, isHere: (place: Place) => boolean, place: Place): ReadText => {
    let settled = read;
    for (const settlement of settlements) {
      if (!open.has(settlement)) continue;
      const next = isHere(settlement.fact.place) ? withReading(settled, settlement) : undefined;
      if (!next) continue;
      open.delete(settlement);
      notices.push(readWithSums(settlement, place));
      settled = next;
    }
    return settled;
  };
  const settleCell = (cell: RawCell): RawCell => {
    const inner = cell.tables ? { ...cell, tables: cell.tables.map(settleTable) } : cell;
    const doubts = doubtsOf(cell);
    if (doubts.length === 0) return inner;
    const { text, doubts: left } = settle(
      { text: cell.text, doubts },
      (place) => isSame(place, cell.place),
      cell.place,
    );
    if (left === doubts) return inner;
    const [only, another] = left;
    const alternatives = only && !another ? only.alternatives.map((other) => replaced(text, only, other)) : undefined;
    return { ...inner, text, doubts: left, alternatives, confidence: confidenceOf(cell.confidence, left) };
  };
  const settleTable = (table: RawTable): RawTable => ({ ...table, cells: table.cells.map(settleCell) });
  const settleProse = (block: RawProse): RawProse => {
    const { text, doubts = [], segments, confidence } = block;
    if (doubts.length === 0) return block;
    const isHere = (place: Place): boolean => segments.some((segment) => isSame(place, segment.place));
    const settled = settle({ text, doubts, segments }, isHere, segments[0]!.place);
    if (settled.doubts === doubts) return block;
    return { ...block, ...settled, confidence: confidenceOf(confidence, settled.doubts) };
  };
  const blocks = raw.blocks.map((block) => (block.kind === 'table' ? settleTable(block) : settleProse(block)));
  return { ...raw, blocks, notices: [...raw.notices, ...notices] };
}

interface ReadText {
  text: string;
  doubts: Doubt[];
  segments?: RawProse['segments'];
}

/** The text with another reading of a doubtful figure in it; nothing where the figure is not in doubt here. */
function withReading({ text, doubts, segments }: ReadText, { fact, text: wanted }: Settlement): ReadText | undefined {
  const own = squeeze(text) === squeeze(fact.text) ? text : fact.text;
  for (const doubt of doubts) {
    if (doubt.decided) continue;
    const start = text.indexOf(own, Math.max(0, doubt.start - own.length + 1));
    const end = start + own.length;
    if (start < 0 || start >= doubt.end || end <= doubt.start) continue;
    const shift = wanted.length - own.length;
    const span = { start: Math.min(doubt.start, start), end: Math.max(doubt.end, end) };
    const stretch = text.slice(span.start, start) + wanted + text.slice(end, span.end);
    const before = text.slice(span.start, doubt.start);
    const after = text.slice(doubt.end, span.end);
    const others = [text.slice(span.start, span.end), ...doubt.alternatives.map((other) => before + other + after)];
    const moved = (at: number): number => (at >= end ? at + shift : at);
    return {
      text: text.slice(0, start) + wanted + text.slice(end),
      doubts: doubts.map((one) =>
        one === doubt
          ? {
              start: span.start,
              end: span.end + shift,
              alternatives: others.filter((other, i) => other !== stretch && others.indexOf(other) === i),
              decided: true,
            }
          : { ...one, start: moved(one.start), end: moved(one.end) },
      ),
      ...(segments ? { segments: segments.map((segment) => ({ ...segment, start: moved(segment.start) })) } : {}),
    };
  }
  return undefined;
}

/** A cell that tells of no stretches is in doubt as a whole. */
function doubtsOf({ text, confidence = 1, alternatives = [], doubts }: RawCell): Doubt[] {
  return doubts ?? (confidence < DOUBTFUL ? [{ start: 0, end: text.length, alternatives }] : []);
}

function replaced(text: string, { start, end }: Doubt, other: string): string {
  return text.slice(0, start) + other + text.slice(end);
}

function confidenceOf(before: number | undefined, doubts: readonly Doubt[]): number {
  return doubts.every(({ decided }) => decided) ? DECIDED : (before ?? 0);
}

function isSame(a: Place, b: Place): boolean {
  return a.page === b.page && JSON.stringify(a.box) === JSON.stringify(b.box);
}

function readWithSums({ fact, text }: Settlement, place: Place): Notice {
  const others = [fact.text, ...(fact.alternatives ?? [])].filter((reading) => reading !== text);
  return {
    code: 'read-with-sums',
    message: {
      zh: `“${text}”的图像不清（另可读作 ${others.join('、')}），按各处合计关系取此读数。`,
      en: `“${text}” is not clear in the picture (it may read ${others.join(', ')}); the sums decided for this reading.`,
    },
    place,
  };
}
