import { expect, test } from 'vitest';
import { coversGrid, drawBlocks, readString } from '../text-art.js';

/** A text as it reaches us, and what is to be read out of it. */
export interface Layout {
  name: string;
  /** Begins with a line end, for the eye. */
  art: string;
  blocks: string[];
  /** Codes; none where nothing is doubtful. */
  notices?: string[];
}

export function check({ name, art, blocks, notices = [] }: Layout): void {
  test(name, async () => {
    const document = await readString(art.slice(1) + '\n');
    expect(drawBlocks(document)).toEqual(blocks);
    expect(document.notices.map(({ code }) => code)).toEqual(notices);
    for (const block of document.blocks) if (block.kind === 'table') expect(coversGrid(block)).toBe(true);
  });
}
