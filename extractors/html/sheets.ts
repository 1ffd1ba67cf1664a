import { attribute, elementsIn, isHidden, ownText, type Node } from './dom.js';

/** What of a style changes what is printed, or where it stands. */
const TELLING = /^(?:display|visibility|grid-(?:template-columns|area|(?:row|column)(?:-start|-end)?))$/;
const HIDING = /display\s*:\s*none|visibility\s*:\s*hidden/i;
const WORTH = /display\s*:\s*(?:none|(?:inline-)?(?:table|grid|flex))|visibility\s*:\s*hidden/i;
/** A sheet that hides more of the page than this is one that its scripts undo. */
const MOST_HIDDEN = 0.5;
const MOST_RULES = 5000;
/** Elements compared with steps of selectors in one page; what is left then stays as it says itself. */
const MOST_COMPARED = 5_000_000;

/** One element of a selector: what it is called, and whether it stands right in the one before. */
interface Step {
  name: string | undefined;
  id: string | undefined;
  classes: string[];
  child: boolean;
}

interface Rule {
  steps: Step[];
  declarations: [property: string, value: string][];
  weight: number;
}

/**
 * Writes what the sheets of a page say of display, visibility and grids into the styles of its elements. What an element
 * says itself wins. Sheets for paper, and selectors that look at anything but names, classes and parents, are passed over.
 */
export function applySheets(root: Node): void {
  const rules = rulesIn(root);
  if (rules.size === 0) return;
  const hidden: { node: Node; style: string }[] = [];
  const work = { left: MOST_COMPARED };
  for (const node of elementsIn(root)) {
    const won = new Map<string, { value: string; weight: number }>();
    for (const key of keysOf(node)) {
      for (const { steps, declarations, weight } of rules.get(key) ?? []) {
        if (!matches(node, steps, steps.length - 1, work)) continue;
        for (const [property, value] of declarations)
          if (weight >= (won.get(property)?.weight ?? -1)) won.set(property, { value, weight });
      }
    }
    if (won.size === 0) continue;
    const style = attribute(node, 'style');
    const added = [...won].filter(([property]) => !new RegExp(`(?:^|;)\\s*${property}\\s*:`, 'i').test(style));
    const text = added.map(([property, { value }]) => `;${property}:${value}`).join('');
    node.attribs = { ...node.attribs, style: style + text };
    if (HIDING.test(text)) hidden.push({ node, style });
  }
  if (hidden.length > 0 && hiddenShare(root) > MOST_HIDDEN)
    for (const { node, style } of hidden) node.attribs = { ...node.attribs, style };
}

/** The rules that matter, by the last class, id or name that an element must have. */
function rulesIn(root: Node): Map<string, Rule[]> {
  const rules = new Map<string, Rule[]>();
  let count = 0;
  for (const node of elementsIn(root)) {
    if (node.name !== 'style') continue;
    const css = ownText(node);
    if (!WORTH.test(css)) continue;
    for (const block of withoutBlocks(css).split('}')) {
      const [selectors = '', body = ''] = block.split('{');
      const declarations = declarationsOf(body);
      if (declarations.length === 0) continue;
      for (const selector of selectors.split(',')) {
        const steps = stepsOf(selector.trim());
        if (!steps || ++count > MOST_RULES) continue;
        const { id, classes, name } = steps.at(-1)!;
        const key = id !== undefined ? `#${id}` : classes.length > 0 ? `.${classes[0]!}` : (name ?? '*');
        const own = rules.get(key) ?? [];
        if (own.length === 0) rules.set(key, own);
        const important = /!\s*important/i.test(body) ? 1e9 : 0;
        own.push({ steps, declarations, weight: important + weightOf(steps) + count / 1e6 });
      }
    }
  }
  return rules;
}

/** A sheet without comments, and without the blocks that hold for some media alone. */
function withoutBlocks(css: string): string {
  const bare = css.replace(/\/\*[\s\S]*?(?:\*\/|$)|<!--|-->/g, '');
  const closing = /[;{]/g;
  let text = '';
  let at = 0;
  for (let next = bare.indexOf('@'); next >= 0; next = bare.indexOf('@', at)) {
    text += bare.slice(at, next);
    closing.lastIndex = next;
    const open = closing.exec(bare)?.index ?? bare.length;
    if (bare[open] !== '{') {
      at = open + 1;
      continue;
    }
    let depth = 1;
    for (at = open + 1; at < bare.length && depth > 0; at++) depth += bare[at] === '{' ? 1 : bare[at] === '}' ? -1 : 0;
  }
  return text + bare.slice(at);
}

function declarationsOf(body: string): [string, string][] {
  return body.split(';').flatMap((one): [string, string][] => {
    const colon = one.indexOf(':');
    const property = one.slice(0, colon).trim().toLowerCase();
    return colon > 0 && TELLING.test(property)
      ? [
          [
            property,
            one
              .slice(colon + 1)
              .replace(/!.*/, '')
              .trim(),
          ],
        ]
      : [];
  });
}

/** Undefined where a selector asks for what is not looked at: states, attributes, neighbours. */
function stepsOf(selector: string): Step[] | undefined {
  const steps: Step[] = [];
  let child = false;
  for (const part of selector.replaceAll('>', ' > ').split(/\s+/)) {
    if (part === '>') {
      child = true;
      continue;
    }
    const found = /^(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)$/i.exec(part);
    if (!found || part === '') return undefined;
    const marks = found[2]!.match(/[.#][\w-]+/g) ?? [];
    steps.push({
      name: found[1] === undefined || found[1] === '*' ? undefined : found[1].toLowerCase(),
      id: marks.find((mark) => mark.startsWith('#'))?.slice(1),
      classes: marks.filter((mark) => mark.startsWith('.')).map((mark) => mark.slice(1)),
      child,
    });
    child = false;
  }
  return steps.length > 0 ? steps : undefined;
}

function weightOf(steps: readonly Step[]): number {
  return steps.reduce(
    (sum, { id, classes, name }) =>
      sum + (id === undefined ? 0 : 100) + 10 * classes.length + (name === undefined ? 0 : 1),
    0,
  );
}

function keysOf(node: Node): string[] {
  const id = attribute(node, 'id');
  const classes = attribute(node, 'class').split(/\s+/).filter(Boolean);
  return [...(id === '' ? [] : [`#${id}`]), ...classes.map((one) => `.${one}`), node.name ?? '', '*'];
}

function matches(node: Node, steps: readonly Step[], last: number, work: { left: number }): boolean {
  if (--work.left < 0) return false;
  const { name, id, classes, child } = steps[last]!;
  if (name !== undefined && name !== node.name) return false;
  if (id !== undefined && id !== attribute(node, 'id')) return false;
  if (classes.length > 0) {
    const own = attribute(node, 'class').split(/\s+/);
    if (!classes.every((one) => own.includes(one))) return false;
  }
  if (last === 0) return true;
  for (let at = node.parent; at?.name !== undefined; at = at.parent) {
    if (matches(at, steps, last - 1, work)) return true;
    if (child || work.left < 0) return false;
  }
  return false;
}

/** The share of the characters of a page that is not shown. */
function hiddenShare(root: Node): number {
  let [all, hidden] = [0, 0];
  const pending = [{ node: root, off: false }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node } = next;
    if (/^(?:script|style|head)$/.test(node.name ?? '')) continue;
    const off = next.off || isHidden(node);
    const length = node.type === 'text' ? (node.data ?? '').trim().length : 0;
    all += length;
    if (off) hidden += length;
    for (const child of node.children ?? []) pending.push({ node: child, off });
  }
  return all === 0 ? 0 : hidden / all;
}
