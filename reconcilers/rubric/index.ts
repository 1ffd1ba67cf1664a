export { readGoal, shareOf } from './goal.js';
export { parseRule } from './parse.js';
export { runRule } from './run.js';
export { judgedLines, scoreVerdicts } from './verdict.js';
