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
export const bandedColumns = look(
  `${BORDER_OFF} td{padding:3px 8px !important} td:nth-child(even){background:#e8eef7}`,
);
export const frameAndHair = look('table{border:2.5pt solid #000 !important} td{border:.25pt solid #888 !important}');
export const thickDouble = look('td{border:4px double #000 !important}');
export const shadows = look(
  'table{box-shadow:4px 4px 6px #777} td{box-shadow:1px 1px 3px #aaa;border:1px solid #555 !important}',
);
/** Rules as browsers drew them for `border=1`: two colours, cells apart. */
export const inset = look(
  'table{border-collapse:separate !important;border-spacing:1px !important;border:1px outset #888 !important} td{border:1px inset #888 !important}',
);
/** Lines of a ledger: down, and none across but below the titles. */
export const uprightRules = look(
  `${BORDER_OFF} table{border:1px solid #000 !important} td{border-left:1px solid #000 !important;border-right:1px solid #000 !important;padding:4px 5px !important} tr:first-child td{border-bottom:1px solid #000 !important}`,
);
/** Print made bold by printing it twice. */
export const printedTwice = look('*{text-shadow:.25pt 0 0 #000}');
export const underlined = look('td *{text-decoration:underline}');
export const highlighted = look('td p > *, p > *{background:#ffef5a !important}');
export const small = look('body{zoom:.6}');
export const roundedFrame = look(
  'table{border-collapse:separate !important;border-spacing:0;border:1px solid #2f5f9f !important;border-radius:10px;overflow:hidden} td{border:none !important;border-bottom:.5pt solid #9bb !important;border-right:.5pt solid #9bb !important}',
);
/** The numbers of lines in the margin, as drafts have them. */
export const lineNumbers = look(
  'body{counter-reset:n;padding-left:9mm} body > p, tr{counter-increment:n} body > p::before, tr td:first-child::before{content:counter(n);position:absolute;left:1mm;color:#777;font-size:7pt}',
);
/** The red head of an official letter, and its double rule. */
export const redHead: HtmlLook = (html) =>
  styled(PAPER, html).replace(
    /<body[^>]*>/i,
    '$&<div style="text-align:center;color:#d00;font-size:34pt;letter-spacing:6pt">某县财政局文件</div><div style="text-align:center;margin:8mm 0 2mm">某财绩〔2024〕17号</div><div style="border-top:3px solid #d00;border-bottom:1px solid #d00;height:2px;margin-bottom:8mm"></div>',
  );
/** Small marks all over the sheet. */
export const tiledMarks = look(
  `body{background-image:url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='180' height='120'%3E%3Ctext x='10' y='90' fill='%23ccc' font-size='16' transform='rotate(-25 90 60)'%3E内部资料 严禁外传%3C/text%3E%3C/svg%3E")}`,
);
/** A rule below every third row alone. */
export const groupRules = look(
  `${BORDER_OFF} table{border-top:1.5pt solid #000 !important;border-bottom:1.5pt solid #000 !important} td{padding:3px 8px !important} tr:nth-child(3n+1) td{border-bottom:.75pt solid #000 !important}`,
);

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
