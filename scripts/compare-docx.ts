/**
 * Measures the Word reader against mammoth on the same files: what each makes of the tables, and how long it takes.
 * The figures of docs/adr/0003-docx-raw-parts.md come from here.
 *
 *   npx tsx scripts/compare-docx.ts [folder of .docx] [folder of truth] [times]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import type { RawDocument, RawTable } from '../schemas/index.js';
import { score, type Truth } from './score-tables.js';

const [reports = '../shared/reports', truths = '../shared/truth', times = '20'] = process.argv.slice(2);

const ways: Record<string, (bytes: Buffer) => Promise<RawDocument | undefined>> = {
  raw: (bytes) => extract(bytes, { limits: DEFAULT_LIMITS }),
  'mammoth, HTML read': async (bytes) => {
    const { value } = await mammoth.convertToHtml({ buffer: bytes });
    // mammoth draws no borders, and a table without any could be layout.
    const html = `<html>${value.replaceAll('<table>', '<table border="1">')}</html>`;
    return extract(Buffer.from(html), { limits: DEFAULT_LIMITS });
  },
  'mammoth alone': async (bytes) => {
    await mammoth.convertToHtml({ buffer: bytes });
    return undefined;
  },
};

for (const name of readdirSync(reports).filter((file) => file.endsWith('.docx'))) {
  const bytes = readFileSync(join(reports, name));
  const truthPath = join(truths, name.replace(/docx$/, 'json'));
  for (const [way, read] of Object.entries(ways)) {
    const document = await read(bytes);
    const started = process.cpuUsage();
    for (let time = 0; time < Number(times); time++) await read(bytes);
    const { user, system } = process.cpuUsage(started);
    const cost = `${((user + system) / 1000 / Number(times)).toFixed(1)} ms`;
    let result = '';
    if (document && existsSync(truthPath)) {
      const tables = document.blocks.filter((block): block is RawTable => block.kind === 'table');
      const { cell, adjacency } = score(JSON.parse(readFileSync(truthPath, 'utf8')) as Truth, tables);
      result = `cell F1 ${cell.toFixed(4)}  adjacency F1 ${adjacency.toFixed(4)}`;
    }
    console.log(`${name.padEnd(24)} ${way.padEnd(20)} ${cost.padStart(9)}  ${result}`);
  }
}
