import { squeeze, type Line } from '../../schemas/index.js';
import { declaredUnit, nameIn, stageOf, unspaced, yearOf } from '../vocabulary/lookup.js';
import { REST } from '../vocabulary/words.js';
import { blocksOf } from './blocks.js';
import { settleBrackets } from './bracket-ends.js';
import { dropLoneCarried, settleCarried, valuesOf } from './carried.js';
import { nestCodes } from './codes.js';
import { relateStages } from './column-concepts.js';
import type { Grid } from './grid.js';
import { indexOf } from './grid.js';
import { SERIAL, SERIAL_FORMULA, serialOf, type HeaderShape } from './header.js';
import { settleHeadings } from './headings.js';
import { nestItems } from './nesting.js';
import { relateAbove, relateConcepts } from './row-concepts.js';
import { rowItems, type RowItem } from './row-items.js';
import { demoteDoubles, nameLines, setPath, type StubKind } from './row-names.js';
import { relateTotals } from './row-totals.js';
import { partsIndex } from './tree.js';
import { completeParts } from './wholes.js';

/**
 * The rows of a form as lines of a tree: captions, 其中, numbered lines, 小计 and 合计, summary rows. Without `figures`
 * (indicators, signatures …) only their labels.
 */
export function rowLines(
  grid: Grid,
  shape: HeaderShape,
  stub: StubKind,
  figures: boolean,
  decided: (label: string) => void,
): Line[] {
  const items = rowItems(grid, shape);
  const lines = headLines(grid, shape);
  for (const item of items) lines.push(figures ? itemLine(item) : wordLine(item));
  if (!figures) return lines;
  const values = valuesOf(grid, shape, 'rows');
  nestCodes(lines, items, values);
  const nests = nestItems(items.filter((item) => item.code === undefined));
  for (const [child, nest] of nests) {
    lines[child]!.partOf = nest.parent;
    const parent = lines[nest.parent]!;
    if (parent.parts !== 'complete') parent.parts = nest.complete ? 'complete' : 'partial';
  }
  const blocks = blocksOf(items);
  const heads = new Set(lines.map((line) => line.partOf).filter((row) => row !== null));
  for (const [at, item] of items.entries()) if (item.total === 'plain') relateAbove(lines, items, at, heads);
  settleHeadings(lines, items, values);
  relateConcepts(lines, items, blocks);
  for (const line of lines) if (line.partOf !== null) heads.add(line.partOf);
  relateTotals(lines, items, blocks, values, heads);
  settleBrackets(lines, items, values);
  relateStages(lines);
  dropLoneCarried(lines);
  const partsOf = partsIndex(lines);
  for (const line of lines) settleParts(line, partsOf(line));
  for (const label of settleCarried(lines, values)) decided(label);
  nameLines(lines, items, blocks, stub);
  demoteDoubles(lines, items, blocks);
  for (const item of items) setPath(lines, item, blocks);
  if (items.some(({ serial }) => isSerialFormula(serial))) for (const item of items) setSerial(lines[item.row]!, item);
  else if (items.some(({ label }) => formulaIn(label) !== ''))
    for (const item of items) setOrdinal(lines[item.row]!, item);
  return lines;
}

function headLines(grid: Grid, shape: HeaderShape): Line[] {
  const index = indexOf(grid);
  const lines: Line[] = [];
  for (let row = 0; row < shape.headerRows; row++) {
    const text = unspaced(index.at(row, 0)?.text ?? '');
    const path = text === '' ? [] : [text];
    lines.push({ index: row, path, label: text, role: row === shape.serialRow ? 'serial' : 'caption', partOf: null });
  }
  return lines;
}

function wordLine(item: RowItem): Line {
  const path = [...item.outer, item.label].filter((text) => text !== '');
  return { index: item.row, path, label: item.label, role: item.label === '' ? 'blank' : 'figure', partOf: null };
}

function itemLine(item: RowItem): Line {
  const path: string[] = [];
  const line: Line = {
    index: item.row,
    path,
    label: item.label,
    role: item.kind === 'bracket' || item.kind === 'note' ? 'caption' : item.kind === 'total' ? 'figure' : item.kind,
    partOf: null,
  };
  if (item.kind !== 'figure' && item.kind !== 'total') return line;
  if (item.concept) line.concept = item.concept;
  const stage = item.concept ? undefined : stageOf(item.label);
  if (stage && !item.number) line.stage = stage.stage;
  const year = yearOf(item.label);
  if (year !== '') line.period = year;
  const unit = item.unit || declaredUnit(item.label);
  if (unit !== '') line.unit = unit;
  return line;
}

/** c=b/a in the column of numbers: the line is worked out from others, which are called by theirs. */
function setSerial(line: Line, { serial }: RowItem): void {
  if (isSerialFormula(serial)) {
    line.formula = serial;
    line.serial = serialOf(serial);
  } else if (SERIAL.test(serial.toUpperCase())) line.serial = serial.replace(/[()]/gu, '');
}

/** 五、可用财力（一+二+三-四）: the lines are called by what they are numbered with. */
function setOrdinal(line: Line, { label, number, serial }: RowItem): void {
  const ordinal = ORDINAL.exec(serial) ?? ORDINAL.exec(number?.ordinal ?? '');
  if (ordinal) line.serial = ordinal[1]!;
  const formula = formulaIn(label);
  if (formula !== '') line.formula = formula;
}

const ORDINAL = /^([一二三四五六七八九十]{1,3}|\d{1,2})[、.]?$/u;

function formulaIn(label: string): string {
  if (!label.endsWith(')') && !label.endsWith('）')) return '';
  return FORMULA.exec(squeeze(label))?.[1] ?? '';
}

const FORMULA =
  /\(((?:[一二三四五六七八九十]{1,3}(?:[-+−][一二三四五六七八九十]{1,3})+|\d{1,2}(?:[-+−]\d{1,2}){2,}))\)$/u;

function isSerialFormula(serial: string): boolean {
  return serial.length >= 5 && SERIAL_FORMULA.test(serial.toUpperCase());
}

function settleParts(line: Line, parts: readonly Line[]): void {
  if (parts.length === 0) {
    delete line.parts;
    return;
  }
  line.role = 'total';
  const last = parts.at(-1)!;
  const closed = REST.test(nameIn(last.label)) && parts.length > 1;
  const known = completeParts(
    line.concept,
    parts.map((part) => part.concept),
  );
  if (closed || known) line.parts = 'complete';
  line.parts ??= 'partial';
}
