import { afterEach, expect, test } from 'vitest';
import {
  documentWatch,
  documentsOf,
  listenTo,
  nativeCode,
  newBell,
  pageUnderWay,
  pageWatch,
  ring,
  threadAtPages,
} from '../../pipeline/bell.js';
import { effortOf } from '../../pipeline/effort.js';

afterEach(() => listenTo(undefined));

/** Whether the bell has been answered after this many milliseconds. */
async function answered(rung: Promise<void>, milliseconds: number): Promise<boolean> {
  const wait = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), milliseconds));
  return Promise.race([rung.then(() => true), wait]);
}

test('a thread outside native code may be ended at once', async () => {
  const bell = newBell();
  listenTo(bell);
  nativeCode.enter();
  nativeCode.leave();
  expect(await answered(ring(bell), 100)).toBe(true);
});

test('a thread inside native code is waited for', async () => {
  const bell = newBell();
  listenTo(bell);
  nativeCode.enter();
  const rung = ring(bell);
  expect(await answered(rung, 60)).toBe(false);
  nativeCode.leave();
  expect(await answered(rung, 1000)).toBe(true);
});

test('after the bell no thread enters native code', async () => {
  const bell = newBell();
  listenTo(bell);
  await ring(bell);
  expect(() => nativeCode.enter()).toThrow('stopped');
  expect(await answered(ring(bell), 100)).toBe(true);
});

test('without a bell native code is entered freely', () => {
  nativeCode.enter();
  nativeCode.leave();
});

test('the bell of one document says nothing of another', async () => {
  const [first, second] = [newBell(), newBell()];
  listenTo(first);
  await ring(first);
  listenTo(second);
  nativeCode.enter();
  nativeCode.leave();
});

test('the page under way is seen until it is done', () => {
  const bell = newBell();
  listenTo(bell);
  expect(pageUnderWay(bell)).toBeUndefined();
  pageWatch.begin(3, 9);
  expect(pageUnderWay(bell)).toEqual({ page: 3, of: 9 });
  expect(effortOf(threadAtPages(bell)).used !== undefined).toBe(process.platform === 'linux');
  pageWatch.end();
  expect(pageUnderWay(bell)).toBeUndefined();
});

test('documents are told one after another, and none is begun after the bell', async () => {
  const bell = newBell(3);
  listenTo(bell);
  expect(documentsOf(bell)).toEqual({ begun: 0, outcomes: [] });
  expect(documentWatch.begin()).toBe(true);
  expect(documentsOf(bell)).toEqual({ begun: 1, outcomes: [] });
  documentWatch.end('read');
  expect(documentWatch.begin()).toBe(true);
  documentWatch.end('failed');
  await ring(bell);
  expect(documentWatch.begin()).toBe(false);
  expect(documentsOf(bell)).toEqual({ begun: 2, outcomes: ['read', 'failed'] });
});
