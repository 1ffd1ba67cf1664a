/** Web pages with another look and the same content: printed by a browser, or as a county's site would publish them. */
import { load } from 'cheerio';
import { toWide } from './docx-looks.js';

export type HtmlLook = (html: string) => string;

const BLACK = '1px solid #000';

/** Style sheets win over what the page says in its cells. */
export function styled(css: string, html: string): string {
  return html.replace(/<\/head>/i, () => `<style>${css}</style></head>`);
}

const PAPER =
  '@page{size:A4;margin:18mm} table{border-collapse:collapse;width:100%} td{line-height:1.25;font-size:9pt}';
const BORDER_OFF = 'table,td,th,tr{border:none !important}';

export const plainPrint: HtmlLook = (html) => styled(PAPER, html);
export const levelRules: HtmlLook = (html) =>
  styled(`${PAPER} ${BORDER_OFF} td{border-top:${BLACK} !important;border-bottom:${BLACK} !important}`, html);
export const noRules: HtmlLook = (html) => styled(`${PAPER} ${BORDER_OFF} td{padding:3px 8px !important}`, html);
export const stripes: HtmlLook = (html) =>
  styled(`${PAPER} ${BORDER_OFF} tr:nth-child(even) td{background:#ddd} td{padding:3px 8px !important}`, html);
export const landscape: HtmlLook = (html) =>
  styled(`${PAPER} @page{size:A4 landscape} tr{page-break-inside:avoid}`, html);
export const eightPoint: HtmlLook = (html) =>
  styled(`${PAPER} *{font-size:8pt !important;line-height:1.2 !important;margin:0 !important}`, html);
export const tinyPoint: HtmlLook = (html) =>
  styled(`${PAPER} *{font-size:6pt !important;line-height:1.1 !important;margin:0 !important}`, html);
export const dotted: HtmlLook = (html) => styled(`${PAPER} td{border:1px dotted #000 !important}`, html);
export const doubled: HtmlLook = (html) =>
  styled(
    `${PAPER} table{border-collapse:separate !important;border-spacing:2px;border:${BLACK}} td{border:${BLACK} !important}`,
    html,
  );
export const thin: HtmlLook = (html) => styled(`${PAPER} td{border:0.3px solid #bbb !important}`, html);

/** Header rows repeated by the browser on low pages; with the rows that their cells reach into, which HTML would cut. */
export const repeatedHeaders =
  (headers: readonly number[]): HtmlLook =>
  (html) => {
    const page = load(styled(`${PAPER} @page{size:210mm 190mm} tr{page-break-inside:avoid}`, html));
    page('table').each((index, table) => {
      const body = page(table).children('tbody');
      let count = headers[index] ?? 1;
      for (let row = 0; row < count; row++) {
        const cells = body.children('tr').eq(row).children('td, th').toArray();
        count = Math.max(count, ...cells.map((cell) => row + Number(page(cell).attr('rowspan') ?? 1)));
      }
      const rows = body.children('tr').slice(0, count);
      const head = page('<thead></thead>');
      head.append(rows);
      body.before(head);
    });
    return page.html();
  };

/** A line at the head and one at the foot of every page. */
export const runningHeader =
  (text: string): HtmlLook =>
  (html) =>
    styled(
      `${PAPER} @page{margin:25mm 18mm;@top-center{content:"${text}";font-size:9pt;border-bottom:${BLACK}}` +
        `@bottom-right{content:"内部资料　第 " counter(page) " 页，共 " counter(pages) " 页";font-size:9pt}}`,
      html,
    );

export const wideDigits: HtmlLook = (html) => {
  const page = load(html);
  page('body')
    .find('*')
    .contents()
    .each((_, node) => {
      if ('data' in node && node.nodeType === 3) node.data = toWide(node.data);
    });
  return page.html();
};

