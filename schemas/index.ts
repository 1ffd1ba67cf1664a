/**
 * The words of the system, without the schemas that check them at run time (`schemas.ts`): those take longer to load
 * than the readers of all formats, and a thread that reads documents checks none. Imports nothing of ours.
 */
export type * from './assessment.js';
export type * from './concepts.js';
export * from './decimal.js';
export * from './marks.js';
export type * from './notice.js';
export * from './lists.js';
export * from './once.js';
export type * from './output.js';
export * from './place-within.js';
export type * from './place.js';
export type * from './raw.js';
export type * from './report.js';
export * from './remembered.js';
export * from './text.js';
export * from './unreadable.js';
