import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { squeeze } from '../../../schemas/index.js';
import type { RawTable } from '../../../schemas/index.js';
import { read } from './paper.js';

interface Truth {
  tables: { cells: { r: number; c: number; rowspan: number; colspan: number; text: string }[] }[];
  paragraphs: string[];
}

const folder = '../shared/truth';
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

describe.skipIf(names.length === 0)('real reports (skipped where ../shared is missing)', () => {
  it.each(names)('%s: every cell and every paragraph', async (name) => {
    const truth = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Truth;
    const document = await read(new Uint8Array(readFileSync(`../shared/reports/${name.replace('.json', '.pdf')}`)));
    const tables = document.blocks.filter((block): block is RawTable => block.kind === 'table');
    expect(
      tables.map(({ cells }) =>
        cells.map(({ row, column, rowSpan, colSpan, text }) =>
          [row, column, rowSpan, colSpan, squeeze(text)].join(' '),
        ),
      ),
    ).toEqual(
      truth.tables.map(({ cells }) =>
        cells.map(({ r, c, rowspan, colspan, text }) => [r, c, rowspan, colspan, squeeze(text)].join(' ')),
      ),
    );
    const prose = document.blocks.flatMap((block) => (block.kind === 'table' ? [] : [squeeze(block.text)]));
    expect(prose).toEqual(truth.paragraphs.map(squeeze).filter((text) => text !== ''));
  });
});
