/** Windows code pages and font charsets → encodings that TextDecoder knows. GB2312 is really GBK. */
const CODE_PAGES: Readonly<Record<number, string>> = {
  936: 'gb18030',
  950: 'big5',
  932: 'shift_jis',
  949: 'euc-kr',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  10008: 'gb18030',
  54936: 'gb18030',
  65001: 'utf-8',
};

const FONT_CHARSETS: Readonly<Record<number, string>> = {
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
  204: 'windows-1251',
  238: 'windows-1250',
};

export const codePage = (number: number): string => CODE_PAGES[number] ?? 'windows-1252';

export const fontCharset = (number: number): string | undefined => FONT_CHARSETS[number];
