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
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  49: '@',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** The code of a format: the file's own, else a built-in one, else General. */
export function formatCode(id: number, own: ReadonlyMap<number, string>): string {
  return own.get(id) ?? BUILT_IN[id] ?? 'General';
}

/** Numbers are kept in binary: what is typed as 44.275 is stored as 44.274999999999999, and shown rounded from 44.275. */
const PRECISION = 15;
/** Signs that General gives a number, its own sign aside. */
const GENERAL_WIDTH = 11;
/** More decimals than these come out of a formula. */
const MOST_TYPED = 6;

/**
 * A stored number as the sheet shows it: `0.9` under `0.00%` is `90.00%`. Formats of general use are followed (digits,
 * commas, percent, signs, literals, sections, dates); under any other the number is shown in full.
 *
 * @param epoch1904 the workbook counts days from 1904
 */
export function display(stored: string, code: string, epoch1904 = false): string {
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(stored)) return stored;
  const value = new Decimal(stored).toSignificantDigits(PRECISION);
  const sections = splitSections(code);
  const index = sectionFor(value, sections);
  const section = sections[index] ?? 'General';
  if (isDate(section)) return showDate(value, section, epoch1904);
  const pieces = tokens(section);
  // General"元" shows the number as it is, with what stands around it.
  if (pieces.some(({ kind }) => kind === 'general'))
    return pieces
      .map(({ kind, text }) =>
        kind === 'general' ? general(index === 0 && !/\[</.test(section) ? value : value.abs()) : text,
      )
      .join('');
  if (section === '') return '';
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

/** Sections for positive, negative, zero and text; semicolons in quotes do not count. An empty one shows nothing. */
function splitSections(code: string): string[] {
  const sections = [''];
  for (const [piece] of code.matchAll(/"[^"]*"?|[\\!_*].|[^]/gu)) {
    if (piece === ';') sections.push('');
    else sections[sections.length - 1] += piece;
  }
  // Behind a last semicolon nothing is said, and of what that shows programs do not agree: the number is shown.
  if (sections.length === 2 && sections[1] === '') sections.pop();
  return sections.length === 1 && sections[0] === '' ? ['General'] : sections;
}

function tokens(section: string): Token[] {
  const found: Token[] = [];
  // Quoted text, escaped characters, widths and fills, colours and conditions, digits, anything else.
  for (const [whole, quoted, escaped, money] of section.matchAll(
    /"([^"]*)"|[\\!](.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|General|@|[0#?.,/Ee]+|./gu,
  )) {
    if (quoted !== undefined || escaped !== undefined || money !== undefined) {
      found.push({ kind: 'literal', text: quoted ?? escaped ?? money ?? '' });
    } else if (whole === 'General' || whole === '@') found.push({ kind: 'general', text: whole });
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

/**
 * General, and a number in a cell for text: eleven signs and no more, however wide the column is. That hides the binary
 * noise of sums, which would else be taken for printed decimals. Whole numbers are shown in full, as long ones are codes,
 * and so are six decimals: in 万元 they are 元 and 分, and other programs show them.
 */
function general(value: Decimal): string {
  const size = value.abs();
  const whole = size.floor().toFixed().length;
  if (value.decimalPlaces() <= MOST_TYPED || whole > GENERAL_WIDTH) return value.toFixed();
  const shown = value.toDecimalPlaces(Math.max(0, GENERAL_WIDTH - 1 - whole));
  if (size.lt('0.0001') && !shown.eq(value)) return scientific(value);
  return shown.toFixed();
}

/** `1.42109E-14`, of a number below one. */
function scientific(value: Decimal): string {
  const rounded = value.toSignificantDigits(6);
  const power = /^0\.(0*)/.exec(rounded.abs().toFixed())?.[1]?.length ?? 0;
  return `${rounded.times(new Decimal(10).pow(power + 1)).toFixed()}E-${String(power + 1).padStart(2, '0')}`;
}

const LITERAL = /"[^"]*"|\\.|\[[^\]]*\]|[_*]./g;
const ELAPSED = /\[(h+|m+|s+)\]/i;

