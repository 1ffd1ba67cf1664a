import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { drawTable } from '../draw-table.js';

/** Prose as text, tables as text art; and how many characters were told to be hidden. */
async function drawn(body: string, css = ''): Promise<string[]> {
  const html = `<!DOCTYPE html><html><head>${css && `<style>${css}</style>`}</head><body>${body}</body></html>`;
  const { blocks } = await extract(Buffer.from(html), { limits: DEFAULT_LIMITS });
  return blocks.flatMap((block) => (block.kind === 'table' ? drawTable(block) : [block.text]));
}

const cells = (texts: string, tag = 'td'): string =>
  texts
    .split(' ')
    .map((text) => `<${tag}>${text}</${tag}>`)
    .join('');
const head = `<table><thead><tr>${cells('科目 预算 决算', 'th')}</tr></thead></table>`;
const body = `<table><tbody><tr>${cells('人员 12.5 12.1')}</tr><tr>${cells('公用 3.4 3.0')}</tr></tbody></table>`;

describe('tables of containers', () => {
  const cases: [string, string, string, string[]][] = [
    [
      'on a grid, each in its place',
      '<div style="display:grid"><p style="grid-area:1/1/3/2">科目</p><p style="grid-row:1;grid-column:2 / span 2">决算</p>' +
        '<p style="grid-row:2;grid-column:3">公用</p><p style="grid-row:2;grid-column:2">人员</p>' +
        '<p style="grid-row:3">甲科</p><p style="grid-row:3">1.5</p><p style="grid-row:3">0.5</p></div>',
      '',
      ['科目|决算|<', '^|人员|公用', '甲科|1.5|0.5'],
    ],
    [
      'on a grid of a sheet, one after the other around those that reach down',
      '<div class="g"><i class="two">合计</i><i>人员</i><i>1.5</i><i>公用</i><i>2.5</i></div>',
      '.g { display: grid; grid-template-columns: 90px repeat(2, minmax(0, 1fr)); } .g .two { grid-row: span 2 }',
      ['合计|人员|1.5', '^|公用|2.5'],
    ],
    [
      'rows of boxes',
      '<div>' +
        ['科目 决算', '人员 12.5', '公用 3.4'].map((row) => `<div class="r">${cells(row, 'p')}</div>`).join('') +
        '</div>',
      '.r{display:flex}',
      ['科目|决算', '人员|12.5', '公用|3.4'],
    ],
    [
      'by class',
      '<div class="t"><div class="r"><b>科目</b><b>决算</b></div><div class="r"><b>人员</b><b>12.5</b></div></div>'.replaceAll(
        /<(\/?)b>/g,
        (_, slash: string) => (slash ? '</div>' : '<div class="c">'),
      ),
      '.t{display:table}.t > .r{display:table-row}div.c{display:table-cell}',
      ['科目|决算', '人员|12.5'],
    ],
    [
      'but no page whose parts are set side by side',
      '<div class="g"><div><h2>要闻</h2>12</div><div>公开 3</div><div>3</div><div>4</div></div>',
      '.g{display:grid;grid-template-columns:1fr 1fr}',
      ['要闻', '12', '公开 3', '3', '4'],
    ],
  ];
  it.each(cases)('%s', async (_name, html, css, expected) => {
    expect(await drawn(html, css)).toEqual(expected);
  });
});

describe('tables in halves', () => {
  const whole = ['科目|预算|决算', '人员|12.5|12.1', '公用|3.4|3.0'];

  it('are one', async () => {
    expect(await drawn(`<div>${head}</div><div>${body}</div>`)).toEqual(whole);
  });
  it('are one beside the title over the bar that moves the rows', async () => {
    expect(await drawn(head.replace('</tr>', '<th class="gutter"></th></tr>') + body)).toEqual(whole);
  });
  it('have copies of columns that stay, which are read once', async () => {
    const copy = (table: string): string => table.replaceAll(/(<tr><t[dh]>[^<]*<\/t[dh]>).*?(?=<\/tr>)/g, '$1');
    expect(await drawn(head + body + copy(head) + copy(body))).toEqual(whole);
  });
  it('are two where words stand between', async () => {
    expect(await drawn(`${head}<p>说明</p>${body}`)).toEqual(['科目|预算|决算', '说明', ...whole.slice(1)]);
  });
});

