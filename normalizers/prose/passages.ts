import {
  addUnder,
  squeeze,
  type Doubt,
  type Place,
  type RawDocument,
  type ReportCell,
  type ReportTable,
  type Segment,
  type Stage,
} from '../../schemas/index.js';
import { joinLines, type JoinedLine } from '../joined-lines.js';
import { foldKeepingLength } from '../number.js';
import { gridOf, roleOf } from '../scoring/grid.js';

/** A stretch of prose with where it comes from. Cells know their table and, in goal tables, which stage they tell. */
export interface Stretch {
  text: string;
  heading: boolean;
  level: number | undefined;
  segments: Segment[];
  /** Only where it was read from an image; see RawProse. */
  confidence?: number | undefined;
  doubts?: Doubt[] | undefined;
  cell?: { table: string; row: number; column: number; stage?: Stage; label: string; cell: ReportCell };
  /** Sentences of rules and forms hold figures, but state nothing of the report. */
  silent: boolean;
}

/** Paragraphs and headings outside tables, layout frames, and cells of prose, in reading order. */
export function stretchesOf(raw: RawDocument, tables: readonly ReportTable[]): Stretch[] {
  const byTable = new Map<number, ReportTable[]>();
  for (const table of tables) {
    const first = table.sources[0]?.table;
    if (first === undefined) continue;
    addUnder(byTable, first, table);
  }
  const covered = new Set(tables.flatMap((table) => table.sources.map((source) => source.table)));
  const stretches: Stretch[] = [];
  let serial = 0;
  for (const block of raw.blocks) {
    if (block.kind !== 'table') {
      const before = stretches.at(-1);
      if (before && goesOn(before, block.text)) {
        append(before, block.text, block.segments, block.doubts);
        continue;
      }
      stretches.push({
        text: block.text,
        heading: block.kind === 'heading' || looksLikeHeading(block.text),
        level: block.level,
        segments: block.segments,
        confidence: block.confidence,
        doubts: block.doubts,
        silent: false,
      });
      continue;
    }
    const index = block.place.table ?? serial;
    serial = index + 1;
    for (const table of byTable.get(index) ?? []) stretches.push(...cellsOfProse(table));
    if (covered.has(index)) continue;
    for (const cell of block.cells) if (isProse(cell.text)) stretches.push(...linesOf(cell));
  }
  return stretches;
}

/** 比上年增加 | 141.33万元, 2,980. | 15万元: no paragraph begins with a figure; the page broke one that was not joined. */
function goesOn({ text, heading, cell, silent }: Stretch, next: string): boolean {
  // What looks like a heading for want of a full stop is none with a comma in it.
  if ((heading && !/[，,：:]/u.test(text)) || silent || cell || text.length < SHORT || !FIGURE.test(next)) return false;
  return BROKEN.test(text) || (/^\s*[万亿元%％]/u.test(next) && /\d\s*$/u.test(text));
}

/** Lines of labels and captions are shorter than the lines of a page. */
const SHORT = 16;
/** Begins with digits that are no list number, or with the unit of a figure. */
const FIGURE = /^\s*(?:[\d０-９][\d０-９,，.．]*\s?(?:万|亿|元|[%％]|[人户个家项件处座亩所])|[万亿]?元|[%％])/u;
const BROKEN = /[\p{Script=Han}\d０-９.．,，、:：(（]\s*$/u;

/** Takes a text in, with its places and doubts, behind what a stretch holds. */
function append(to: Stretch, text: string, segments: readonly Segment[], doubts: readonly Doubt[] | undefined): void {
  const own = text.trimStart();
  const offset = to.text.trimEnd().length - (text.length - own.length);
  to.text = to.text.trimEnd() + own;
  to.heading &&= looksLikeHeading(to.text);
  to.segments = [
    ...to.segments,
    ...segments.map((segment) => ({ ...segment, start: Math.max(0, segment.start + offset) })),
  ];
  if (doubts && to.doubts)
    to.doubts = [
      ...to.doubts,
      ...doubts.map((doubt) => ({ ...doubt, start: doubt.start + offset, end: doubt.end + offset })),
    ];
}

/** 一、… （一）… 1. … without a full stop and short. */
export function looksLikeHeading(text: string): boolean {
  const bare = text.trim();
  if (bare.length > 40) return false;
  const trimmed = foldKeepingLength(bare);
  return (
    /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])/u.test(
      trimmed,
    ) &&
    !/[。;,]$/u.test(trimmed) &&
    !/[。;]./u.test(trimmed)
  );
}

