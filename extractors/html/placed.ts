import { attribute, elementsIn, ownText, type Node } from './dom.js';

/** A cell of a grid of containers, 0-based. */
interface Item {
  node: Node;
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
}

/** Where a container says that it stands, along one axis; `from` counts from 0. */
interface Line {
  from?: number;
  span: number;
}

/** What is placed so holds figures, no other tables, and no articles. */
const FIGURE = /^[-+−]?[\d,.]+[%％]?$/u;
const PROSE = 1000;
const MOST_ITEMS = 20_000;
const WIDEST = 200;
/** A larger grid is no table, but a page that would fill the memory. */
const MOST_CELLS = 200_000;

/** Makes a table of a container whose style places its children on a grid, where they are the cells of one. */
export function nameGrid(container: Node, style: string): void {
  const children = elementsOf(container);
  if (!isTabular(children)) return;
  const items = place(children, columnsOf(property(style, 'grid-template-columns')));
  const rows = Math.max(0, ...items.map(({ row, rowSpan }) => row + rowSpan));
  const columns = Math.max(0, ...items.map(({ column, colSpan }) => column + colSpan));
  if (rows < 2 || rows * columns > MOST_CELLS) return;
  const taken = new Set<number>();
  for (const { row, column, rowSpan, colSpan } of items)
    for (let r = row; r < row + rowSpan; r++)
      for (let c = column; c < column + colSpan; c++) taken.add(r * columns + c);
  const lanes = Array.from({ length: rows }, (): { column: number; node: Node }[] => []);
  for (const { node, row, column, rowSpan, colSpan } of items) {
    const attribs = { ...node.attribs, rowspan: String(rowSpan), colspan: String(colSpan) };
    lanes[row]!.push({ column, node: Object.assign(node, { name: 'td', attribs }) });
  }
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (!taken.has(row * columns + column)) lanes[row]!.push({ column, node: element('td', []) });
  const made = lanes.map((lane) =>
    element(
      'tr',
      lane.sort((a, b) => a.column - b.column).map(({ node }) => node),
    ),
  );
  becomeTable(container, made);
}

/** Makes a table of a container whose children are rows of equally many cells, one below the other. */
export function nameRows(container: Node): void {
  const rows = elementsOf(container);
  const cells = rows.map(elementsOf);
  const count = cells[0]?.length ?? 0;
  const alike = cells.every((own) => own.length === count);
  const set = rows.every((row) => /display\s*:\s*(?:inline-)?flex\b/i.test(attribute(row, 'style')));
  if (rows.length < 3 || count < 2 || !alike || !set || !isTabular(cells.flat())) return;
  for (const row of rows) row.name = 'tr';
  for (const cell of cells.flat()) cell.name = 'td';
  becomeTable(container, rows);
}

function becomeTable(container: Node, rows: Node[]): void {
  const body = element('tbody', rows);
  body.parent = container;
  Object.assign(container, { name: 'table', children: [body] });
}

function element(name: string, children: Node[]): Node {
  const made: Node = { type: 'tag', name, attribs: {}, children };
  for (const child of children) child.parent = made;
  return made;
}

function elementsOf({ children = [] }: Node): Node[] {
  return children.filter(({ name }) => name !== undefined && name !== 'script' && name !== 'style');
}

/** Pages are laid out so, too: their parts hold headings, tables and links, and seldom figures alone. */
function isTabular(cells: readonly Node[]): boolean {
  if (cells.length < 4 || cells.length > MOST_ITEMS) return false;
  let figures = 0;
  for (const cell of cells) {
    let text = '';
    let links = 0;
    for (const inner of [cell, ...elementsIn(cell)]) {
      if (/^(?:table|h[1-6]|img|form)$/.test(inner.name ?? '')) return false;
      if (inner.name === 'a') links++;
      text += ownText(inner);
    }
    text = text.replace(/\s+/g, '');
    if (links > 1 || text.length > PROSE) return false;
    if (FIGURE.test(text)) figures++;
  }
  return figures > 1;
}

