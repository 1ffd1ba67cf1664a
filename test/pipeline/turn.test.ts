import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { inTurn, newTurn } from '../../pipeline/turn.js';

/** A thread that takes the turn, says so, and gives it back or dies. */
function other(turn: SharedArrayBuffer, afterwards: string): Promise<Worker> {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    const state = new Int32Array(workerData);
    Atomics.store(state, 0, 1);
    parentPort.postMessage('taken');
    ${afterwards}`;
  const worker = new Worker(code, { eval: true, workerData: turn });
  return new Promise((resolve, reject) => worker.once('message', () => resolve(worker)).once('error', reject));
}

test('who comes second is woken when the first is done', async () => {
  const turn = newTurn();
  await other(turn, 'setTimeout(() => { Atomics.store(state, 0, 0); Atomics.notify(state, 0, 1); }, 300);');
  expect(inTurn(turn, () => Atomics.load(new Int32Array(turn), 0))).toBe(1);
  expect(Atomics.load(new Int32Array(turn), 0)).toBe(0);
});

test('a thread that died in its turn holds up nobody for ever, and an error gives the turn back', async () => {
  const turn = newTurn();
  const worker = await other(turn, 'setInterval(() => {}, 1000);');
  await worker.terminate();
  expect(inTurn(turn, () => 'written')).toBe('written');
  expect(() =>
    inTurn(turn, () => {
      throw new Error('disk full');
    }),
  ).toThrow('disk full');
  expect(inTurn(turn, () => 'next')).toBe('next');
}, 15_000);

test('without other threads there is nothing to wait for', () => {
  expect(inTurn(undefined, () => 1)).toBe(1);
});