const SILENT_KINDS = new Set(['scoreSheet', 'signatures']);

function cellsOfProse(table: ReportTable): Stretch[] {
  if (SILENT_KINDS.has(table.kind)) return [];
  if (table.kind === 'layout') return table.cells.flatMap(linesOf);
  const goals = table.kind === 'goals' || table.kind === 'indicators';
  const grid = goals ? gridOf(table) : [];
  const stages = stagesOf(grid);
  const stretches: Stretch[] = [];
  for (let at = 0; at < table.cells.length; at++) {
    const cell = table.cells[at]!;
    if (cell.facts.length > 0) continue;
    const stage = goals ? stages[cell.row]?.[cell.column] : undefined;
    if (goals && stage === undefined) continue;
    if (!goals && !isProse(cell.text)) continue;
    const label = goals ? labelLeft(grid, cell) : '';
    for (const line of linesOf(cell)) {
      const place = { table: table.id, row: cell.row, column: cell.column, label, cell };
      line.cell = stage ? { ...place, stage } : place;
      line.silent = goals;
      stretches.push(line);
    }
  }
  return stretches;
}

/** A cell whose words make sentences, not a label and not a figure. */
function isProse(text: string): boolean {
  if (text.length < 24) return false;
  const squeezed = squeeze(text);
  return squeezed.length >= 24 && /[。；，,;]/u.test(squeezed) && /\p{Script=Han}{4}/u.test(squeezed);
}

type CellText = Pick<ReportCell, 'text' | 'confidence' | 'doubts'> & { place: Place };

function linesOf({ text, place, confidence, doubts }: CellText): Stretch[] {
  return joinLines(text).map((line) => ({
    text: line.text,
    heading: looksLikeHeading(line.text),
    level: undefined,
    segments: line.starts.map(({ start, offset }) => ({
      start,
      place: place.line === undefined ? place : { ...place, start: (place.start ?? 0) + offset },
    })),
    confidence,
    doubts: doubts && doubtsOf(line, doubts),
    silent: false,
  }));
}

/** Doubts of a cell's text as doubts of one of its paragraphs. */
function doubtsOf({ text, starts }: JoinedLine, doubts: readonly Doubt[]): Doubt[] {
  return doubts.flatMap((doubt) => {
    const at = starts.findLastIndex(({ offset }) => offset <= doubt.start);
    const piece = starts[at];
    if (!piece) return [];
    const start = piece.start + doubt.start - piece.offset;
    const end = start + doubt.end - doubt.start;
    return end > (starts[at + 1]?.start ?? text.length) ? [] : [{ ...doubt, start, end }];
  });
}

/** Whether the column of a goal table tells, above each cell, what was aimed at or what was reached; undefined for labels. */
function stagesOf(grid: ReturnType<typeof gridOf>): (Stage | undefined)[][] {
  const stages: (Stage | undefined)[][] = [];
  let above: (Stage | undefined)[] = [];
  for (const line of grid) {
    stages.push(above);
    above = Array.from(line, (cell, column) => {
      const role = cell && roleOf(cell.text);
      if (!role) return above[column];
      return role === 'target' || role === 'actual' ? role : undefined;
    });
  }
  return stages;
}

function labelLeft(grid: ReturnType<typeof gridOf>, cell: ReportCell): string {
  for (let column = cell.column - 1; column >= 0; column--) {
    const left = grid[cell.row]?.[column];
    if (!left || left === cell) continue;
    const text = squeeze(left.text);
    if (text.length > 1 && text.length <= 60 && /\p{Script=Han}/u.test(text)) {
      return text.replace(/^(?:指标|目标|任务):?\d*[:.、]*/u, '').replace(/[。;]$/u, '');
    }
  }
  return '';
}
