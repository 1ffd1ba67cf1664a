import { Decimal } from '../schemas/index.js';

/** Money units as they are printed, and how many fen (0.01 元) one of them holds. */
const FEN: Record<string, string> = {
  分钱: '1',
  元: '100',
  人民币元: '100',
  百元: '10000',
  千元: '100000',
  万: '1000000',
  万元: '1000000',
  人民币万元: '1000000',
  百万元: '100000000',
  千万元: '1000000000',
  亿: '10000000000',
  亿元: '10000000000',
};

const INT64_MAX = new Decimal('9223372036854775807');

/**
 * A printed amount in fen, the smallest unit of the store, as integer text. Fen holds 万元 with six decimals exactly.
 * Null where the unit is no money, or where fen cannot hold the amount exactly: it is never rounded.
 */
export function fenOf(value: string, unit: string): string | null {
  const factor = FEN[unit];
  if (factor === undefined) return null;
  return integerText(new Decimal(value).times(factor));
}

/** Points (scores, weights) in thousandths as integer text; null beyond three decimals. */
export function milliOf(points: string | null): string | null {
  return points === null ? null : integerText(new Decimal(points).times(1000));
}

function integerText(value: Decimal): string | null {
  return value.isInteger() && value.abs().lte(INT64_MAX) ? (value.isZero() ? '0' : value.toFixed()) : null;
}
