import { setFlagsFromString } from 'node:v8';

/**
 * The optimizing compiler of the engine waits fifteen times as long as by default. Each thread compiles for itself, and for
 * a few hundred documents that took as much time as reading them (docs/adr/0008-threads-write-what-they-read.md). The
 * plain compiler, which takes hardly any time, is used at once instead of the interpreter.
 */
const COMPILER_FLAGS = ['--interrupt-budget=1000000', '--always-sparkplug', '--no-lazy-feedback-allocation'];

/**
 * What is young need not be moved while the space for it grows. What the optimizer takes for lasting it would place among
 * the old at once, where each keeps alive what it points to, mostly a document that is done with.
 */
const MEMORY_FLAGS = ['--min-semi-space-size=16', '--initial-old-space-size=128', '--no-allocation-site-pretenuring'];

/** Two threads of two cores that compiled and collected on others too were 1.5 times as fast as one (the same ADR). */
const CORE_EACH_FLAGS = [
  '--no-concurrent-recompilation',
  '--no-parallel-scavenge',
  '--no-parallel-compaction',
  '--no-parallel-pointer-update',
];

/** Threads take the flags of their process: to be called before the first of them starts. */
export function setEngineFlags(coreEach: boolean): void {
  for (const flag of [...COMPILER_FLAGS, ...(coreEach ? CORE_EACH_FLAGS : [])]) setFlagsFromString(flag);
  setMemoryFlags();
}

/** Those alone that say where objects lie and when they are collected. */
export function setMemoryFlags(): void {
  for (const flag of MEMORY_FLAGS) setFlagsFromString(flag);
}