/** The article of a county's site as they were built for years: layout tables, navigation, scripts, lists of links. */
export const countyPage: HtmlLook = (html) => {
  const page = load(html);
  const title = page('title').text();
  const body = page('body').html() ?? '';
  const links = (names: string): string =>
    names
      .split(' ')
      .map((name, at) => `<li><a href="/col/${at}.html">${name}</a></li>`)
      .join('');
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>${title}-某县人民政府门户网站</title>
<script>var total = "<table><tr><td>12.5</td></tr></table>"; document.write('<img src=x>');</script>
<style>td{border:0} .main{width:1000px}</style></head><body>
<div class="header"><div class="logo"><a href="/"><img src="logo.png" alt="某县人民政府"></a></div>
<ul class="nav">${links('网站首页 政府信息公开 政务服务 互动交流 走进某县 数据开放')}</ul></div>
<table width="1000" border="0" align="center" cellpadding="0" cellspacing="0"><tr><td height="30" class="weizhi">
您当前的位置：<a href="/">首页</a> &gt; <a href="/xxgk">信息公开</a> &gt; <a href="/czyjs">财政预决算</a></td></tr></table>
<table width="1000" border="0" align="center" cellpadding="0" cellspacing="0"><tr>
<td width="220" valign="top"><table width="100%" border="0"><tr><td class="left_title">栏目导航</td></tr>
<tr><td><ul>${links('法定主动公开内容 财政预决算 部门预算 部门决算 绩效评价 政府采购')}</ul></td></tr>
<tr><td><table border="0"><tr><td>索引号：</td><td>00512/2024-01</td></tr><tr><td>发布机构：</td><td>某县财政局</td></tr></table></td></tr></table></td>
<td width="780" valign="top"><table width="100%" border="0"><tr><td align="center" class="title"><h1>${title}</h1></td></tr>
<tr><td align="center">发布时间：2024-04-18 16:23　来源：某县财政局　浏览次数：<script>hits()</script>128　【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</td></tr>
<tr><td class="content" id="zoom">${body}</td></tr>
<tr><td align="right">【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</td></tr>
<tr><td>上一篇：<a href="1.html">关于公开预算的通知</a><br>下一篇：<a href="2.html">决算公开目录</a></td></tr></table></td></tr></table>
<div class="footer"><p>主办：某县人民政府办公室　承办：某县大数据中心</p><p>某ICP备05000000号-1　网站标识码：0000000001　某公网安备 00000000000001号</p></div>
<script src="/js/tj.js"></script></body></html>`;
};

/** The same article as such sites are built now: containers, a sidebar, an article element. */
export const modernPage: HtmlLook = (html) => {
  const page = load(html);
  const title = page('title').text();
  const body = page('body').html() ?? '';
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="ArticleTitle" content="${title}"><title>${title}</title>
<script>window.__DATA__={"amount":"88.88"}</script></head><body><div id="app"><header class="site-header"><a href="/">某县人民政府</a>
<nav><a href="/a">要闻</a><a href="/b">公开</a><a href="/c">服务</a><a href="/d">互动</a></nav><form class="search"><input name="q"><button>搜索</button></form></header>
<div class="breadcrumb"><a href="/">首页</a>/<a href="/gk">政务公开</a>/<span>正文</span></div>
<div class="container"><main class="content"><article><h1 class="title">${title}</h1><div class="info"><span>来源：某县财政局</span><span>日期：2024-04-18</span><span>阅读：1234次</span></div>
<div class="TRS_Editor" style="overflow-x:auto">${body}</div><div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div></article></main>
<aside class="sidebar"><h3>相关文档</h3><ul><li><a href="x">2022年部门决算</a></li><li><a href="y">2023年部门预算公开表</a></li></ul><table class="hot"><tr><td>1</td><td><a href="h">热门文章一</a></td></tr><tr><td>2</td><td><a href="i">热门文章二</a></td></tr></table></aside></div>
<footer><p>版权所有：某县人民政府　网站地图　联系电话：0000-1234567</p></footer></div></body></html>`;
};

/** Indented, upper-case, unquoted and with end tags left out, as old editors wrote. */
export const carelessHtml: HtmlLook = (html) =>
  html
    .replace(/<\/(td|tr|p|li|col)>/gi, '')
    .replace(
      /<(\/?)(table|tr|td|p|font|span)\b/gi,
      (_, slash: string, name: string) => `<${slash}${name.toUpperCase()}`,
    )
    .replace(/(colspan|rowspan)="(\d+)"/gi, '$1=$2')
    .replace(/<\/(body|html)>/gi, '');

/** A web archive as Internet Explorer and Word save them. */
export function archive(encoding: 'quoted-printable' | 'base64', bytes: Buffer, charset: string): Buffer {
  const boundary = '----=_NextPart_01DA0000.12345678';
  const body = encoding === 'base64' ? (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n') : quoted(bytes);
  return Buffer.from(
    `From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.example.gov.cn/a.html\r\nSubject: =?utf-8?Q?report?=\r\nMIME-Version: 1.0\r\n` +
      `Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="${boundary}"\r\n\r\n\r\n--${boundary}\r\n` +
      `Content-Type: text/html; charset="${charset}"\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Location: http://www.example.gov.cn/a.html\r\n\r\n` +
      `${body}\r\n\r\n--${boundary}\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ntd { color: red }\r\n\r\n--${boundary}--\r\n`,
    'latin1',
  );
}

function quoted(bytes: Buffer): string {
  let line = '';
  const lines: string[] = [];
  for (const byte of bytes) {
    if (byte === 10) {
      lines.push(line);
      line = '';
      continue;
    }
    if (byte === 13) continue;
    const piece =
      byte === 61 || byte > 126 || byte < 32
        ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
        : String.fromCharCode(byte);
    if (line.length + piece.length > 75) {
      lines.push(`${line}=`);
      line = '';
    }
    line += piece;
  }
  return [...lines, line].join('\r\n');
}
