#!/usr/bin/env -S node --single-threaded-gc
// The command. In a checkout it makes itself ready first; an installed package is ready as it is.
import { existsSync } from 'node:fs';

if (existsSync(new URL('../tsconfig.build.json', import.meta.url))) {
  const { setUp } = await import('../scripts/setup.mjs');
  setUp();
}
const { main } = await import('../dist/pipeline/cli.js');
process.exitCode = await main(process.argv.slice(2));
