import { nameIn } from '../vocabulary/lookup.js';
import { BARE_TOTAL } from '../vocabulary/words.js';
import type { RowItem } from './row-items.js';

/** A stretch of rows under one caption or one outer label. */
export interface Block {
  caption: string;
  /** A numbered caption (一、运转类) parts the lines, one without a number names whose they are. */
  numbered: boolean;
  /** First and last row, inclusive; the caption row itself is outside. */
  first: number;
  last: number;
}

/** The blocks of a form in order, and the one that a row is in. */
export interface Blocks {
  all: readonly Block[];
  at(row: number): Block | undefined;
}

export function blocksOf(items: RowItem[]): Blocks {
  const blocks: Block[] = [];
  let outer = '';
  let open: Block = { caption: '', numbered: false, first: items[0]?.row ?? 0, last: -1 };
  const begin = (caption: string, first: number, numbered = false) => {
    if (open.last >= open.first) blocks.push(open);
    open = { caption, numbered, first, last: first - 1 };
  };
  for (const item of items) {
    const here = item.outer.join('/');
    if (here !== outer) {
      begin(here, item.row);
      outer = here;
    }
    if (item.kind === 'caption') begin(nameIn(item.label), item.row + 1, item.number !== undefined);
    else if (
      item.kind === 'total' &&
      item.total !== 'sub' &&
      open.caption !== '' &&
      BARE_TOTAL.test(item.bare) &&
      here === ''
    ) {
      begin('', item.row);
      open.last = item.row;
    } else {
      open.last = item.row;
      if (item.kind === 'total' && item.total === 'sub' && here === '') begin('', item.row + 1);
    }
  }
  begin('', 0);
  const at: Block[] = [];
  for (const block of blocks) for (let row = block.first; row <= block.last; row++) at[row] ??= block;
  return { all: blocks, at: (row) => at[row] };
}
