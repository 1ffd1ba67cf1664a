import { checkCases } from './adversarial/check.js';
import { PROVINCES } from './adversarial/reports-provinces.js';
import { MONEY } from './adversarial/reports-money.js';
import { SECTORS } from './adversarial/reports-sectors.js';

checkCases([...PROVINCES, ...SECTORS, ...MONEY]);
