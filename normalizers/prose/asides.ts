import type { Mention } from './reading.js';

/** How many figures back a bracket is looked for. */
const REACH = 8;

/**
 * The figures, among the last ones, that stand in a bracket behind another figure: 1012万元（含上年结转8万元），比上年…. What
 * follows the closed bracket speaks of the figure before it. `between`: the words behind the last mention.
 */
export function asidesIn(mentions: readonly Mention[], between: string): ReadonlySet<Mention> {
  const from = Math.max(0, mentions.length - REACH);
  let closed = CLOSE.test(between);
  for (let at = from; !closed && at < mentions.length; at++) closed = CLOSE.test(mentions[at]!.between);
  if (!closed) return NONE;
  const asides = new Set<Mention>();
  // Figures in the brackets that stand open, each with whether its bracket opened right behind a figure.
  let open: { behind: boolean; inside: Mention[] }[] = [];
  for (let at = from; at <= mentions.length; at++) {
    const words = at < mentions.length ? mentions[at]!.between : between;
    MARKS.lastIndex = 0;
    while (MARKS.test(words)) {
      const index = MARKS.lastIndex - 1;
      const character = words.charAt(index);
      if (character === '（' || character === '(')
        open.push({ behind: at > from && words.slice(0, index).trim() === '', inside: [] });
      else if (character === '）' || character === ')') {
        const bracket = open.pop();
        if (bracket?.behind) for (const mention of bracket.inside) asides.add(mention);
        open.at(-1)?.inside.push(...(bracket?.inside ?? []));
      } else open = [];
    }
    if (at < mentions.length) open.at(-1)?.inside.push(mentions[at]!);
  }
  return asides;
}

const CLOSE = /[）)]/u;
/** Brackets, and the full stop that ends what they open. */
const MARKS = /[（）()。]/gu;
const NONE: ReadonlySet<Mention> = new Set();
