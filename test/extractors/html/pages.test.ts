import { describe, expect, it } from 'vitest';
import { extractor } from '../../../extractors/formats/html.js';
import { DEFAULT_LIMITS } from '../../../extractors/index.js';
import { drawTable } from '../draw-table.js';

/** A page as county sites publish them, the blocks that it is read as, and what stands aside. */
interface Page {
  name: string;
  html: string;
  blocks: string[];
  furniture?: string[];
  notices?: string[];
}

const PAGES: Page[] = [
  {
    name: 'layout tables in layout tables, side bar, bread crumbs, share buttons, attachments',
    html: `<html><head><title>某县财政局</title><script>var a="10";</script></head><body>
<table width="1000" border="0"><tr><td colspan="2"><a href="/">首页</a> | <a href="/zw">政务公开</a> | <a href="/js">绩效</a></td></tr>
<tr><td width="200"><table border="0"><tr><td><a href="/a">通知公告</a></td></tr><tr><td><a href="/b">部门动态</a></td></tr></table></td>
<td><table border="0"><tr><td><div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/js">绩效评价</a></div></td></tr>
<tr><td align="center"><b>某县水文站2031年度部门整体支出绩效自评报告</b></td></tr>
<tr><td>来源：某县财政局 浏览次数：12 【打印】【关闭】</td></tr>
<tr><td><p>&nbsp;&nbsp;&nbsp;&nbsp;一、部门概况</p><p>\u3000\u3000本站有在职人员12人。</p>
<table border="1" cellspacing="0"><tr><td rowspan="2">科室</td><td colspan="2">其中</td></tr><tr><td>基本</td><td>项目</td></tr><tr><td>甲股</td><td>10.5</td><td>3</td></tr><tr><td>乙所</td><td>7</td><td>&nbsp;</td></tr></table>
</td></tr><tr><td>附件：<a href="/1.doc">自评表.doc</a> <a href="/2.xls">收支表.xls</a></td></tr>
<tr><td><div class="bdsharebuttonbox"><a href="#">分享到微信</a><a href="#">分享到微博</a></div></td></tr></table></td></tr>
<tr><td colspan="2">版权所有：某县人民政府 ICP备12345号</td></tr></table></body></html>`,
    blocks: [
      '某县水文站2031年度部门整体支出绩效自评报告',
      '一、部门概况',
      '本站有在职人员12人。',
      '---',
      '科室|其中|<',
      '^|基本|项目',
      '甲股|10.5|3',
      '乙所|7|',
      '---',
    ],
    furniture: [
      '首页 | 政务公开 | 绩效',
      '通知公告 部门动态',
      '当前位置：首页 > 绩效评价',
      '来源：某县财政局 浏览次数：12 【打印】【关闭】',
      '附件：自评表.doc 收支表.xls',
      '分享到微信分享到微博',
      '版权所有：某县人民政府 ICP备12345号',
    ],
  },
  {
    name: 'a page of today: header, nav, aside, main, footer',
    html: `<!doctype html><html><body><header><a href="/">某县人民政府</a></header><nav><ul><li><a href="/">首页</a></li><li><a href="/x">公开</a></li></ul></nav>
<main><h1>某县水文站绩效自评表</h1><table><thead><tr><th>指标</th><th>分值</th><th>得分</th></tr></thead><tbody><tr><td>数量</td><td>50</td><td>48</td></tr><tr><td>质量</td><td>50</td><td>49.5</td></tr></tbody><tfoot><tr><td>合计</td><td>100</td><td>97.5</td></tr></tfoot></table></main>
<aside><h3>相关文章</h3><a href="/1">甲</a><a href="/2">乙</a></aside><footer>网站标识码：12345</footer></body></html>`,
    blocks: ['# 某县水文站绩效自评表', '---', '指标|分值|得分', '数量|50|48', '质量|50|49.5', '合计|100|97.5', '---'],
    furniture: ['某县人民政府', '首页 公开', '相关文章甲乙', '网站标识码：12345'],
  },
  {
    name: 'saved by Word: conditional comments, mso styles, empty paragraphs',
    html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><!--[if gte mso 9]><xml><o:p>99</o:p></xml><![endif]--><style>p.MsoNormal{mso-pagination:none}</style></head><body lang=ZH-CN>
<p class=MsoNormal align=center><b><span style='font-size:18.0pt'>某县水文站收支情况表<o:p></o:p></span></b></p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-table-layout-alt:fixed'><tr style='mso-yfti-irow:0'><td width=120 valign=top style='border:solid windowtext 1.0pt'><p class=MsoNormal><span>科<span style='mso-spacerun:yes'>&nbsp; </span>室<o:p></o:p></span></p></td><td width=120><p class=MsoNormal>预算<span lang=EN-US>(<o:p></o:p></span>万元<span lang=EN-US>)</span></p></td></tr>
<tr><td><p class=MsoNormal>甲股</p><p class=MsoNormal>（本级）</p></td><td><p class=MsoNormal><span lang=EN-US>1,234.50<o:p></o:p></span></p></td></tr>
<![if !supportMisalignedColumns]><tr height=0><td width=120></td><td width=120></td></tr><![endif]></table>
<p class=MsoNormal><span style='mso-hide:all'>批注：核对</span><o:p>&nbsp;</o:p></p></body></html>`,
    blocks: ['某县水文站收支情况表', '---', '科  室|预算(万元)', '甲股/（本级）|1,234.50', '---'],
    notices: ['hidden-text'],
  },
  {
    name: 'saved by WPS: widths in a first row, spans inside font tags',
    html: `<html><body><table border="1" style="border-collapse:collapse"><tr style="height:0pt"><td style="width:80pt"></td><td style="width:80pt"></td><td style="width:80pt"></td></tr><tr><td colspan="3"><font face="宋体"><span>某县水文站“三公”经费表</span></font></td></tr><tr><td>项目</td><td>年初预算</td><td>决算</td></tr><tr><td><span>公务</span><span>接待费</span></td><td><font>2.</font><font>50</font></td><td>1.20</td></tr></table></body></html>`,
    blocks: ['---', '某县水文站“三公”经费表|<|<', '项目|年初预算|决算', '公务接待费|2.50|1.20', '---'],
  },
  {
    name: 'spans that are zero, huge, or beyond the table',
    html: `<table border=1><tr><td colspan=0>甲</td><td colspan=99999>乙</td></tr><tr><td rowspan=50>丙</td><td>1</td><td>2</td></tr><tr><td>3</td><td colspan="-2">4</td></tr><tr><td rowspan="x">5</td></tr></table>`,
    blocks: ['---', '甲|乙|<', '丙|1|2', '^|3|4', '^|5|', '---'],
  },
  {
    name: 'cells of lines, blanks and lists',
    html: `<table border=1><tr><td>职责<br>概述</td><td>1、拟订规划；<br/>2、组织实施。<p>3、监督检查。</p></td></tr><tr><td>&nbsp;任&nbsp;务&nbsp;</td><td><ul><li>甲项</li><li>乙项</li></ul></td></tr><tr><td>预算</td><td>&nbsp;12.5&nbsp;<br>&nbsp;</td></tr></table>`,
    blocks: ['---', '职责/概述|1、拟订规划；/2、组织实施。/3、监督检查。', '任 务|甲项/乙项', '预算|12.5', '---'],
  },
  {
    name: 'a table inside a cell of a ruled table',
    html: `<table border=1><tr><td>科室</td><td>明细</td></tr><tr><td>甲股</td><td>合计<table border=1><tr><td>工资</td><td>10</td></tr><tr><td>津贴</td><td>5</td></tr></table></td></tr></table>`,
    blocks: ['---', '科室|明细', '甲股|合计{1}', '---'],
  },
  {
    name: 'cells without rows, rows without table ends, a table in a paragraph',
    html: `<p>收支表<table border=1><td>科室<td>金额<tr><td>甲股<td>10<tr><td>乙所<td>20</table><p>完毕。`,
    blocks: ['收支表', '---', '科室|金额', '甲股|10', '乙所|20', '---', '完毕。'],
  },
  {
    name: 'hidden rows, noscript, details',
    html: `<body><p>正文。</p><table border=1><tr><td>甲</td><td>1</td></tr><tr style="display:none"><td>乙</td><td>2</td></tr><tr hidden><td>丙</td><td>3</td></tr></table><noscript>请打开脚本</noscript><details><summary>更多</summary><p>说明文字。</p></details></body>`,
    blocks: ['正文。', '---', '甲|1', '---', '更多', '说明文字。'],
    notices: ['hidden-text'],
  },
  {
    name: 'a caption, a catalogue card, headings of the sheet',
    html: `<html><body><table border=1><tr><td>索引号：</td><td>123</td><td>发布机构：</td><td>某县财政局</td></tr><tr><td>成文日期：</td><td>2031-05-06</td><td>文号：</td><td>无</td></tr></table><h2>某县水文站</h2><table border="1"><caption>项目支出表（万元）</caption><tr><th scope=col>项目</th><th>预算</th></tr><tr><th scope=row>测站维修</th><td>12.00</td></tr></table></body></html>`,
    blocks: ['# 某县水文站', '项目支出表（万元）', '---', '项目|预算', '测站维修|12.00', '---'],
    furniture: ['索引号： 123 发布机构： 某县财政局 成文日期： 2031-05-06 文号： 无'],
  },
  {
    name: 'a frameset',
    html: `<html><frameset cols="20%,80%"><frame src="menu.htm"><frame src="main.htm"><noframes>浏览器不支持框架。</noframes></frameset></html>`,
    blocks: ['浏览器不支持框架。'],
    notices: ['pictures-not-read'],
  },
];

describe('pages of county sites', () => {
  it.each(PAGES)('$name', async ({ html, blocks, furniture = [], notices = [] }) => {
    const document = await extractor.extract(new TextEncoder().encode(html), { limits: DEFAULT_LIMITS });
    const drawn = document.blocks.flatMap((block) =>
      block.kind === 'table'
        ? ['---', ...drawTable(block), '---']
        : [(block.kind === 'heading' ? '# ' : '') + block.text],
    );
    expect(drawn).toEqual(blocks);
    expect(document.furniture.map(({ text }) => text)).toEqual(furniture);
    expect(document.notices.map(({ code }) => code)).toEqual(notices);
  });
});
