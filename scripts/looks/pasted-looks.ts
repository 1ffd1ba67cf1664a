/** Tables as an office pastes them: out of a spreadsheet, a web page, a word processor or a program that reads pictures. */
import { filled, isFigure, joined, onceARow, slots, spaced, type TextLook } from './text-looks.js';

const FULL = (text: string): string =>
  text.replace(/[\d.,%-]/g, (sign) => String.fromCodePoint(sign.codePointAt(0)! + 0xfee0));

const eachCell =
  (change: (text: string, row: number, column: number) => string, rowsOf = slots, between = '\t'): TextLook =>
  (table) =>
    joined(
      rowsOf(table).map((row, at) => row.map((text, column) => change(text, at, column))),
      between,
    );

/** Halves of a long cell of words on two lines, quoted, as spreadsheets copy cells with line ends. */
function inQuotes(text: string): string {
  let middle = text.length >> 1;
  while (middle > 0 && /[\p{P}\d]/u.test(text[middle]!)) middle--;
  return text.length > 10 && middle > 0 && !/[:：]-?[\d.,]+$/u.test(text) && !isFigure(text)
    ? `"${text.slice(0, middle)}\n${text.slice(middle)}"`
    : text;
}

export const excel = eachCell(inQuotes);
export const excelQuotedFigures = eachCell((text) => (/\d{4}/.test(text) && isFigure(text) ? `"${text}"` : text));
/** Word processors end every cell with a tab, and lines as Windows does. */
export const savedAsText: TextLook = (table) =>
  onceARow(table)
    .map((row) => row.map((text) => `${text}\t`).join('') + '\r\n')
    .join('');
export const webCells: TextLook = (table) =>
  onceARow(table)
    .map((row) => row.map((text) => `\u00a0${text || '\u00a0'}\n`).join(''))
    .join('\n');
export const webTabs: TextLook = (table) => joined(onceARow(table), '\t\n');
export const figuresTorn = eachCell((text) => (isFigure(text) ? text.replace(/([.,])/g, '$1 ') : text));
export const wideFigures = eachCell((text) => (isFigure(text) ? FULL(text) : text));
export const wideFiguresBars = eachCell((text) => (isFigure(text) ? FULL(text) : text), slots, '｜');
export const unitsInCells = eachCell((text, row) =>
  row > 0 && isFigure(text) && /\.\d\d$/.test(text) ? `${text}万元` : text,
);
export const raggedTabs: TextLook = (table) =>
  slots(table)
    .map((row, at) => row.join('\t').replace(/\t+$/, '') + '\t'.repeat(at % 3) + '\n')
    .join('');
export const paddedTabs = eachCell((text) => ` ${text}  `);
export const wideBlanks = eachCell((text) => text || '\u3000', slots, '\u3000\u3000');
export const barsOnly: TextLook = (table) => {
  const [head = [], ...rest] = slots(table).map((row) => row.join(' │ '));
  return (
    [
      head,
      slots(table)[0]!
        .map((text) => '─'.repeat(2 * text.length + 1))
        .join('┼'),
      ...rest,
    ].join('\n') + '\n'
  );
};
export const database: TextLook = (table) => {
  const rows = slots(table);
  const [head = [], ...rest] = rows.map((row) => ` ${row.join(' | ')} `);
  return [head, rows[0]!.map((text) => '-'.repeat(2 * text.length + 2)).join('+'), ...rest].join('\n') + '\n';
};
export const allQuoted: TextLook = (table) =>
  slots(table)
    .map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',') + '\r\n')
    .join('');
/** A page ends inside the table, its number between empty lines. */
const interrupted =
  (look: TextLook, number: string): TextLook =>
  (table) => {
    const lines = look(table).split('\n');
    const middle = lines.length >> 1;
    return [...lines.slice(0, middle), '', number, '', ...lines.slice(middle)].join('\n');
  };
export const tabsInterrupted = interrupted(
  eachCell((text) => text),
  '— 3 —',
);
export const spacedInterrupted = interrupted(spaced({ align: 'mixed', most: 60 }), '- 3 -');
export const itemsInterrupted = interrupted((table) => joined(onceARow(table).map(filled), '\n', '\n\n'), '第 3 页');

/** Lines of so many columns, broken wherever they are full: inside sentences and amounts. */
export function hardWrapped(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) =>
      line.includes('\t') || line.length <= width ? [line] : (line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []),
    )
    .join('\n');
}
