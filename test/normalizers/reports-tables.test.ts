import { checkCases } from './adversarial/check.js';
import { MORE_REPORT_TABLES } from './adversarial/reports-tables-more.js';
import { REPORT_TABLES } from './adversarial/reports-tables.js';

checkCases([...REPORT_TABLES, ...MORE_REPORT_TABLES]);