/** As CSS places them: those that say where first, the others row by row in what is free. None of a grid too large. */
function place(children: readonly Node[], stated: number | undefined): Item[] {
  const wanted = children.map((node) => {
    const style = attribute(node, 'style');
    const area = property(style, 'grid-area')?.split('/');
    const across = lineOf(style, 'column', area?.[1], area?.[3]);
    const down = lineOf(style, 'row', area?.[0], area?.[2]);
    return { node, across, down };
  });
  const reach = Math.max(...wanted.map(({ across }) => (across.from ?? 0) + across.span));
  const columns = Math.min(Math.max(stated ?? 0, reach), WIDEST);
  const cells = wanted.reduce((sum, { across, down }) => sum + Math.min(across.span, columns) * down.span, 0);
  if (cells > MOST_CELLS) return [];
  const taken = new Set<number>();
  const items: Item[] = [];
  const put = (node: Node, row: number, column: number, rowSpan: number, colSpan: number): void => {
    items.push({ node, row, column, rowSpan, colSpan });
    for (let r = row; r < row + rowSpan; r++)
      for (let c = column; c < column + colSpan; c++) taken.add(r * columns + c);
  };
  const isFree = (row: number, column: number, { span }: Line): boolean => {
    for (let c = column; c < column + span; c++) if (taken.has(row * columns + c)) return false;
    return true;
  };
  for (const { node, across, down } of wanted)
    if (across.from !== undefined && down.from !== undefined)
      put(node, down.from, across.from, down.span, Math.min(across.span, columns));
  let [row, column] = [0, 0];
  for (const { node, across, down } of wanted) {
    if (across.from !== undefined && down.from !== undefined) continue;
    const span = Math.min(across.span, columns);
    if (down.from !== undefined) [row, column] = [down.from, 0];
    if (across.from !== undefined) {
      if (across.from < column) row++;
      column = across.from;
      while (!isFree(row, column, { span })) row++;
    } else {
      while (column + span > columns || !isFree(row, column, { span })) {
        column++;
        if (column + span > columns) [row, column] = [row + 1, 0];
      }
    }
    put(node, row, column, down.span, span);
    column += span;
  }
  return items;
}

/** `grid-row: 2 / 4`, `3 / span 2`, `span 2`, `2`; `grid-row-start`, `grid-row-end`; two parts of `grid-area`. */
function lineOf(style: string, axis: 'row' | 'column', first?: string, second?: string): Line {
  const short = property(style, `grid-${axis}`)?.split('/');
  const start = (property(style, `grid-${axis}-start`) ?? short?.[0] ?? first ?? '').trim();
  const end = (property(style, `grid-${axis}-end`) ?? short?.[1] ?? second ?? '').trim();
  const [from, to] = [Number.parseInt(start, 10), Number.parseInt(end, 10)];
  const span = Number(/span\s+(\d+)/i.exec(`${start} ${end}`)?.[1] ?? 1);
  const reach = from > 0 && to > from ? to - from : Math.max(1, span);
  return { ...(from > 0 && { from: from - 1 }), span: Math.min(reach, WIDEST) };
}

/** How many columns `repeat(3, 1fr)`, `80px 1fr 1fr` are; undefined where it depends on the width of the window. */
function columnsOf(template: string | undefined): number | undefined {
  if (template === undefined || /auto-fi/i.test(template)) return undefined;
  const written = template.replace(
    /repeat\(\s*(\d+)\s*,((?:[^()]|\([^()]*\))*)\)/gi,
    (_, times: string, tracks: string) => ` ${tracks} `.repeat(Math.min(Number(times), WIDEST)),
  );
  const tracks = written
    .replace(/\([^()]*\)/g, '')
    .trim()
    .split(/\s+/);
  return tracks.length > 1 ? tracks.length : undefined;
}

function property(style: string, name: string): string | undefined {
  return new RegExp(`(?:^|;)\\s*${name}\\s*:([^;!]*)`, 'i').exec(style)?.[1]?.trim();
}