function isDate(section: string): boolean {
  const bare = section.replace(LITERAL, '').replace(/s\.0+/gi, 's');
  return ELAPSED.test(section) || (/[ymdhs]|aaa/i.test(bare) && !/[0#?]/.test(bare) && !/General/i.test(bare));
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const CHINESE_DAYS = '日一二三四五六';

function showDate(value: Decimal, section: string, epoch1904: boolean): string {
  const decimals = /s\.(0+)/i.exec(section)?.[1]?.length ?? 0;
  const seconds = value.times(SECONDS).toDecimalPlaces(decimals);
  const days = seconds.div(SECONDS).floor().toNumber();
  // Excel believes in a 29 February 1900; no report is from before that.
  const date = new Date(Date.UTC(1899, 11, 30) + (days + (epoch1904 ? 1462 : 0)) * 1000 * SECONDS);
  if (Number.isNaN(date.getTime())) return general(value);
  const ofDay = seconds.minus(new Decimal(days).times(SECONDS));
  const clock = ofDay.floor().toNumber();
  const hour = Math.floor(clock / 3600);
  const half = /AM\/PM|上午\/下午|A\/P/i.exec(section)?.[0].split('/')[hour < 12 ? 0 : 1];
  let hours = false;
  // Minutes stand behind hours or before seconds; anywhere else the letter is a month's.
  const shown = (field: string, fraction: string | undefined, beforeSeconds: boolean): string => {
    const unit = field.charAt(0).toLowerCase();
    const long = field.length;
    if (unit === 'y') return String(date.getUTCFullYear()).slice(long < 3 ? -2 : 0);
    if (unit === 'a') return (long > 3 ? '星期' : '') + CHINESE_DAYS.charAt(date.getUTCDay());
    if (unit === 'm' && long > 2) return named(MONTHS[date.getUTCMonth()]!, long);
    if (unit === 'd' && long > 2) return named(DAYS[date.getUTCDay()]!, long);
    if (unit === 's' && fraction !== undefined)
      return ofDay
        .minus(ofDay.div(60).floor().times(60))
        .toFixed(decimals)
        .padStart(long + fraction.length, '0');
    const minutes = unit === 'm' && (hours || beforeSeconds);
    if (unit === 'h') hours = true;
    const number =
      unit === 'd'
        ? date.getUTCDate()
        : unit === 'h'
          ? half === undefined
            ? hour
            : hour % 12 || 12
          : unit === 's'
            ? clock % 60
            : minutes
              ? Math.floor(clock / 60) % 60
              : date.getUTCMonth() + 1;
    return String(number).padStart(long === 2 || minutes ? 2 : 1, '0');
  };
  return section
    .replace(
      /"([^"]*)"|[\\!](.)|\[(h+|m+|s+)\]|\[[^\]]*\]|_.|\*.|(AM\/PM|上午\/下午|A\/P)|(y+|m+|d+|h+|s+|a{3,})(\.0+)?(?=(:\[?s)?)|@/giu,
      (_, ...[quoted, escaped, elapsed, noon, field, fraction, next]: (string | undefined)[]) => {
        if (elapsed !== undefined) {
          hours = true;
          return seconds
            .div(ELAPSED_SECONDS[elapsed.charAt(0).toLowerCase()] ?? 1)
            .floor()
            .toFixed()
            .padStart(elapsed.length, '0');
        }
        if (noon !== undefined) return half ?? '';
        return field === undefined ? (quoted ?? escaped ?? '') : shown(field, fraction, next !== undefined);
      },
    )
    .trim();
}

const SECONDS = 86_400;
const ELAPSED_SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** A month or day by its name: three letters, all, or the first. */
function named(name: string, length: number): string {
  return length === 3 ? name.slice(0, 3) : length === 5 ? name.charAt(0) : name;
}
