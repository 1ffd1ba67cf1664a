import type { Message } from '../schemas/index.js';

/** Wrong usage or configuration: the command line says the sentence and ends with exit code 2. */
export class ConfigurationError extends Error {
  constructor(
    readonly sentence: Message,
    options?: { cause?: unknown },
  ) {
    super(sentence.en, options);
    this.name = 'ConfigurationError';
  }
}
