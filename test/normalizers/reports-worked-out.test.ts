import { checkCases } from './adversarial/check.js';
import { TOLD } from './adversarial/reports-told.js';
import { WORKED_OUT } from './adversarial/reports-worked-out.js';

checkCases([...WORKED_OUT, ...TOLD]);
