/** The words of the system. Imports nothing of ours. */
export * from './assessment.js';
export * from './concepts.js';
export * from './decimal.js';
export * from './notice.js';
export * from './output.js';
export * from './place.js';
export * from './raw.js';
export * from './report.js';
export * from './text.js';
export * from './unreadable.js';
