/** The layouts in which a document's tables are printed as plain text, by name. */
import type { RawDocument } from '../../schemas/index.js';
import * as pasted from './pasted-looks.js';
import * as looks from './text-looks.js';

export interface FlowingLayout {
  name: string;
  print: (document: RawDocument) => string;
}

const flowing = (name: string, look: looks.TextLook, finish = (text: string) => text): FlowingLayout => ({
  name,
  print: (document) => finish(printed(document, look)),
});

export const FLOWING: readonly FlowingLayout[] = [
  flowing('tab before every cell', looks.tabBeforeCell),
  flowing('tab rows', looks.tabRows),
  flowing('tab rows, merged cells once', looks.tabRowsMergedOnce),
  flowing('bars', looks.bars),
  flowing('markdown', looks.markdown),
  flowing('commas', looks.commas),
  flowing('semicolons', looks.semicolons),
  flowing('box', looks.framed(looks.BOX)),
  flowing('box, heavy', looks.framed(looks.HEAVY)),
  flowing('box, double', looks.framed(looks.DOUBLE)),
  flowing('box, wide signs', looks.framed(looks.BOX, 16, true)),
  flowing('box, plus and minus', looks.framed(looks.PLUS)),
  flowing('box, no wraps', looks.framed(looks.BOX, 400)),
  flowing('spaced left', looks.spaced({ align: 'left' })),
  flowing('spaced left, no wraps', looks.spaced({ align: 'left', most: 400 })),
  flowing('spaced centred', looks.spaced({ align: 'centre' })),
  flowing('spaced mixed', looks.spaced({ align: 'mixed' })),
  flowing('spaced mixed, narrow columns', looks.spaced({ align: 'mixed', most: 12, gap: 2 })),
  flowing('spaced mixed, middle', looks.spaced({ align: 'mixed', vertical: 'middle' })),
  flowing('spaced mixed, middle, parted', looks.spaced({ align: 'mixed', vertical: 'middle', between: 1 })),
  flowing('spaced left, parted', looks.spaced({ align: 'left', between: 1 })),
  flowing('spaced mixed, pages', looks.spaced({ align: 'mixed' }), (text) => looks.paged(text, '自评报告', 40)),
  flowing('narrow', looks.narrow),
  flowing('line a cell, rows parted', looks.blocks),
  flowing('line a cell', looks.items),
  flowing('line a cell, loose', looks.looseItems),
  flowing('line a cell, blank for empty', looks.itemsWithBlanks),
  flowing('glued', looks.glued),
  flowing('pasted: spreadsheet', pasted.excel),
  flowing('pasted: spreadsheet, figures quoted', pasted.excelQuotedFigures),
  flowing('pasted: saved as text', pasted.savedAsText),
  flowing('pasted: web page, cells', pasted.webCells),
  flowing('pasted: web page, tabs', pasted.webTabs),
  flowing('pasted: figures torn', pasted.figuresTorn),
  flowing('pasted: wide figures', pasted.wideFigures),
  flowing('pasted: wide figures, wide bars', pasted.wideFiguresBars),
  flowing('pasted: units in cells', pasted.unitsInCells),
  flowing('pasted: ragged tabs', pasted.raggedTabs),
  flowing('pasted: padded tabs', pasted.paddedTabs),
  flowing('pasted: wide blanks', pasted.wideBlanks),
  flowing('pasted: rulings inside', pasted.barsOnly),
  flowing('pasted: database', pasted.database),
  flowing('pasted: all quoted', pasted.allQuoted),
  flowing('pasted: tabs over a page', pasted.tabsInterrupted),
  flowing('pasted: spaced over a page', pasted.spacedInterrupted),
  flowing('pasted: cells over a page', pasted.itemsInterrupted),
  flowing('pasted: tabs, lines broken', looks.tabRows, (text) => pasted.hardWrapped(text, 40)),
];

function printed(document: RawDocument, look: looks.TextLook): string {
  return document.blocks.map((block) => (block.kind === 'table' ? `${look(block)}\n` : `${block.text}\n`)).join('');
}
