import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { FoundFile } from '../../pipeline/store/writer.js';
import { Workers } from '../../pipeline/workers.js';
import type { BatchProgress } from '../../pipeline/workers.js';

const workers = new Workers(
  { threads: 2, seconds: 2, megabytes: 64, coreEach: true },
  fileURLToPath(new URL('./bad-worker.mjs', import.meta.url)),
);
afterAll(() => workers.close());

function file(location: string, path: string): FoundFile {
  return { location, path, size: 1, modified: 0 };
}

function store(locations: readonly string[], progress: Partial<BatchProgress> = {}, among = workers): Promise<void> {
  const into = { db: 'none', version: '0', run: 1 };
  const documents = locations.map((location, at) => ({ file: file(location, `${at}`) }));
  return among.store({ documents, options: {}, into }, { page: () => {}, done: () => {}, lost: () => {}, ...progress });
}

/** What becomes of documents that one thread is given at once. */
async function codes(...locations: string[]): Promise<string[]> {
  const told: string[] = [];
  await store(locations, {
    done: ({ path }, outcome) => told.push(`${path} ${outcome}`),
    lost: ({ path }, { code }) => told.push(`${path} ${code}`),
  });
  expect(told.map((line) => Number(line.split(' ')[0]))).toEqual(locations.map((_, at) => at));
  return told.map((line) => line.split(' ')[1]!);
}

test.each([
  ['hang', 'timeout'],
  ['wait', 'timeout'],
  ['hog', 'out-of-memory'],
  ['exit', 'internal-error'],
  ['throw', 'internal-error'],
])('a document that does %s fails alone with %s', async (deed, code) => {
  const both = Promise.all([codes('good', 'good', deed, 'good'), codes('good', deed)]);
  expect(await both).toEqual([
    ['read', 'read', code, 'read'],
    ['read', code],
  ]);
});

test('what was written down before its thread ended is not read again', async () => {
  expect(await codes('good', 'done and exit', 'good')).toEqual(['read', 'read', 'read']);
});

test('a document that is shown fails with the same codes', async () => {
  const show = async (location: string): Promise<string> => {
    const result = await workers.show({ want: 'audit', location, options: {} });
    return result.kind === 'failed' ? result.failure.code : result.kind;
  };
  expect(await Promise.all(['good', 'hang', 'throw'].map(show))).toEqual(['audit', 'timeout', 'internal-error']);
});

test('pages that are read from pictures have a time of their own, and are told', async () => {
  const told: string[] = [];
  await store(['good', '6 pages'], { page: ({ path }, { page, of }) => told.push(`${path}: ${page}/${of}`) });
  expect(told).toEqual([1, 2, 3, 4, 5, 6].map((page) => `1: ${page}/6`));
});

test('a page that hangs is named', async () => {
  const lost: string[] = [];
  await store(['stuck page', 'good'], {
    lost: ({ path }, { code, message }) => lost.push(`${path} ${code} ${message.en}`),
  });
  expect(lost).toEqual([expect.stringMatching(/^0 timeout Page 7 /)]);
});

test('each document of many has the whole time', async () => {
  expect(await codes('1.2 s', '1.2 s', '1.2 s')).toEqual(['read', 'read', 'read']);
});

test('what a document leaves behind takes no other one with it', async () => {
  expect(await codes('late', 'late')).toEqual(['read', 'read']);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await codes('good', 'good', 'good')).toEqual(['read', 'read', 'read']);
});

test('a database that cannot be written ends the run', async () => {
  await expect(store(['good', 'unwritable', 'good'])).rejects.toThrow(/cannot be written \(disk full\)/);
});

test('after stop nothing is answered', async () => {
  const stopped = new Workers({ threads: 1, seconds: 5, megabytes: 64 }, workers.file);
  const running = store(['hang'], {}, stopped);
  stopped.stop();
  await expect(running).rejects.toThrow();
  await stopped.close();
});
