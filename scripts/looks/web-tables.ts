/** Tables as web systems build them: from containers, in two halves, with fields, in frames; the content is the same. */
import { load, type Cheerio, type CheerioAPI } from 'cheerio';
import type { HtmlLook } from './html-looks.js';

type Elements = Cheerio<never>;

/** Each table of a page as another element. */
const eachTable =
  (turn: (table: Elements, page: CheerioAPI) => void, css = ''): HtmlLook =>
  (html) => {
    const page = load(html);
    if (css !== '') page('head').append(`<style>${css}</style>`);
    for (const table of page('table').toArray()) turn(page(table) as unknown as Elements, page);
    return page.html();
  };

/** A grid of containers: every cell says where it stands, or how far it reaches. */
export const gridOfContainers = (placed: boolean): HtmlLook =>
  eachTable((table, page) => {
    const free: number[] = [];
    const cells: string[] = [];
    for (const [row, tr] of table.find('tr').toArray().entries()) {
      let column = 0;
      for (const td of page(tr).children('td, th').toArray()) {
        while ((free[column] ?? 0) > row) column++;
        const [across, down] = ['colspan', 'rowspan'].map((name) => Number(page(td).attr(name) ?? 1)) as [
          number,
          number,
        ];
        const place = placed
          ? `grid-row:${row + 1} / ${row + 1 + down};grid-column:${column + 1} / ${column + 1 + across}`
          : `grid-row:span ${down};grid-column:span ${across}`;
        for (let at = column; at < column + across; at++) free[at] = row + down;
        cells.push(`<div style="border:1px solid;${place}">${page(td).html() ?? ''}</div>`);
        column += across;
      }
    }
    const columns = `grid-template-columns:repeat(${free.length},1fr)`;
    table.replaceWith(`<div style="display:grid;${columns}">${cells.join('')}</div>`);
  });

/** Rows and cells by class alone: what they are stands in the style sheet. */
export const styledContainers = eachTable((table, page) => {
  const html = page
    .html(table)
    .replace(/<table\b[^>]*>/gi, '<div class="rpt-t">')
    .replace(/<\/(table|tr|td|th)>/gi, '</div>')
    .replace(/<tr\b[^>]*>/gi, '<div class="rpt-r">')
    .replace(/<t[dh]\b([^>]*)>/gi, (_, attributes: string) => {
      const spans = [...attributes.matchAll(/\b(?:col|row)span="?\d+"?/gi)].map(([span]) => ` aria-${span}`).join('');
      return `<div class="rpt-c"${spans}>`;
    })
    .replace(/<\/?(tbody|thead|colgroup)\b[^>]*>|<col\b[^>]*>/gi, '');
  table.replaceWith(html);
}, '.rpt-t{display:table;width:100%} .rpt-t .rpt-r{display:table-row} .rpt-c{display:table-cell;border:1px solid #999}');

/** Head and body in tables of their own, as components do that keep the head in view; a copy for the column that stays. */
export const splitHead =
  (headers: readonly number[], copied: boolean): HtmlLook =>
  (html) => {
    const page = load(html);
    for (const [index, one] of page('table').toArray().entries()) {
      const table = page(one);
      const rows = table.find('tr').toArray();
      let count = headers[index] ?? 1;
      for (let row = 0; row < Math.min(count, rows.length); row++) {
        const reach = page(rows[row])
          .children('td, th')
          .toArray()
          .map((cell) => row + Number(page(cell).attr('rowspan') ?? 1));
        count = Math.max(count, ...reach);
      }
      if (rows.length <= count) continue;
      const text = (some: typeof rows): string => some.map((row) => page.html(row)).join('');
      const head = `<table class="el-table__header" cellspacing="0"><thead>${text(rows.slice(0, count))}</thead></table>`;
      const body = `<table class="el-table__body" cellspacing="0"><tbody>${text(rows.slice(count))}</tbody></table>`;
      const halves = `<div class="el-table__header-wrapper">${head}</div><div class="el-table__body-wrapper">${body}</div>`;
      const copy = `<div class="el-table__fixed" style="width:120px"><div class="el-table__fixed-header-wrapper">${head}</div><div class="el-table__fixed-body-wrapper">${body}</div></div>`;
      table.replaceWith(`<div class="el-table">${halves}${copied ? copy : ''}</div>`);
    }
    return page.html();
  };

/** Words and figures in the fields of a form that was filled in and saved. */
export const fields = eachTable((table, page) => {
  for (const [at, td] of table.find('td').toArray().entries()) {
    const cell = page(td);
    const text = cell.text().trim().replace(/\s+/g, ' ').replace(/"/g, '&quot;');
    if (text === '' || cell.find('table').length > 0) continue;
    const ways = [
      `<input type="text" value="${text}">`,
      `<textarea rows="2">${text}</textarea>`,
      `<select><option>请选择</option><option selected>${text}</option></select>`,
      `<input type="hidden" value="88.8"><span>${text}</span>`,
    ];
    cell.html(ways[at % ways.length]!);
  }
});

/** Columns, rows and words that a style sheet hides. */
export const hiddenParts = eachTable((table, page) => {
  for (const [at, tr] of table.find('tr').toArray().entries()) {
    const row = page(tr);
    row.append(`<td class="col-id">${10_000 + at}</td>`);
    row.children('td').first().append('<span class="tip">点击查看明细 77.7</span>');
    if (at === 1) row.before('<tr class="tpl"><td>{{name}}</td><td>{{amount}}</td></tr>');
  }
}, '.col-id, tr.tpl { display: none } .tip{position:absolute;visibility:hidden}');

/** Arrows to sort by, buttons and icons in the titles. */
export const sortArrows = eachTable((table, page) => {
  const titles = page(table.find('tr').first()).children('td, th');
  titles.append('<span class="caret-wrapper"><i class="sort-caret ascending"></i><i class="sort-caret"></i></span>');
  titles.append('<a href="javascript:sort()" title="排序">▲</a><a href="javascript:sort()">▼</a>');
});

/** The whole article in a frame whose page stands in an attribute. */
export const framed: HtmlLook = (html) =>
  `<html><head><title>公开</title></head><body><div>信息公开</div><iframe width="100%" srcdoc="${html.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"></iframe></body></html>`;

/** Cells that a merged one covers stay, hidden, as spreadsheets in the browser leave them. */
export const coveredCells = eachTable((table, page) => {
  for (const td of table.find('td').toArray()) {
    const across = Number(page(td).attr('colspan') ?? 1);
    for (let at = 1; at < across; at++) page(td).after('<td style="display: none;"></td>');
  }
});
