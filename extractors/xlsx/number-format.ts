import { Decimal } from '../../schemas/index.js';

/** Built-in formats that files refer to by number only; the Chinese ones for dates. */
const BUILT_IN: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '¥#,##0;¥-#,##0',
  6: '¥#,##0;¥-#,##0',
  7: '¥#,##0.00;¥-#,##0.00',
  8: '¥#,##0.00;¥-#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  36: 'yyyy"年"m"月"',
  37: '#,##0;-#,##0',
  38: '#,##0;-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;-#,##0.00',
  41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
  42: '_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* "-"_ ;_ @_ ',
  43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
  44: '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
  49: '@',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** The code of a format: the file's own, else a built-in one, else General. */
export function formatCode(id: number, own: ReadonlyMap<number, string>): string {
  return own.get(id) ?? BUILT_IN[id] ?? 'General';
}

/**
 * A stored number as the sheet shows it: `0.9` under `0.00%` is `90.00%`. Formats of general use are followed (digits,
 * commas, percent, signs, literals, sections, dates); under any other the number is shown in full.
 *
 * @param epoch1904 the workbook counts days from 1904
 */
export function display(stored: string, code: string, epoch1904 = false): string {
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(stored)) return stored;
  const value = new Decimal(stored);
  const sections = splitSections(code);
  const index = sectionFor(value, sections);
  const section = sections[index] ?? 'General';
  if (isDate(section)) return showDate(value, section, epoch1904);
  const pieces = tokens(section);
  // General"元" shows the number as it is, with what stands around it.
  if (pieces.some(({ kind }) => kind === 'general'))
    return pieces
      .map(({ kind, text }) => (kind === 'general' ? general(index === 0 ? value : value.abs()) : text))
      .join('');
  const pattern = pieces.map(({ kind, text }) => (kind === 'digits' ? text : '')).join('');
  if (pattern === '' && pieces.some(({ kind }) => kind === 'literal')) return joined(pieces, '').trim();
  if (pattern === '' || /[/eE]/.test(pattern)) return general(value);
  let shown = value;
  for (const { kind, text } of pieces) if (kind === 'literal' && text === '%') shown = shown.times(100);
  const commas = /,+$/.exec(pattern)?.[0].length ?? 0;
  shown = shown.div(new Decimal(1000).pow(commas));
  const digits = showDigits(shown.abs(), pattern.replace(/,+$/, ''));
  const minus = shown.isNegative() && index === 0 && !/\[</.test(section) && /[1-9]/.test(digits) ? '-' : '';
  return (minus + joined(pieces, digits)).trim();
}

/** The section for a number: the first whose condition holds, else by its sign. */
function sectionFor(value: Decimal, sections: readonly string[]): number {
  const conditions = sections.map((section) =>
    /^(?:\[[^\]<>=]*\])*\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]/.exec(section),
  );
  if (conditions.some((condition) => condition !== null)) {
    const found = conditions.findIndex((condition) => {
      if (!condition) return true;
      const [, sign = '', bound = '0'] = condition;
      if (value.eq(bound)) return sign.includes('=');
      return sign === '<>' || sign.startsWith(value.lt(bound) ? '<' : '>');
    });
    return found < 0 ? sections.length - 1 : found;
  }
  return sections.length > 2 && value.isZero() ? 2 : sections.length > 1 && value.isNegative() ? 1 : 0;
}

interface Token {
  kind: 'digits' | 'literal' | 'general';
  text: string;
}

