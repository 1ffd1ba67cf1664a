export { runRule } from './run.js';
export type { RuleAnswer, RuleRequest } from './run.js';
export { scoreVerdicts } from './verdict.js';
