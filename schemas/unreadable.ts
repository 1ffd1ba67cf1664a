import type { Message } from './notice.js';

/**
 * The one exception that crosses layers: the input cannot be read. `code` is stable kebab-case
 * (`empty-file`, `unsupported-format`, `password-required`, `wrong-password`, `damaged`, `too-large`, `timeout`, `out-of-memory` …);
 * the message says what a person can do about it.
 */
export class UnreadableError extends Error {
  constructor(
    readonly code: string,
    readonly sentence: Message,
    options?: { cause?: unknown },
  ) {
    super(`${code}: ${sentence.en}`, options);
    this.name = 'UnreadableError';
  }
}
