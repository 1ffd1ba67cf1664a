import { foldWidth, type RawDocument } from '../../schemas/index.js';
import type { Grid } from './grid.js';

/** The fewest digits by which a figure is known again. */
const DIGITS = 5;

/**
 * The unit of a form that prints none: that of the sentences which print its figures again (12,480.35 in the table, 全年支出
 * 12,480.35万元 in the text). '' where none does, or where they differ.
 */
export function unitsInProse(raw: RawDocument): (grid: Grid) => string {
  let units: Map<string, Set<string>> | undefined;
  return (grid) => {
    units ??= printedUnits(raw);
    const found = new Set<string>();
    for (const { figure, squeezed } of grid.cells) {
      if (!figure) continue;
      for (const unit of units.get(squeezed.replace(/[,，]/gu, '')) ?? []) found.add(unit);
    }
    const [unit] = found;
    return found.size === 1 && unit !== undefined ? unit : '';
  };
}

function printedUnits(raw: RawDocument): Map<string, Set<string>> {
  const units = new Map<string, Set<string>>();
  for (const block of raw.blocks) {
    if (block.kind === 'table') continue;
    for (const [, number = '', unit = ''] of foldWidth(block.text).matchAll(MONEY)) {
      const digits = number.replaceAll(',', '');
      if (digits.replace(/\D|^[0.]+/gu, '').length < DIGITS) continue;
      const known = units.get(digits);
      if (known) known.add(unit);
      else units.set(digits, new Set([unit]));
    }
  }
  return units;
}

const MONEY = /(?<![\d.,])(\d[\d,]*(?:\.\d+)?)\s?(万元|亿元|元)(?!\/|每)/gu;
