/** Money units as they are printed, and how many decimals of one of them a fen (0.01 元) is. */
const FEN_PLACES: ReadonlyMap<string, number> = new Map([
  ['分钱', 0],
  ['元', 2],
  ['人民币元', 2],
  ['百元', 4],
  ['千元', 5],
  ['万', 6],
  ['万元', 6],
  ['人民币万元', 6],
  ['百万元', 8],
  ['千万元', 9],
  ['亿', 10],
  ['亿元', 10],
]);

const INT64_MAX = '9223372036854775807';

/**
 * A printed amount in fen, the smallest unit of the store, as integer text. Fen holds 万元 with six decimals exactly.
 * Null where the unit is no money, or where fen cannot hold the amount exactly: it is never rounded.
 */
export function fenOf(value: string, unit: string): string | null {
  const places = FEN_PLACES.get(unit);
  return places === undefined ? null : shifted(value, places);
}

/** Points (scores, weights) in thousandths as integer text; null beyond three decimals. */
export function milliOf(points: string | null): string | null {
  return points === null ? null : shifted(points, 3);
}

/** A plain decimal times ten to the power of `places`: the point moves. Null where that is no integer of 64 bits. */
function shifted(decimal: string, places: number): string | null {
  const negative = decimal.startsWith('-');
  const point = decimal.indexOf('.');
  const end = point < 0 ? decimal.length : point;
  const fraction = point < 0 ? '' : decimal.slice(point + 1);
  if (fraction.length > places && /[^0]/.test(fraction.slice(places))) return null;
  const kept = fraction.length > places ? fraction.slice(0, places) : fraction.padEnd(places, '0');
  const all = decimal.slice(negative ? 1 : 0, end) + kept;
  const digits = all.startsWith('0') ? all.replace(/^0+(?=.)/, '') : all;
  if (digits.length > INT64_MAX.length || (digits.length === INT64_MAX.length && digits > INT64_MAX)) return null;
  return negative && digits !== '0' ? `-${digits}` : digits;
}