/** Sections for positive, negative and zero; semicolons in quotes do not count. */
function splitSections(code: string): string[] {
  return code.match(/("[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;)/g) ?? ['General'];
}

function tokens(section: string): Token[] {
  const found: Token[] = [];
  // Quoted text, escaped characters, widths and fills, colours and conditions, digits, anything else.
  for (const [whole, quoted, escaped, money] of section.matchAll(
    /"([^"]*)"|[\\!](.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|General|[0#?.,/Ee]+|./gu,
  )) {
    if (quoted !== undefined || escaped !== undefined || money !== undefined) {
      found.push({ kind: 'literal', text: quoted ?? escaped ?? money ?? '' });
    } else if (whole === 'General') found.push({ kind: 'general', text: whole });
    else if (/^[0#?.,/Ee]+$/.test(whole)) found.push({ kind: 'digits', text: whole });
    else if (!/^([_*].|\[.*\])$/u.test(whole)) found.push({ kind: 'literal', text: whole });
  }
  return found;
}

/**
 * The literals with the digits between them. Where a literal parts the digits each group takes as many as it has places,
 * from the right: `0!.0,"万"` shows 123456 as 12.3万.
 */
function joined(pieces: readonly Token[], digits: string): string {
  let left = digits;
  let groups = pieces.filter(({ kind }) => kind === 'digits').length;
  const shown: string[] = [];
  for (const { kind, text } of [...pieces].reverse()) {
    if (kind === 'literal') {
      shown.unshift(text);
      continue;
    }
    groups--;
    const places = groups === 0 ? left.length : text.replace(/[^0#?.]/g, '').length;
    const from = Math.max(0, left.length - places);
    shown.unshift(left.slice(from));
    left = left.slice(0, from);
  }
  return shown.join('');
}

function showDigits(value: Decimal, pattern: string): string {
  const [whole = '', fraction = ''] = pattern.split('.');
  const fixed = value.toFixed(fraction.replace(/[^0#?]/g, '').length);
  const [integer = '0', decimals = ''] = fixed.split('.');
  const least = (whole.match(/0/g) ?? []).length;
  const padded = integer === '0' && least === 0 ? '' : integer.padStart(least, '0');
  const grouped = whole.includes(',') ? padded.replace(/\B(?=(\d{3})+$)/g, ',') : padded;
  const needed = (fraction.match(/0/g) ?? []).length;
  let kept = decimals;
  while (kept.length > needed && kept.endsWith('0')) kept = kept.slice(0, -1);
  return kept === '' ? grouped : `${grouped}.${kept}`;
}

/** General shows what was typed; binary noise in the seventeenth digit was never seen by anybody. */
function general(value: Decimal): string {
  return value.toSignificantDigits(15).toFixed();
}

function isDate(section: string): boolean {
  const bare = section.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '');
  return /[ymdhs]/i.test(bare) && !/[0#?]/.test(bare) && !/General/i.test(bare);
}

function showDate(value: Decimal, section: string, epoch1904: boolean): string {
  const days = value.floor().toNumber() + (epoch1904 ? 1462 : 0);
  // Excel believes in a 29 February 1900; no report is from before that.
  const date = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000);
  const seconds = value.minus(value.floor()).times(86_400).toDecimalPlaces(0).toNumber();
  if (Number.isNaN(date.getTime())) return general(value);
  const parts: Record<string, number> = {
    y: date.getUTCFullYear(),
    m: date.getUTCMonth() + 1,
    d: date.getUTCDate(),
    h: Math.floor(seconds / 3600),
    s: seconds % 60,
  };
  let hours = false;
  return section
    .replace(/\[[^\]]*\]|AM\/PM|[_*]./gi, '')
    .replace(/"([^"]*)"|\\(.)|(y+|m+|d+|h+|s+)|@/gi, (_, quoted?: string, escaped?: string, field?: string) => {
      if (field === undefined) return quoted ?? escaped ?? '';
      const unit = field.charAt(0).toLowerCase();
      const minutes = unit === 'm' && hours;
      if (unit === 'h') hours = true;
      const number = minutes ? Math.floor(seconds / 60) % 60 : (parts[unit] ?? 0);
      const text = String(unit === 'y' && field.length < 3 ? number % 100 : number);
      return field.length === 2 || minutes ? text.padStart(2, '0') : text;
    })
    .trim();
}
