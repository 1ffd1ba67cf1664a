import type { Random } from '../../fixtures/generate/random.js';
import type { Doubt, RawCell, RawDocument, RawProse } from '../../schemas/index.js';

/** A document in which some figures were read doubtfully, and how many. */
export function doubted(printed: RawDocument, share: number, random: Random): { raw: RawDocument; doubts: number } {
  let count = 0;
  const doubt = <T extends RawCell | RawProse>(block: T): T => {
    const doubts: Doubt[] = [];
    let text = '';
    let from = 0;
    for (const match of block.text.matchAll(/(?<![\d.,-])-?\d[\d,]*(?:\.\d+)?%?/gu)) {
      const figure = match[0];
      if (!random.chance(share)) continue;
      const wrong = misread(figure, random);
      const other = misread(figure, random);
      const kind = random.int(1, 10);
      const [shown, alternatives] =
        kind <= 5 ? [wrong, [figure]] : kind <= 9 ? [figure, [wrong]] : [wrong, other === wrong ? [] : [other]];
      if (wrong === figure || (kind === 10 && other === figure)) continue;
      text += block.text.slice(from, match.index);
      doubts.push({ start: text.length, end: text.length + shown.length, alternatives });
      text += shown;
      from = match.index + figure.length;
    }
    if (doubts.length === 0) return { ...block, confidence: 0.95 };
    count += doubts.length;
    text += block.text.slice(from);
    const [only, another] = doubts;
    const alternatives =
      only && !another ? only.alternatives.map((one) => text.slice(0, only.start) + one + text.slice(only.end)) : [];
    return {
      ...block,
      text,
      confidence: 0.4,
      doubts,
      ...('row' in block && alternatives.length > 0 ? { alternatives } : {}),
    };
  };
  const blocks = printed.blocks.map((block) =>
    block.kind === 'table' ? { ...block, cells: block.cells.map(doubt) } : doubt(block),
  );
  return { raw: { ...printed, blocks }, doubts: count };
}

/** Digits that recognition takes for one another. */
const LIKE: Readonly<Record<string, string>> = {
  0: '689',
  1: '74',
  2: '7',
  3: '895',
  4: '1',
  5: '63',
  6: '0858',
  7: '12',
  8: '3690',
  9: '08',
};

function misread(figure: string, random: Random): string {
  const kind = random.int(1, 10);
  if (kind === 1 && figure.includes('.')) return figure.replace('.', '');
  if (kind === 2 && figure.startsWith('-')) return figure.slice(1);
  const doubled = /(\d)\1/u.exec(figure);
  if (kind <= 4 && doubled) return figure.slice(0, doubled.index) + figure.slice(doubled.index + 1);
  const digits = [...figure.matchAll(/\d/gu)];
  const at = random.pick(digits).index;
  return figure.slice(0, at) + random.pick([...LIKE[figure[at]!]!]) + figure.slice(at + 1);
}

/** What was printed in each stretch that was doubtful, and what is read there now. */
export function* rightBlocks(
  printed: RawDocument,
  after: RawDocument,
): Generator<{ right: string; read: string; decided: boolean }> {
  for (const [i, block] of after.blocks.entries()) {
    const before = printed.blocks[i]!;
    if (block.kind === 'table' && before.kind === 'table') {
      for (const [at, cell] of block.cells.entries()) yield* stretches(before.cells[at]!.text, cell);
    } else if (block.kind !== 'table' && before.kind !== 'table') yield* stretches(before.text, block);
  }
}

/** Between two doubtful stretches the texts are the same: what stands before one tells where it was printed. */
function* stretches(
  printed: string,
  { text, doubts = [] }: Pick<RawCell, 'text' | 'doubts'>,
): Generator<{ right: string; read: string; decided: boolean }> {
  let at = 0;
  for (const [i, { start, end, decided = false }] of doubts.entries()) {
    at += start - (doubts[i - 1]?.end ?? 0);
    const clear = text.slice(end, doubts[i + 1]?.start ?? text.length);
    const next = clear === '' ? printed.length : printed.indexOf(clear, at + 1);
    yield { right: printed.slice(at, next), read: text.slice(start, end), decided };
    at = next;
  }
}
