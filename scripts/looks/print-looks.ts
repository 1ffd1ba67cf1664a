/** Prints by a browser as offices, web systems and report tools make them: other rules, other frames, print across the page. */
import { load } from 'cheerio';
import { styled, type HtmlLook } from './html-looks.js';

const PAPER =
  '@page{size:A4;margin:16mm} table{border-collapse:collapse;width:100%} td{line-height:1.25;font-size:9pt}';
const BORDER_OFF = 'table,td,th,tr{border:none !important}';
const look =
  (css: string): HtmlLook =>
  (html) =>
    styled(`${PAPER} ${css}`, html);

export const dashed = look('td{border:1px dashed #000 !important}');
export const coloured = look('td{border:1px solid #c33 !important}');
/** Grey cells with white rules between. */
export const whiteRules = look('td{background:#e4e4e4;border:1.5px solid #fff !important}');
/** Tinted cells with paper between, nothing drawn. */
export const tiles = look(
  `${BORDER_OFF} table{border-collapse:separate !important;border-spacing:2px} td{background:#e6ecf5}`,
);
export const rounded = look(
  'table{border-collapse:separate !important;border-spacing:3px} td{border:1px solid #000 !important;border-radius:6px}',
);
/** What office web systems print: a dark header row, and hair lines below the others. */
export const dashboard = look(
  `${BORDER_OFF} tr:first-child td, tr:first-child td *{background:#1f4e79 !important;color:#fff !important} td{border-bottom:.5px solid #ccc !important;padding:4px 6px !important}`,
);
/** Rules that are no lines, but gradients behind the cells. */
export const gradients = look(
  `${BORDER_OFF} td{background:linear-gradient(#000,#000) 0 0/100% 1px no-repeat,linear-gradient(#000,#000) 0 0/1px 100% no-repeat}`,
);
/** Two columns of text and tables on a wide sheet. */
export const twoColumns = look('@page{size:A3 landscape} body{column-count:2;column-gap:14mm}');
export const wideSheet = look('@page{size:A3 landscape;margin:12mm}');
export const tinyMargins = look('@page{margin:2mm}');
/** Page numbers close below the last row. */
export const nearNumbers = look(
  '@page{margin:12mm 10mm 7mm;@bottom-center{content:"- " counter(page) " -";font-size:8pt}}',
);
/** A coloured band with an emblem at the head of each page. */
export const band = look(
  `@page{margin-top:26mm;@top-left{content:"";background:#b11 url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='30' height='30'%3E%3Ccircle cx='15' cy='15' r='13' fill='gold'/%3E%3C/svg%3E") no-repeat 4px 50%;height:16mm}` +
    `@top-center{content:"部门整体支出绩效自评";background:#b11;color:#fff;height:16mm;font-size:16pt}@top-right{content:"";background:#b11;height:16mm}}`,
);
const across = (turn: string, colour: string): string =>
  `body::before{content:"征求意见稿";position:fixed;top:38%;left:12%;font-size:72pt;color:${colour};${turn}}`;
export const slantedMark = look(across('transform:rotate(-35deg)', 'rgba(200,0,0,.2)'));
export const levelMark = look(across('', 'rgba(120,120,120,.25)'));
export const spaced = look('td,p,td *,p *{letter-spacing:.22em}');
/** Characters spread over the whole line, as clerks set short labels. */
export const spread = look('td,td p{text-align:justify !important;text-align-last:justify !important}');
export const unruledAiry = look(`${BORDER_OFF} td{padding:6px 12px !important;font-size:10pt}`);
export const unruledTop = look(`${BORDER_OFF} td{padding:2px 10px !important;vertical-align:top !important}`);

/** Titles of the first row from top to bottom: turned, or with upright characters below one another. */
export const verticalTitles =
  (upright: boolean): HtmlLook =>
  (html) => {
    const page = load(styled(PAPER, html));
    page('table').each((_, table) => {
      page(table)
        .find('tr')
        .first()
        .children('td')
        .each((__, cell) => {
          const one = page(cell);
          const text = one.text().trim();
          if (text.length < 2 || text.length > 8 || one.attr('colspan') !== undefined) return;
          const turn = upright ? 'text-orientation:upright' : 'text-orientation:sideways';
          one.html(`<div style="writing-mode:vertical-rl;${turn};margin:auto;white-space:nowrap">${text}</div>`);
        });
    });
    return page.html();
  };
