import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { type RawDocument, squeeze } from '../../../schemas/index.js';
import { score, type Truth } from '../../../scripts/score-tables.js';

const REPORTS = '../shared/reports';
const TRUTH = '../shared/truth';
const ids = existsSync(TRUTH)
  ? readdirSync(TRUTH).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []))
  : [];

/** Real reports are not part of this repository: where they are not laid beside it, there is nothing to test. */
describe.skipIf(ids.length === 0)('real reports as Word documents (../shared/reports)', () => {
  it.each(ids)('%s: every cell and every paragraph, in order', async (id) => {
    const truth = JSON.parse(readFileSync(`${TRUTH}/${id}.json`, 'utf8')) as Truth & { paragraphs: string[] };
    const document = await extract(readFileSync(`${REPORTS}/${id}.docx`), { limits: DEFAULT_LIMITS });
    const result = score(
      truth,
      document.blocks.filter((block) => block.kind === 'table'),
    );
    expect(result).toMatchObject({ cell: 1, adjacency: 1 });
    expect(paragraphs(document)).toEqual(truth.paragraphs.map(squeeze).filter((text) => text !== ''));
  });
});

function paragraphs({ blocks }: RawDocument): string[] {
  return blocks.flatMap((block) => (block.kind === 'table' ? [] : [squeeze(block.text)]));
}
