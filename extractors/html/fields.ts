import { attribute, elementsIn, ownText, type Node } from './dom.js';

/** Fields that hold words or figures; others are buttons, or are not seen. */
const WRITTEN = /^(?:|text|number|tel|date|month|email|url)$/i;
const TICKED = /^(?:checkbox|radio)$/i;

/** Puts what was filled in or chosen into the cells of tables, where a saved form shows it in fields. */
export function showFields(root: Node): void {
  for (const node of elementsIn(root)) {
    if (node.name !== 'input' && node.name !== 'textarea' && node.name !== 'select') continue;
    if (!inCell(node)) continue;
    const text = shownIn(node);
    if (text === undefined) continue;
    const child: Node = { type: 'text', data: text, parent: node };
    Object.assign(node, { name: 'span', children: [child] });
  }
}

function shownIn(node: Node): string | undefined {
  if (node.name === 'textarea') return ownText(node);
  if (node.name === 'select') {
    const chosen = [...elementsIn(node)].find(
      ({ name, attribs }) => name === 'option' && attribs?.['selected'] !== undefined,
    );
    return chosen && ownText(chosen);
  }
  const type = attribute(node, 'type');
  if (TICKED.test(type)) return node.attribs?.['checked'] === undefined ? undefined : '√';
  return WRITTEN.test(type) ? attribute(node, 'value') : undefined;
}

function inCell(node: Node): boolean {
  for (let at = node.parent; at; at = at.parent) if (at.name === 'td' || at.name === 'th') return true;
  return false;
}
