export { runRule } from './run.js';
export { scoreVerdicts } from './verdict.js';
