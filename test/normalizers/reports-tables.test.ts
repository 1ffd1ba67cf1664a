import { checkCases } from './adversarial/check.js';
import { REPORT_TABLES } from './adversarial/reports-tables.js';

checkCases(REPORT_TABLES);
