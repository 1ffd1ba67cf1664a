import { attribute, elementsIn, type Node } from './dom.js';

/** What a page must hold for its titles to have arrows. */
export const ARROWS = /[▲▼△▽⇅↕⬍]/u;
const ALONE = /^\s*[▲▼△▽⇅↕⬍↑↓]+\s*$/u;
const SORTS = /sort|caret|order|排序/i;
const SAID = ['href', 'class', 'title', 'onclick'];

/** Takes away the arrows by which a reader sorts a table: they belong to no title. */
export function dropArrows(root: Node): void {
  for (const node of elementsIn(root)) {
    const [only, ...others] = node.children ?? [];
    if (only?.type !== 'text' || others.length > 0 || !ALONE.test(only.data ?? '')) continue;
    if (SAID.some((name) => SORTS.test(attribute(node, name)))) node.children = [];
  }
}
