import { attribute, elementsIn, type Node } from './dom.js';
import { nameGrid, nameRows } from './placed.js';

/** How styles and roles say that containers are a table, and what they are then. */
const CONTAINERS: readonly (readonly [name: string, display: RegExp, roles: RegExp])[] = [
  ['table', /display\s*:\s*(?:inline-)?table\s*(?:[;!]|$)/i, /^(?:table|grid|treegrid)$/],
  ['tbody', /display\s*:\s*table-(?:row|header|footer)-group/i, /^rowgroup$/],
  ['tr', /display\s*:\s*table-row\s*(?:[;!]|$)/i, /^row$/],
  ['td', /display\s*:\s*table-cell/i, /^(?:cell|gridcell|columnheader|rowheader)$/],
];
const GRID = /display\s*:\s*(?:inline-)?grid\b/i;
const FLEX = /display\s*:\s*(?:inline-)?flex\b/i;
const SPANS = [
  ['aria-colspan', 'colspan'],
  ['aria-rowspan', 'rowspan'],
] as const;

/** Names containers that are set or marked as tables, rows and cells, like the elements that they stand for. */
export function nameTables(root: Node): void {
  const tables: Node[] = [];
  for (const node of elementsIn(root)) {
    if (node.name !== 'div' && node.name !== 'span' && node.name !== 'li' && node.name !== 'ul') continue;
    const [style, role] = [attribute(node, 'style'), attribute(node, 'role')];
    const found = CONTAINERS.find(([, display, roles]) => display.test(style) || roles.test(role));
    if (!found) {
      if (GRID.test(style)) nameGrid(node, style);
      else if (FLEX.test(style) && node.parent) nameRows(node.parent);
      continue;
    }
    node.name = found[0];
    for (const [from, to] of SPANS) if (node.attribs?.[from] !== undefined) node.attribs[to] ??= node.attribs[from];
    if (node.name === 'table') tables.push(node);
  }
  for (const table of tables) table.children = groupsIn(table);
}

/** Rows stand in groups; those that stand in none are one. What else stands between rows prints nothing. */
function groupsIn(table: Node): Node[] {
  const groups = (table.children ?? []).filter(
    ({ name }) => name === 'tbody' || name === 'thead' || name === 'caption',
  );
  const rows = (table.children ?? []).filter(({ name }) => name === 'tr');
  if (rows.length === 0) return table.children ?? [];
  return [...groups, { type: 'tag', name: 'tbody', attribs: {}, children: rows, parent: table }];
}
