import type { Line } from '../../schemas/index.js';
import { bareLabel } from '../vocabulary/lookup.js';
import { UNIT_PRICE } from '../vocabulary/words.js';

/** Figures that may be added: no rates, changes, scores, other stages. */
export function addable(line: Line): boolean {
  if (line.role === 'caption' || line.role === 'serial' || line.role === 'blank') return false;
  if (line.unit === '%' || line.concept?.startsWith('rate.') || line.concept === 'staff.controlRate') return false;
  if (UNIT_PRICE.test(bareLabel(line.label))) return false;
  return !/(?:(?<!效)率|分值|得分|打分|权重|满分|%|比重|占比|比例|增减|变动)$/u.test(bareLabel(line.label));
}
