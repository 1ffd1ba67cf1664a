import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const COMMAND = join(ROOT, 'bin', 'gouji.mjs');

/** The command runs from the build; threads cannot run TypeScript. */
export function build(): void {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'setup.mjs'), '--build-only'], { stdio: 'inherit' });
}

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command as a user would, in English. */
export function gouji(args: readonly string[], options: { cwd?: string; input?: string; env?: object } = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd: options.cwd ?? ROOT,
    input: options.input ?? '',
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, LC_ALL: 'en_US.UTF-8', NO_COLOR: '1', ...options.env },
  });
  return { code: status, out: stdout, err: stderr };
}

/** A folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Name → bytes as text of every file of an export. Compare with `differences`: a whole data set is no test output. */
export function exported(db: string, out: string): Record<string, string> {
  const { code, err } = gouji(['export', '--db', db, '--out', out]);
  if (code !== 0) throw new Error(err);
  return Object.fromEntries(
    readdirSync(out)
      .sort()
      .map((name) => [name, readFileSync(join(out, name), 'utf8')]),
  );
}

/** The first line that differs, a file: empty where two exports have the same bytes. */
export function differences(a: Record<string, string>, b: Record<string, string>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) => {
    if (a[name] === b[name]) return [];
    const [left, right] = [(a[name] ?? '').split('\r\n'), (b[name] ?? '').split('\r\n')];
    const line = left.findIndex((text, index) => text !== right[index]);
    return [`${name}:${line + 1}: ${left[line] ?? '(missing)'} ≠ ${right[line] ?? '(missing)'}`];
  });
}
