import {
  Document,
  HeadingLevel,
  Packer,
  PageNumber,
  Footer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
} from 'docx';
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { drawTable } from '../draw-table.js';

const cell = (
  text: string,
  options: { columnSpan?: number; rowSpan?: number; verticalMerge?: 'restart' | 'continue' } = {},
) =>
  new TableCell({
    children: text.split('/').map((line) => new Paragraph(line)),
    ...(options.columnSpan && { columnSpan: options.columnSpan }),
    ...(options.rowSpan && { rowSpan: options.rowSpan }),
    ...(options.verticalMerge && {
      verticalMerge: options.verticalMerge === 'restart' ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE,
    }),
  });
const row = (...children: TableCell[]) => new TableRow({ children });

it('reads what the docx package writes', async () => {
  const document = new Document({
    sections: [
      {
        footers: {
          default: new Footer({
            children: [new Paragraph({ children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
          }),
        },
        children: [
          new Paragraph({ text: '收入支出决算表', heading: HeadingLevel.HEADING_1 }),
          new Paragraph('单位：万元'),
          new Table({
            rows: [
              row(cell('项目', { rowSpan: 2 }), cell('收入', { columnSpan: 2 })),
              row(cell('预算'), cell('决算')),
              row(cell('水利局/本级', { verticalMerge: 'restart' }), cell('10.00'), cell('9.50')),
              row(cell('', { verticalMerge: 'continue' }), cell('1.00'), cell('1.00')),
            ],
          }),
        ],
      },
    ],
  });
  const { blocks } = await extract(await Packer.toBuffer(document), { limits: DEFAULT_LIMITS });
  expect(
    blocks.map((block) => (block.kind === 'table' ? [block.title, ...drawTable(block)] : [block.kind, block.text])),
  ).toEqual([
    ['heading', '收入支出决算表'],
    ['paragraph', '单位：万元'],
    ['收入支出决算表', '项目|收入|<', '^|预算|决算', '水利局/本级|10.00|9.50', '^|1.00|1.00'],
  ]);
});
