/** Web pages and web archives: rules, spans, placed boxes, parts. */
import { amount, each, type Growing } from './words.js';

const page = (body: string, head = ''): string => `<html><head>${head}</head><body>${body}</body></html>`;
const style = (rules: string): string => `<style>${rules}</style>`;
const mail = (parts: string): string =>
  `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n${parts}--b--\r\n`;

export const pages: Record<string, Growing> = {
  'rules.html': [
    5000,
    (n) =>
      page(
        each(n, (i) => `<p class="c${i} d${i}" id="e${i}">支出1.00万元</p>`).join(''),
        style(each(n, (i) => `.c${i} > td:nth-child(${i}) .d${i}, #e${i} { display: none }`).join('\n')),
      ),
  ],
  'inside-rules.html': [
    2000,
    (n) =>
      page(
        each(n, (i) => `<div class="x"><span class="y${i}">支出</span></div>`).join(''),
        style(each(n, (i) => `.x .y${i} { display: none }`).join('\n')),
      ),
  ],
  'open-rules.html': [
    200_000,
    (n) => page('1', style(`${'{'.repeat(n)}${'@media x{'.repeat(n)}${':not('.repeat(n)}/*`)),
  ],
  'classes.html': [
    1000,
    (n) => page(`<p class="${each(200, (i) => `c${i}`).join(' ')}" style="${'a:b;'.repeat(200)}">1</p>`.repeat(n)),
  ],
  'one-style.html': [
    50_000,
    (n) => page(`<p style="${'position:absolute;left:1px;'.repeat(n)}display${' '.repeat(n)}:none">支出</p>`),
  ],
  'placed.html': [
    4000,
    (n) =>
      page(
        each(
          n,
          (i) =>
            `<div style="position:absolute;left:${(i % 10) * 90}px;top:${Math.floor(i / 10) * 20}px">${amount(i)}</div>`,
        ).join(''),
      ),
  ],
  'spans-down.html': [
    1000,
    (n) =>
      page(
        `<table border=1>${each(n, (r) => `<tr>${each(10, (c) => `<td rowspan=${1 + ((r * 7 + c) % 50)} colspan=${1 + ((c + r) % 5)}>${amount(r)}`).join('')}`).join('')}</table>`,
      ),
  ],
  'layout-tables.html': [
    3000,
    (n) => page(each(n, (i) => `<table><tr><td>支出</td><td>${amount(i)}</td></tr></table>`).join('')),
  ],
  'rows-of-tables.html': [
    3000,
    (n) =>
      page(
        `<table border=1>${each(n, (i) => `<tr><td>项目${i}</td><td>${amount(i)}</td></tr></table><table border=1>`).join('')}`,
      ),
  ],
  'broken-lines.html': [
    10_000,
    (n) =>
      page(
        `<table border=1><tr><td>${each(n, (i) => `项目${i}<br>`).join('')}</td><td>${each(n, (i) => `${amount(i)}<br>`).join('')}</table>`,
      ),
  ],
  'open-letters.html': [3000, (n) => page('<b><p>'.repeat(n))],
  'open-marks.html': [500_000, (n) => page('<'.repeat(n) + '</'.repeat(n) + '<!'.repeat(n))],
  'conditions.html': [20_000, (n) => page('<!--[if gte mso 9]><xml>1</xml><![endif]--><p>1</p>'.repeat(n))],
  'parts.mht': [
    5000,
    (n) =>
      mail(
        each(n, (i) => `--b\r\nContent-Type: text/html\r\nContent-Location: f${i}.htm\r\n\r\n<p>1</p>\r\n`).join(''),
      ),
  ],
  'sheets.mht': [
    500,
    (n) =>
      mail(
        `--b\r\nContent-Type: text/html\r\n\r\n<frameset>\r\n${each(n, (i) => `--b\r\nContent-Type: text/html\r\nContent-Location: sheet${i}.htm\r\n\r\n<p>支出1.00万元</p>\r\n`).join('')}`,
      ),
  ],
  'quoted.mht': [
    200_000,
    (n) =>
      mail(
        `--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>${'=D6=A7=\r\n'.repeat(n)}</p>\r\n`,
      ),
  ],
  'dashes.mht': [
    300_000,
    (n) => mail(`--b\r\nContent-Type: text/html\r\n\r\n${'--b'.repeat(n)}\r\n${'\r\n--'.repeat(n)}\r\n`),
  ],
  'headers.txt': [5000, (n) => `MIME-Version: 1.0\r\n${each(n, (i) => `X-A${i}: 1\r\n folded\r\n`).join('')}`],
};
