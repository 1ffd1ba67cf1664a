import { ACCOUNTS } from './adversarial/accounts.js';
import { checkCases } from './adversarial/check.js';
import { EXPENSES } from './adversarial/expenses.js';
import { MORE } from './adversarial/more.js';
import { PROJECTS } from './adversarial/projects.js';
import { SHEETS } from './adversarial/sheets.js';
import { TRAPS } from './adversarial/traps.js';
import { REPORTS } from './adversarial/reports.js';
import { SCORES } from './adversarial/scores.js';
import { STAFF } from './adversarial/staff.js';

checkCases([...ACCOUNTS, ...EXPENSES, ...STAFF, ...PROJECTS, ...SCORES, ...MORE, ...SHEETS, ...TRAPS, ...REPORTS]);
