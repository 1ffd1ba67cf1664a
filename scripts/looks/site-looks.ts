/** Web pages as Word, WPS, spreadsheets and the editors of county sites make them; the content is the same. */
import { load } from 'cheerio';
import type { HtmlLook } from './html-looks.js';

/** What Word writes when it saves a page: conditional comments, o:p, mso styles, a last row that sets widths. */
export const fromWord: HtmlLook = (html) => {
  const page = load(html);
  page('html').attr({
    'xmlns:o': 'urn:schemas-microsoft-com:office:office',
    'xmlns:w': 'urn:schemas-microsoft-com:office:word',
  });
  page('table').each((_, table) => {
    const one = page(table);
    one.attr({ class: 'MsoNormalTable', border: '0' }).removeAttr('style');
    one.wrap('<div align="center"></div>');
    const columns = one.children('colgroup, col').length;
    one.children('colgroup, col').remove();
    const cells = Array.from({ length: Math.max(columns, 2) }, () => '<td width="72" style="border:none"></td>').join(
      '',
    );
    one.children('tbody').append(`<!--[if !supportMisalignedColumns]--><tr height="0">${cells}</tr><!--[endif]-->`);
  });
  page('td').each((_, cell) => {
    const one = page(cell);
    if (one.text().trim() === '') one.html('<p class="MsoNormal"><span lang="EN-US"><o:p>&nbsp;</o:p></span></p>');
    else
      one.append('<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><span style="mso-spacerun:yes"></span>');
    one.attr('style', `${one.attr('style') ?? ''};mso-border-alt:solid windowtext .5pt`);
  });
  page('body').prepend('<p style="display:none;mso-hide:all">隐藏 88.8</p>');
  return page.html();
};

/** Blanks everywhere: around words, between paragraphs, in empty cells. */
export const blanks: HtmlLook = (html) => {
  const page = load(html);
  page('p, td').each((_, one) => {
    const element = page(one);
    if (element.find('table').length > 0) return;
    element.prepend('&nbsp;&nbsp;').append('&nbsp;&ensp;');
  });
  page('table').before('<p>&nbsp;</p>').after('<p>&nbsp;&nbsp;</p>');
  return page.html();
};

/** Spans that reach beyond the last row, rows that forget their end, cells outside of rows. */
export const wrongSpans: HtmlLook = (html) =>
  html
    .replace(/<\/tr>\s*<tr([^>]*)>/gi, '<tr$1>')
    .replace(/<\/td>/gi, '')
    .replace(/rowspan="(\d+)"([\s\S]*?)<\/table>/gi, (whole) => whole)
    .replace(/<tbody>|<\/tbody>/gi, '');

/** Tables inside of tables inside of containers, one cell each. */
export const wrappedTables: HtmlLook = (html) => {
  const page = load(html);
  page('table').each((_, table) => {
    page(table).wrap(
      '<table width="100%" border="0" cellspacing="0"><tbody><tr><td align="center"><div class="Section1"><table border="0"><tbody><tr><td></td></tr></tbody></table></div></td></tr></tbody></table>',
    );
  });
  return page.html();
};

/** Styles in a sheet and none in the cells, empty rows and columns that only set widths, header cells as th. */
export const plainTables: HtmlLook = (html) => {
  const page = load(html);
  page('td, th, table, tr').removeAttr('style').removeAttr('width').removeAttr('height').removeAttr('border');
  page('td').find('p').append('<br>');
  page('td')
    .find('p, font, span')
    .each((_, one) => {
      page(one).replaceWith(page(one).contents());
    });
  page('table').addClass('data-table');
  return page.html();
};

/** Rows and cells that are no elements of a table, but look like one. */
export const containers: HtmlLook = (html) =>
  html
    .replace(/<table\b[^>]*>/gi, '<div style="display:table">')
    .replace(/<\/table>/gi, '</div>')
    .replace(/<(\/?)tr\b[^>]*>/gi, (_, slash: string) => (slash ? '</div>' : '<div style="display:table-row">'))
    .replace(/<\/td>/gi, '</div>')
    .replace(/<td\b([^>]*)>/gi, (_, attributes: string) => {
      const spans = [...attributes.matchAll(/\b(?:col|row)span="?\d+"?/gi)].map(([span]) => ` aria-${span}`).join('');
      return `<div style="display:table-cell"${spans}>`;
    })
    .replace(/<\/?(tbody|thead|colgroup)\b[^>]*>|<col\b[^>]*>/gi, '');

/** A spreadsheet saved as a page: numbers in attributes, formats in styles. */
export const fromSheet: HtmlLook = (html) => {
  const page = load(html);
  page('td').each((_, cell) => {
    const one = page(cell);
    one.find('p').append('<br>');
    one.find('br').replaceWith('\n');
    const text = one
      .text()
      .trim()
      .replace(/[ \t]+/g, ' ')
      .replace(/\s*\n\s*/g, '\n');
    one.attr('class', 'xl65').removeAttr('style');
    if (/^[\d.,]+$/.test(text)) one.attr({ 'x:num': text.replaceAll(',', ''), align: 'right' });
    one.html(text.replace(/\n+/g, '<br>').replace(/  +/g, '<span style="mso-spacerun:yes">&nbsp; </span>'));
  });
  page('table').attr({ border: '0', cellpadding: '0', cellspacing: '0', 'x:str': '' });
  return page
    .html()
    .replace('</title>', '</title><style>.xl65{border:.5pt solid windowtext;mso-number-format:General}</style>');
};

/** The words in lines that keep their blanks, as an editor without tables pastes a .txt. */
export function preformatted(title: string, txt: string): string {
  const escaped = txt.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<html><head><title>${title}</title></head><body><h1>${title}</h1><pre>${escaped}</pre></body></html>`;
}
