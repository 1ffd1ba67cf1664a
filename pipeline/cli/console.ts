import type { Language } from './language.js';
import type { Painter } from './terminal.js';

/** Where a command writes: results to `out`, everything else to `err`. */
export interface Console {
  language: Language;
  env: NodeJS.ProcessEnv;
  input: AsyncIterable<Buffer | string>;
  out: NodeJS.WriteStream;
  err: NodeJS.WriteStream;
  paint: Painter;
}

export function printLines(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  stream.write(lines.map((line) => `${line}\n`).join(''));
}

export function printJson(stream: NodeJS.WriteStream, value: unknown): void {
  stream.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** The exit code that `--fail-on` asks for: worse findings count too. */
export function failOnCode(
  failOn: 'discrepancy' | 'suspicious' | undefined,
  counts: { discrepancy: number; suspicious: number },
): 0 | 1 {
  if (failOn === undefined) return 0;
  return counts.discrepancy > 0 || (failOn === 'suspicious' && counts.suspicious > 0) ? 1 : 0;
}
