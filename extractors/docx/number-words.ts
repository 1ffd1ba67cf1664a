/** How an automatic number is written: the values of w:numFmt that Chinese and English Word offers. */
export function numberWord(format: string, value: number): string {
  const write = FORMATS[format];
  return write ? write(value) : String(value);
}

const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  none: () => '',
  bullet: () => '',
  decimalZero: (n) => (n < 10 ? `0${n}` : String(n)),
  upperRoman: roman,
  lowerRoman: (n) => roman(n).toLowerCase(),
  upperLetter: (n) => letter(n, 65),
  lowerLetter: (n) => letter(n, 97),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalHalfWidth: String,
  ordinal: (n) => `${n}${n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedParen: (n) => within(n, 1, 20, 0x2474) ?? `(${n})`,
  decimalEnclosedFullstop: (n) => within(n, 1, 20, 0x2488) ?? `${n}.`,
  ideographEnclosedCircle: (n) => within(n, 1, 10, 0x3280) ?? chinese(n, SIMPLE),
  chineseCounting: (n) => chinese(n, SIMPLE),
  chineseCountingThousand: (n) => chinese(n, SIMPLE),
  taiwaneseCounting: (n) => chinese(n, SIMPLE),
  taiwaneseCountingThousand: (n) => chinese(n, SIMPLE),
  japaneseCounting: (n) => chinese(n, SIMPLE),
  ideographDigital: (n) => [...String(n)].map((digit) => SIMPLE.digits[Number(digit)]).join(''),
  taiwaneseDigital: (n) => [...String(n)].map((digit) => SIMPLE.digits[Number(digit)]).join(''),
  chineseLegalSimplified: (n) => chinese(n, LEGAL),
  ideographLegalTraditional: (n) => chinese(n, LEGAL_TRADITIONAL),
  ideographTraditional: (n) => '甲乙丙丁戊己庚辛壬癸'.charAt((n - 1) % 10),
  ideographZodiac: (n) => '子丑寅卯辰巳午未申酉戌亥'.charAt((n - 1) % 12),
};

interface Numerals {
  digits: string;
  units: string;
}
const SIMPLE: Numerals = { digits: '〇一二三四五六七八九', units: '十百千' };
const LEGAL: Numerals = { digits: '零壹贰叁肆伍陆柒捌玖', units: '拾佰仟' };
const LEGAL_TRADITIONAL: Numerals = { digits: '零壹貳參肆伍陸柒捌玖', units: '拾佰仟' };

/** 12 → 十二, 105 → 一百零五. Word counts by digits from ten thousand on, and so does this. */
function chinese(value: number, { digits, units }: Numerals): string {
  const figures = [...String(value)].map(Number);
  if (value < 1 || figures.length > units.length + 1) return figures.map((figure) => digits[figure]).join('');
  let words = '';
  figures.forEach((figure, index) => {
    const unit = figures.length - 2 - index;
    if (figure === 0) words += '零';
    else if (figure === 1 && unit === 0 && words === '' && units === SIMPLE.units) words += '十';
    else words += (digits[figure] ?? '') + (unit >= 0 ? units.charAt(unit) : '');
  });
  return words.replace(/零+/g, '零').replace(/零$/, '');
}

function circled(value: number): string {
  return (
    within(value, 1, 20, 0x2460) ?? within(value, 21, 35, 0x3251) ?? within(value, 36, 50, 0x32b1) ?? String(value)
  );
}

function within(value: number, low: number, high: number, first: number): string | undefined {
  return value >= low && value <= high ? String.fromCodePoint(first + value - low) : undefined;
}

/** a … z, aa, bb: Word repeats the letter. */
function letter(value: number, first: number): string {
  if (value < 1) return '';
  return String.fromCharCode(first + ((value - 1) % 26)).repeat(Math.min(20, Math.ceil(value / 26)));
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let left = value;
  let word = '';
  for (const [worth, sign] of ROMAN) {
    word += sign.repeat(Math.floor(left / worth));
    left %= worth;
  }
  return word;
}
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function fullWidth(value: number): string {
  return [...String(value)].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('');
}