describe('what was filled in', () => {
  it('is read in cells alone', async () => {
    const row = (title: string, field: string): string => `<tr><td>${title}</td><td>${field}</td></tr>`;
    const form =
      '<input value="搜索"><table border=1>' +
      row('金额', '<input type="text" value="12.5"><input type="hidden" value="9">') +
      row('说明', '<textarea>按期完成</textarea>') +
      row('等级', '<select><option>请选择</option><option selected>良</option></select>') +
      row('定量', '<input type=checkbox checked><input type="button" value="保存">') +
      '</table>';
    expect(await drawn(form)).toEqual(['金额|12.5', '说明|按期完成', '等级|良', '定量|√']);
  });
});

describe('what a sheet hides', () => {
  const rows = `<table border=1><tr>${cells('科目 决算')}<td class="id">7</td></tr><tr>${cells('人员 12.5')}<td class="id">8</td></tr></table>`;
  const cases: [string, string, string[]][] = [
    ['is not read', '.id{display:none}', ['科目|决算', '人员|12.5']],
    ['is read where it is hidden on paper alone', '@media print{.id{display:none}}', ['科目|决算|7', '人员|12.5|8']],
    [
      'is read where a stronger rule shows it',
      'td.id{display:table-cell}.id{display:none}',
      ['科目|决算|7', '人员|12.5|8'],
    ],
    ['is read where a script would show the page', 'table{display:none}', ['科目|决算|7', '人员|12.5|8']],
    ['is read where the selector asks for more', '.id:hover{display:none}', ['科目|决算|7', '人员|12.5|8']],
  ];
  it.each(cases)('%s', async (_name, css, expected) => {
    expect(await drawn(rows, css)).toEqual(expected);
  });
});

it('reads no arrows to sort by, but those that say something', async () => {
  const sort = '<a href="javascript:sortBy(1)">▲</a><i class="caret">▼</i>';
  const rows = `<tr><th>科目</th><th>决算${sort}</th></tr><tr><td>人员</td><td><span class="up">↑</span>12.5</td></tr>`;
  expect(await drawn(`<table>${rows}</table>`)).toEqual(['科目|决算', '人员|↑12.5']);
});

it('reads the page that stands in the attribute of a frame', async () => {
  expect(await drawn(`<iframe srcdoc="<p>本年支出 12.5 万元</p>${body.replaceAll('"', '&quot;')}"></iframe>`)).toEqual([
    '本年支出 12.5 万元',
    '人员|12.5|12.1',
    '公用|3.4|3.0',
  ]);
});

it.each([
  [
    'a selector that fits in as many ways as there are',
    `u ${'div '.repeat(30)}q i{display:none}`,
    `${'<div>'.repeat(400)}<q><i>甲</i></q>${'</div>'.repeat(400)}`,
  ],
  ['comments that are never closed', `.x{display:none}${'/*'.repeat(500_000)}`, '甲'],
  ['blocks that are never closed', `.x{display:none}${'@a{'.repeat(300_000)}`, '甲'],
  ['a grid far down', '', `<div style="display:grid">${'<div style="grid-row:999999999">12</div>'.repeat(5)}</div>甲`],
  [
    'a grid of overlapping cells',
    '',
    `<div style="display:grid">${'<div style="grid-area:1/1/200/200">12</div>'.repeat(15_000)}</div>甲`,
  ],
])('%s hides nothing and takes no time', async (_, css, body) => {
  const html = `<meta charset=utf-8><style>${css}</style><body>${body}</body>`;
  const document = await extract(Buffer.from(html), { limits: DEFAULT_LIMITS });
  expect(JSON.stringify(document.blocks)).toContain('甲');
});
