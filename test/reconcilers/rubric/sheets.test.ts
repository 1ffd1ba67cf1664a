import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { normalize } from '../../../normalizers/index.js';
import { assess } from '../../../reconcilers/index.js';
import type { Assessment } from '../../../schemas/index.js';
import { SHEETS_ELSEWHERE } from './sheets-elsewhere.js';
import { SHEETS } from './sheets.js';

const ALL = [...SHEETS, ...SHEETS_ELSEWHERE];
const WHOLE = ALL.map(({ name, sheet, computed }) => [name, sheet, computed] as const);
const FAULTY = ALL.flatMap(({ name, sheet, faults }) => faults.map((fault) => [name, ...fault, sheet] as const));

describe('score sheets', () => {
  it.each(WHOLE)('%s: accuses nobody', async (_name, sheet, computed) => {
    const { findings, scores } = await assessed(sheet);
    expect(findings.filter(({ severity }) => severity !== 'rounding').map(({ message }) => message.zh)).toEqual([]);
    expect(scores.filter(({ verdict }) => verdict !== 'notComputable')).toHaveLength(computed);
  });

  it.each(FAULTY)('%s: %s as %s', async (_name, from, to, rule, repair, sheet) => {
    expect(sheet).toContain(from);
    const { findings } = await assessed(sheet.replace(from, to));
    const [root, ...others] = findings.filter(
      ({ severity, consequenceOf }) => severity !== 'rounding' && consequenceOf === null,
    );
    expect([root?.rule, root?.causes[0]?.repair?.value ?? '']).toEqual([rule, repair]);
    expect(others.map(({ message }) => message.zh)).toEqual([]);
  });
});

async function assessed(sheet: string): Promise<Assessment> {
  const bytes = new TextEncoder().encode(htmlOf(sheet));
  return assess(normalize(await extract(bytes, { limits: DEFAULT_LIMITS })));
}

function htmlOf(art: string): string {
  const pieces: string[] = [];
  let rows: string[][] = [];
  const close = () => {
    if (rows.length > 0) pieces.push(`<table>${rows.map((row, at) => rowOf(row, at, rows)).join('')}</table>`);
    rows = [];
  };
  for (const line of art.trim().split('\n')) {
    if (line.startsWith('|')) rows.push(line.slice(1, -1).split('|'));
    else {
      close();
      pieces.push(`<p>${escaped(line)}</p>`);
    }
  }
  close();
  return `<html><head><meta charset="utf-8"></head><body>${pieces.join('')}</body></html>`;
}

function rowOf(row: readonly string[], at: number, rows: readonly string[][]): string {
  const width = Math.max(...rows.map(({ length }) => length));
  const cells = Array.from({ length: width }, (_, column) => {
    const text = row[column]?.trim() ?? '';
    if (text === '<' || text === '^') return '';
    let [across, down] = [1, 1];
    while (row[column + across]?.trim() === '<') across++;
    while (rows[at + down]?.[column]?.trim() === '^') down++;
    return `<td rowspan="${down}" colspan="${across}">${escaped(text)}</td>`;
  });
  return `<tr>${cells.join('')}</tr>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\\n/g, '<br>');
}
