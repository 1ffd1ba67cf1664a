/** Tables with level rules or none as other hands set them: other fonts, other room, figures to the left, cells at the foot. */
import type { HtmlLook } from './html-looks.js';
import { styled } from './html-looks.js';
import type { DocxLook } from './docx-looks.js';

const PAPER = '@page{size:A4;margin:20mm 17mm} table{border-collapse:collapse;width:100%}';
const OFF = 'table,td,th,tr{border:none !important}';
const LEVEL = `${OFF} td{border-top:.5pt solid #000 !important;border-bottom:.5pt solid #000 !important}`;
const SONG = 'td,td *,p,p *{font-family:"AR PL UMing CN" !important}';
const KAI = 'td,td *{font-family:"AR PL UKai CN" !important}';
const MONO = 'td,td *{font-family:"WenQuanYi Micro Hei Mono" !important}';
const LEFT = 'td,td *{text-align:left !important}';
const cells = (size: number, leading: number, padding: string): string =>
  `td,td *{font-size:${size}pt !important;line-height:${leading} !important} td{padding:${padding} !important}`;
const look =
  (...css: readonly string[]): HtmlLook =>
  (html) =>
    styled([PAPER, ...css].join(' '), html);

/** Name and style of what a browser prints. */
export const BROWSED: readonly (readonly [name: string, look: HtmlLook, turn?: [rotate: number, content: number]])[] = [
  ['level rules, song, to the left', look(LEVEL, SONG, LEFT, cells(10.5, 1.6, '2pt 4pt'))],
  ['level rules, at the foot', look(LEVEL, cells(9, 1.25, '6px 3px 2px'), 'td{vertical-align:bottom !important}')],
  ['level rules, at the top', look(LEVEL, cells(9, 1.3, '3px 5px'), 'td{vertical-align:top !important}')],
  ['level rules, 12 point', look(LEVEL, KAI, cells(12, 1.3, '1pt 2pt'))],
  ['level rules, grey, airy', look(LEVEL, cells(9, 1.5, '8px 6px'), 'td{border-color:#ccc !important}')],
  ['level rules, sideways', look(LEVEL, cells(9, 1.25, '1px 3px')), [0, 1]],
  ['no rules, song, to the left', look(OFF, SONG, LEFT, cells(10.5, 1.5, '2pt 5pt'))],
  ['no rules, at the foot', look(OFF, cells(9, 1.25, '4px 9px'), 'td{vertical-align:bottom !important}')],
  ['no rules, one width', look(OFF, MONO, cells(9, 1.4, '3px 7px'))],
  ['no rules, 8 point', look(OFF, cells(8, 1.2, '2px 6px'))],
  ['no rules, landscape', look(OFF, '@page{size:A4 landscape}', cells(10, 1.3, '3px 10px'))],
  ['no rules, A3', look(OFF, KAI, '@page{size:A3 landscape}', cells(12, 1.3, '4px 10px'))],
  ['no rules, close', look(OFF, cells(9, 1.15, '0 3px'))],
  ['no rules, sideways', look(OFF, cells(9, 1.25, '3px 8px')), [0, 3]],
  ['no rules, large', look(OFF, '@page{size:630mm 891mm;margin:60mm} body{zoom:3}', cells(9, 1.25, '3px 8px'))],
  [
    'no rules, numbered pages',
    look(
      OFF,
      cells(9, 1.25, '3px 8px'),
      '@page{@top-left{content:"绩效自评材料汇编";font-size:9pt} @bottom-center{content:"第 " counter(page) " 页 共 " counter(pages) " 页";font-size:9pt}}',
    ),
  ],
  ['no rules, wide apart', look(OFF, cells(9, 1.25, '3px 8px'), 'td,td *{letter-spacing:.06em}')],
  ['no rules, justified', look(OFF, cells(9, 1.25, '3px 8px'), 'td,td *{text-align:justify !important}')],
  [
    'rule below each row, shaded head',
    look(
      OFF,
      cells(9, 1.3, '5px 6px'),
      'td{border-bottom:1px solid #dee2e6 !important} tr:first-child td{background:#f1f3f5}',
    ),
  ],
];

/** A note in small print below every table. */
export const noted =
  (css: string): HtmlLook =>
  (html) =>
    look(
      css,
      cells(9, 1.25, '3px 8px'),
    )(html).replaceAll(
      /<\/table>/gi,
      '</table><p style="font-size:7.5pt;margin:1mm 0 5mm">注：1. 本表金额单位与正文一致，按实际到账数填列。　2. 表中空白表示没有发生。</p>',
    );
export const notedUnruled = noted(OFF);
export const notedLevel = noted(LEVEL);

/** Several looks of one document. */
export const all =
  (...looks: readonly DocxLook[]): DocxLook =>
  (xml, parts) => {
    for (const one of looks) one(xml, parts);
  };

/** Where words stand in their cells, and between which margins. */
export const set =
  (align: 'top' | 'bottom' | undefined, justify?: 'left' | 'both' | 'right'): DocxLook =>
  (xml) => {
    const cells = xml('w\\:tc');
    if (align) {
      cells.find('w\\:vAlign').attr('w:val', align);
      cells.children('w\\:tcPr').each((_, one) => {
        if (xml(one).children('w\\:vAlign').length === 0) xml(one).append(`<w:vAlign w:val="${align}"/>`);
      });
    }
    if (justify) cells.find('w\\:jc').attr('w:val', justify);
  };

/** Another font, and its size in half points within tables. */
export const font =
  (name: string, size?: number): DocxLook =>
  (xml, parts) => {
    xml('w\\:rFonts').attr({ 'w:ascii': name, 'w:hAnsi': name, 'w:eastAsia': name, 'w:cs': name });
    parts.set(
      'word/styles.xml',
      (parts.get('word/styles.xml') ?? '').replace(/(w:(?:ascii|hAnsi|eastAsia|cs)=")[^"]*/g, `$1${name}`),
    );
    if (size === undefined) return;
    xml('w\\:tc').find('w\\:sz, w\\:szCs').attr('w:val', String(size));
    xml('w\\:tc').find('w\\:spacing').attr({ 'w:lineRule': 'auto', 'w:line': '260' });
  };

/** Room around the words of every cell, in twentieths of a point. */
export const room =
  (across: number, down: number): DocxLook =>
  (xml) => {
    for (const side of ['left', 'right']) xml('w\\:tblCellMar').children(`w\\:${side}`).attr('w:w', String(across));
    for (const side of ['top', 'bottom']) xml('w\\:tblCellMar').children(`w\\:${side}`).attr('w:w', String(down));
  };
