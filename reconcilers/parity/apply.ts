import { DOUBTFUL, squeeze, type Notice, type RawCell, type RawDocument, type RawTable } from '../../schemas/index.js';
import type { Settlement } from './settle.js';

/** The confidence of a reading that the sums decided: no longer doubtful, and never called clear. */
const DECIDED = DOUBTFUL + 0.1;

/**
 * The document with settled readings in their cells. Both readings stay: the other ones are the cell's alternatives.
 * Each is told in a notice.
 */
export function withSettledReadings(raw: RawDocument, settlements: readonly Settlement[]): RawDocument {
  const open = [...settlements];
  const notices: Notice[] = [];
  const settle = (cell: RawCell): RawCell => {
    const inner = cell.tables ? { ...cell, tables: cell.tables.map(settleTable) } : cell;
    const at = open.findIndex(({ fact }) => standsIn(fact, cell));
    const [settlement] = at < 0 ? [] : open.splice(at, 1);
    if (!settlement) return inner;
    const { text } = settlement;
    notices.push(readWithSums(settlement, cell));
    const readings = [cell.text, ...(cell.alternatives ?? [])];
    return { ...inner, text, confidence: DECIDED, alternatives: readings.filter((reading) => reading !== text) };
  };
  const settleTable = (table: RawTable): RawTable => ({ ...table, cells: table.cells.map(settle) });
  const blocks = raw.blocks.map((block) => (block.kind === 'table' ? settleTable(block) : block));
  return { ...raw, blocks, notices: [...raw.notices, ...notices] };
}

/** Only a cell that holds nothing but the figure can take another reading of it. */
function standsIn(fact: Settlement['fact'], cell: RawCell): boolean {
  const [a, b] = [fact.place, cell.place];
  return (
    fact.source === 'table' &&
    a.page === b.page &&
    JSON.stringify(a.box) === JSON.stringify(b.box) &&
    squeeze(cell.text) === squeeze(fact.text)
  );
}

function readWithSums({ fact, text }: Settlement, cell: RawCell): Notice {
  const others = [fact.text, ...(fact.alternatives ?? [])].filter((reading) => reading !== text);
  return {
    code: 'read-with-sums',
    message: {
      zh: `“${text}”的图像不清（另可读作 ${others.join('、')}），按各处合计关系取此读数。`,
      en: `“${text}” is not clear in the picture (it may read ${others.join(', ')}); the sums decided for this reading.`,
    },
    place: cell.place,
  };
}
