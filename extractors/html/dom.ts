import { load } from 'cheerio';
import { tooLarge } from '../zip/refusals.js';

/** The little of a parsed page that the readers look at. */
export interface Node {
  type: string;
  /** Of text. */
  data?: string;
  /** Of elements, in lower case. */
  name?: string;
  attribs?: Record<string, string>;
  children?: Node[];
  parent?: Node | null;
}

/** Elements that only an end tag closes; open ones are looked through for every tag that follows. */
const LASTING = /<(\/?)(?:div|span|font|b|i|u|strong|em|table|section|article|ul|ol|blockquote|center|a)\b/gi;
const MOST_OPEN = 20_000;
/** A tag of this length is only one with a picture inside, or one with attributes beyond number. */
const LONG_TAG = 50_000;
const MOST_ATTRIBUTES = 5000;

/**
 * Parses a page the way browsers do: what is left open is closed, what stands in the wrong place is moved.
 *
 * @throws UnreadableError `too-large` where that would take a parser more than linear time
 */
export function parsePage(html: string): Node {
  let open = 0;
  for (const [, end] of html.matchAll(LASTING)) {
    open = end === '/' ? Math.max(0, open - 1) : open + 1;
    if (open > MOST_OPEN) throw tooLarge(`HTML: ${MOST_OPEN} open elements`);
  }
  for (const tag of longTags(html)) {
    if (tag.split(/\s+/, MOST_ATTRIBUTES).length === MOST_ATTRIBUTES)
      throw tooLarge(`HTML: ${MOST_ATTRIBUTES} attributes`);
  }
  const root = load(html).root()[0] as unknown as Node;
  if (/display\s*:\s*(?:inline-)?table|role\s*=\s*["']?(?:table|grid|treegrid)\b/i.test(html)) nameTables(root);
  return root;
}

/** Found step by step: an expression that is asked for megabytes in one piece goes deeper than the stack. */
function* longTags(html: string): Generator<string> {
  for (let at = html.indexOf('<'); at >= 0 && at + LONG_TAG < html.length;) {
    const next = html.indexOf('<', at + 1);
    if (next < 0 || next - at > LONG_TAG) {
      const tag = html.slice(at, next < 0 ? undefined : next);
      const end = tag.indexOf('>');
      if (/^<[a-z]/i.test(tag) && (end < 0 || end > LONG_TAG)) yield end < 0 ? tag : tag.slice(0, end);
    }
    at = next;
  }
}

/** How styles and roles say that containers are a table, and what they are then. */
const CONTAINERS: readonly (readonly [name: string, display: RegExp, roles: RegExp])[] = [
  ['table', /display\s*:\s*(?:inline-)?table\s*(?:[;!]|$)/i, /^(?:table|grid|treegrid)$/],
  ['tbody', /display\s*:\s*table-(?:row|header|footer)-group/i, /^rowgroup$/],
  ['tr', /display\s*:\s*table-row\s*(?:[;!]|$)/i, /^row$/],
  ['td', /display\s*:\s*table-cell/i, /^(?:cell|gridcell|columnheader|rowheader)$/],
];
const SPANS = [
  ['aria-colspan', 'colspan'],
  ['aria-rowspan', 'rowspan'],
] as const;

/** Names containers that are set or marked as tables, rows and cells, like the elements that they stand for. */
function nameTables(root: Node): void {
  const tables: Node[] = [];
  for (const node of elementsIn(root)) {
    if (node.name !== 'div' && node.name !== 'span' && node.name !== 'li' && node.name !== 'ul') continue;
    const [style, role] = [attribute(node, 'style'), attribute(node, 'role')];
    const found = CONTAINERS.find(([, display, roles]) => display.test(style) || roles.test(role));
    if (!found) continue;
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

export function attribute(node: Node, name: string): string {
  return node.attribs?.[name] ?? '';
}

/** Elements beneath a node, in document order. Not recursive: pages can be nested deeper than the stack. */
export function* elementsIn(node: Node): Generator<Node> {
  const pending = [...(node.children ?? [])].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.name !== undefined) yield next;
    for (let at = (next.children?.length ?? 0) - 1; at >= 0; at--) pending.push(next.children![at]!);
  }
}

/** Parts of a page that are never printed. */
const UNPRINTED = new Set([
  'head',
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'embed',
  'svg',
  'select',
  'button',
  'input',
  'textarea',
  'audio',
  'video',
  'canvas',
  'map',
  'del',
  'xml',
]);
const INVISIBLE = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i;

export function isHidden(node: Node): boolean {
  if (node.name === undefined) return false;
  return UNPRINTED.has(node.name) || node.attribs?.['hidden'] !== undefined || INVISIBLE.test(attribute(node, 'style'));
}

/** Of what is never printed, that which holds words for readers all the same. */
const WORDY = new Set(['noscript', 'template', 'del']);

/** Characters, white space aside, that a page holds for readers but does not show: hidden by a style, or struck out. */
export function hiddenText(root: Node): number {
  let count = 0;
  const pending: { node: Node; hidden: boolean }[] = [{ node: root, hidden: false }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node } = next;
    let { hidden } = next;
    if (hidden && node.type === 'text') count += (node.data ?? '').replace(/\s+/g, '').length;
    if (node.name !== undefined && UNPRINTED.has(node.name) && !WORDY.has(node.name)) continue;
    hidden ||= isHidden(node);
    for (const child of node.children ?? []) pending.push({ node: child, hidden });
  }
  return count;
}
