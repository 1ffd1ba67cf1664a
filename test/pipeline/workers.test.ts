import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { Workers } from '../../pipeline/workers.js';

const workers = new Workers(
  { threads: 2, seconds: 2, megabytes: 64, coreEach: true },
  fileURLToPath(new URL('./bad-worker.mjs', import.meta.url)),
);
afterAll(() => workers.close());

async function codes(...locations: string[]): Promise<string[]> {
  const results = await Promise.all(locations.map((location) => workers.run({ want: 'store', location, options: {} })));
  return results.map((result) => (result.kind === 'failed' ? result.failure.code : result.kind));
}

test.each([
  ['hang', 'timeout'],
  ['wait', 'timeout'],
  ['hog', 'out-of-memory'],
  ['exit', 'internal-error'],
  ['throw', 'internal-error'],
])('a document that does %s fails alone with %s', async (deed, code) => {
  expect(await codes('good', deed, 'good', 'good')).toEqual(['same', code, 'same', 'same']);
});

test('pages that are read from pictures have a time of their own, and are told', async () => {
  const told: string[] = [];
  const result = await workers.run({ want: 'store', location: '6 pages', options: {} }, ({ page, of }) =>
    told.push(`${page}/${of}`),
  );
  expect(result.kind).toBe('same');
  expect(told).toEqual(['1/6', '2/6', '3/6', '4/6', '5/6', '6/6']);
});

test('a page that hangs is named', async () => {
  const result = await workers.run({ want: 'store', location: 'stuck page', options: {} });
  expect(result).toMatchObject({ kind: 'failed', failure: { code: 'timeout' } });
  expect(result.kind === 'failed' && result.failure.message.en).toContain('Page 7');
});

test('what a document leaves behind takes no other one with it', async () => {
  expect(await codes('late', 'late')).toEqual(['same', 'same']);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await codes('good', 'good', 'good')).toEqual(['same', 'same', 'same']);
});

test('after stop nothing is answered', async () => {
  const stopped = new Workers({ threads: 1, seconds: 5, megabytes: 64 }, workers.file);
  const running = stopped.run({ want: 'store', location: 'hang', options: {} });
  stopped.stop();
  await expect(running).rejects.toThrow();
  await stopped.close();
});
