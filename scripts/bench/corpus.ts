import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../make-corpus.ts', import.meta.url));

/** A folder of generated documents, of which the formats take turns; made once and kept. */
export function corpus(
  { folder, seed }: { folder: string; seed: string },
  name: string,
  documents: number,
  formats: string,
): string {
  const made = join(folder, `${name}-${documents}-${seed}`);
  if (existsSync(made)) return made;
  mkdirSync(folder, { recursive: true });
  // What was broken off is no corpus.
  const unfinished = `${made}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const options = [unfinished, '--documents', String(documents), '--seed', seed, '--formats', formats];
  spawnSync('npx', ['tsx', SCRIPT, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
  renameSync(unfinished, made);
  return made;
}
