import { auditBytes } from '../../pipeline/document.js';
import type { AuditedDocument } from '../../pipeline/document.js';
import { DOUBTFUL, foldWidth, squeeze } from '../../schemas/index.js';
import type { RawTable } from '../../schemas/index.js';
import { scoreScan } from '../score-scans.js';
import { score } from '../score-tables.js';
import type { Original } from './corpus.js';

/** What came of the documents of one kind of damage. */
export interface Outcome {
  pages: number;
  figures: number;
  exact: number;
  /** Wrong and not marked. */
  silent: number;
  right: number;
  marked: number;
  /** Sum over documents, weighed by pages. */
  cellF1: number;
  /** Headings and paragraphs in which every character is right. */
  prose: number;
  proseExact: number;
  /** Pages with a figure that a discrepancy accuses and the digital print does not. */
  accusedPages: number;
  /** What is found in the digital print, and what of it in the pictures too. */
  findings: number;
  found: number;
  /** Doubtful figures in cells, those that the sums settled, those that they settled wrongly. */
  doubtful: number;
  settled: number;
  settledWrongly: number;
  seconds: number;
}

export function nothingYet(): Outcome {
  return {
    pages: 0,
    figures: 0,
    exact: 0,
    silent: 0,
    right: 0,
    marked: 0,
    cellF1: 0,
    prose: 0,
    proseExact: 0,
    accusedPages: 0,
    findings: 0,
    found: 0,
    doubtful: 0,
    settled: 0,
    settledWrongly: 0,
    seconds: 0,
  };
}

/** Runs the whole program on a damaged report and adds what came of it. */
export async function measure(
  { name, pages, truth, findings }: Original,
  bytes: Uint8Array,
  into: Outcome,
  tell: (line: string) => void,
): Promise<void> {
  const before = process.cpuUsage();
  const audited = await auditBytes(bytes);
  const { user, system } = process.cpuUsage(before);
  const tables = audited.raw.blocks.filter((block) => block.kind === 'table');
  const scan = scoreScan(truth, tables, (line) => tell(`${name}${line}`));
  into.pages += pages;
  into.seconds += (user + system) / 1e6;
  into.cellF1 += pages * scan.cellF1;
  for (const key of ['figures', 'exact', 'silent', 'right', 'marked'] as const) into[key] += scan[key];
  countProse(truth.paragraphs, audited, into, (line) => tell(`${name}  ${line}`));
  countAccused(findings, audited, into, (line) => tell(`${name}  ${line}`));
  countSettled(truth, tables, audited, into, (line) => tell(`${name}  ${line}`));
}

function countProse(
  paragraphs: readonly string[],
  { raw }: AuditedDocument,
  into: Outcome,
  tell: (line: string) => void,
): void {
  const found = raw.blocks.flatMap((block) => (block.kind === 'table' ? [] : [plain(block.text)]));
  const titles = raw.blocks.flatMap((block) => (block.kind === 'table' ? [plain(block.title ?? '')] : []));
  for (const paragraph of paragraphs) {
    into.prose++;
    const wanted = plain(paragraph);
    if (found.includes(wanted) || titles.includes(wanted)) into.proseExact++;
    else tell(`prose ${wanted.slice(0, 60)}`);
  }
}

function countAccused(
  findings: ReadonlySet<string>,
  { assessment }: AuditedDocument,
  into: Outcome,
  tell: (line: string) => void,
): void {
  const found = new Set(assessment.findings.map(({ id }) => id));
  into.findings += findings.size;
  for (const id of findings) {
    if (found.has(id)) into.found++;
    else tell(`NOT FOUND ${id}`);
  }
  const accused = new Set<number | undefined>();
  for (const finding of assessment.findings) {
    if (finding.severity !== 'discrepancy' || findings.has(finding.id)) continue;
    tell(`ACCUSED ${finding.rule} ${finding.message.zh}`);
    for (const { place } of finding.operands) accused.add(place.page);
  }
  into.accusedPages += accused.size;
}

function countSettled(
  truth: Original['truth'],
  tables: readonly RawTable[],
  { raw }: AuditedDocument,
  into: Outcome,
  tell: (line: string) => void,
): void {
  const places = new Set(
    raw.notices.filter(({ code }) => code === 'read-with-sums').map(({ place }) => JSON.stringify(place)),
  );
  for (const table of tables) {
    const settled = table.cells.filter((cell) => places.has(JSON.stringify(cell.place)));
    const left = table.cells.filter(
      ({ confidence, text }) => confidence !== undefined && confidence < DOUBTFUL && /\d/u.test(text),
    );
    into.doubtful += left.length + settled.length;
    into.settled += settled.length;
    if (settled.length === 0) continue;
    const [wanted] = truth.tables
      .map((one) => ({ one, agreement: score({ tables: [one] }, [table]).cell }))
      .sort((a, b) => b.agreement - a.agreement);
    for (const { row, column, text } of settled) {
      const printed = wanted?.one.cells.find(({ r, c }) => r === row && c === column)?.text ?? '';
      if (plain(printed) === plain(text)) continue;
      into.settledWrongly++;
      tell(`SETTLED WRONGLY ${row},${column} ${printed} as ${text}`);
    }
  }
}

function plain(text: string): string {
  return squeeze(foldWidth(text)).normalize('NFKC');
}
