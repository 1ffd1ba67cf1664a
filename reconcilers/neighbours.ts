import type { Fact, Report } from '../schemas/index.js';
import type { Ledger } from './ledger.js';

/**
 * The facts that stand with a figure: of a table those in its row (in its column where the row has nothing else), of a
 * sentence those of the same passage.
 */
export function near(ledger: Ledger): (fact: Fact) => Fact[] {
  return (fact) => {
    const { rows, columns, passages } = placesIn(ledger.report);
    if (fact.table !== undefined) {
      const row = (rows.get(`${fact.table}|${fact.row}`) ?? []).filter((other) => other !== fact);
      if (row.length > 0) return row;
      return (columns.get(`${fact.table}|${fact.column}`) ?? []).filter((other) => other !== fact);
    }
    return (passages.get(fact.id) ?? []).flatMap((id) => {
      const other = ledger.fact(id);
      return other && other !== fact ? [other] : [];
    });
  };
}

interface Places {
  rows: ReadonlyMap<string, Fact[]>;
  columns: ReadonlyMap<string, Fact[]>;
  passages: ReadonlyMap<string, string[]>;
}

/** Made once a report, when somebody asks. */
const known = new WeakMap<Report, Places>();

function placesIn(report: Report): Places {
  let places = known.get(report);
  if (!places) known.set(report, (places = findPlaces(report)));
  return places;
}

function findPlaces(report: Report): Places {
  const rows = new Map<string, Fact[]>();
  const columns = new Map<string, Fact[]>();
  for (const fact of report.facts) {
    if (fact.table === undefined) continue;
    add(rows, `${fact.table}|${fact.row}`, fact);
    add(columns, `${fact.table}|${fact.column}`, fact);
  }
  const passages = new Map<string, string[]>();
  for (const passage of report.passages) for (const id of passage.facts) passages.set(id, passage.facts);
  return { rows, columns, passages };
}

function add(map: Map<string, Fact[]>, key: string, fact: Fact): void {
  const there = map.get(key);
  if (there) there.push(fact);
  else map.set(key, [fact]);
}
