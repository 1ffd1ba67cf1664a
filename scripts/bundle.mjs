/**
 * Joins the modules of the command, and those of its threads, into a few files of dist/pipeline, over those that the
 * compiler wrote: each thread loads some 400 modules at its start, and every name that crosses from one into another is
 * looked up (docs/adr/0008-threads-write-what-they-read.md). What is loaded by need stays in a file of its own, and packages
 * stay where they are. Modules for programs that use the library stay single.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = join(fileURLToPath(import.meta.url), '..', '..');

await build({
  absWorkingDir: ROOT,
  entryPoints: ['pipeline/cli.ts', 'pipeline/worker.ts'],
  outdir: 'dist/pipeline',
  outbase: 'pipeline',
  // Beside the others: files are found by where the code that asks for them stands.
  chunkNames: 'chunk-[hash]',
  tsconfig: 'tsconfig.build.json',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
