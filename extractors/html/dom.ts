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

export function attribute(node: Node, name: string): string {
  return node.attribs?.[name] ?? '';
}

/** The words right inside an element, none of those in its elements. */
export function ownText({ children = [] }: Node): string {
  let text = '';
  for (const { type, data } of children) if (type === 'text') text += data ?? '';
  return text;
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
