import { load } from 'cheerio';
import { tooLarge } from '../zip/refusals.js';
import { ARROWS, dropArrows } from './arrows.js';
import { nameTables } from './containers.js';
import { attribute, elementsIn, type Node } from './dom.js';
import { showFields } from './fields.js';
import { joinHalves } from './halves.js';
import { applySheets } from './sheets.js';

/** Elements that only an end tag closes; open ones are looked through for every tag that follows. */
const LASTING = /<(\/?)(?:div|span|font|b|i|u|strong|em|table|section|article|ul|ol|blockquote|center|a)\b/gi;
const MOST_OPEN = 20_000;
/** Frames in frames that are opened. */
const FRAMES = 3;
/** A tag of this length is only one with a picture inside, or one with attributes beyond number. */
const LONG_TAG = 50_000;
const MOST_ATTRIBUTES = 5000;

/**
 * Parses a page the way browsers do: what is left open is closed, what stands in the wrong place is moved.
 *
 * @throws UnreadableError `too-large` where that would take a parser more than linear time
 */
export function parsePage(html: string, deepest = FRAMES): Node {
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
  if (/\ssrcdoc\s*=/i.test(html)) openFrames(root, deepest);
  if (/<style\b/i.test(html)) applySheets(root);
  if (CONTAINED.test(html)) nameTables(root);
  if (/<(?:input|textarea|select)\b/i.test(html)) showFields(root);
  if (ARROWS.test(html)) dropArrows(root);
  if (/<th(?:ead)?\b/i.test(html)) joinHalves(root);
  return root;
}

/** What containers that stand as a table say of themselves, or the sheet of them. */
const CONTAINED = /display\s*:\s*(?:inline-)?(?:table|grid|flex)|role\s*=\s*["']?(?:table|grid|treegrid)\b/i;

/** Puts pages that stand in the attribute of a frame in its place. */
function openFrames(root: Node, deepest: number): void {
  if (deepest === 0) return;
  for (const node of elementsIn(root)) {
    const inner = node.name === 'iframe' ? attribute(node, 'srcdoc') : '';
    if (inner === '') continue;
    node.name = 'div';
    node.children = parsePage(inner, deepest - 1).children ?? [];
    for (const child of node.children) child.parent = node;
  }
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
