import { squeeze } from '../../schemas/index.js';
import { declaredUnit } from '../vocabulary/lookup.js';
import { partRows, regrid, type Grid } from './grid.js';
import { CONTINUED, rowText, type Physical } from './physical.js';
import { rowTraits, type RowTraits } from './row-traits.js';

/** The rows of one form, on its own edges. */
export interface Segment {
  grid: Grid;
  /** How many rows at its top are full-width captions. */
  captionRows: number;
  title: string;
  /** Section titles and caption lines that stand over it, outermost first: they may name unit and year. */
  context: string[];
  /** Rows at which another physical table goes on. */
  seams: number[];
  /** Its labels and figures stood several in a row, and have no header. */
  pairs?: boolean;
}

/** Cuts a physical table into its forms: at section rows, at new headers, at score and signature rows. */
export function splitForms(physical: Physical): Segment[] {
  const { grid } = physical;
  const seams = new Set(physical.seams);
  const traits = rowTraits(grid);
  const drafts: Draft[] = [];
  let draft: Draft = { captions: [], rows: [], header: [], role: undefined };
  const sections: string[] = [];
  const close = () => {
    if (draft.rows.length > 0) drafts.push({ ...draft, sections: [...sections] });
    else if (draft.captions.length > 0) for (const row of draft.captions) sections.push(traits[row]?.wide?.text ?? '');
    draft = { captions: [], rows: [], header: [], role: undefined };
  };
  for (let row = 0; row < grid.rows; row++) {
    const trait = traits[row]!;
    if (trait.signature && (trait.wide !== undefined || trait.cells.length <= 2) && trait.numbers === 0) {
      if (draft.role !== 'signature') close();
      draft.role = 'signature';
      draft.rows.push(row);
      continue;
    }
    if (trait.wide && isCaption(trait.wide.text)) {
      if (seams.has(row) && CONTINUED.test(trait.wide.squeezed)) continue;
      if (isBlockCaption(trait.wide.text, traits, row, draft)) {
        draft.rows.push(row);
        continue;
      }
      const unitOnly = draft.rows.length === 0 && isUnitLine(trait.wide.text);
      if (!unitOnly && (draft.rows.length > 0 || isSection(trait.wide.text) || nested(traits, draft))) close();
      if (/^[一二三四五六七八九十]{1,3}、/u.test(trait.wide.squeezed)) sections.length = 0;
      draft.captions.push(row);
      continue;
    }
    if (draft.rows.length > 0 && opensForm(traits, row, draft)) {
      const repeated = repeatedHeader(traits, row, draft);
      if (repeated > 0) {
        row += repeated - 1;
        continue;
      }
      close();
    }
    if (trait.score !== undefined && draft.rows.length === 0) draft.role = 'score';
    if (draft.role === undefined && draft.rows.length === 0 && trait.pair && !trait.header) draft.role = 'pairs';
    if (trait.header && draft.rows.length === draft.header.length) draft.header.push(row);
    draft.rows.push(row);
  }
  close();
  const parts = partRows(grid, drafts.map(rowsOf));
  return drafts.map((done, at) => segment(physical, traits, done, parts[at]!, at === 0));
}

interface Draft {
  captions: number[];
  rows: number[];
  /** Leading rows that look like headers. */
  header: number[];
  role: 'signature' | 'score' | 'pairs' | undefined;
  sections?: string[];
}

function rowsOf({ captions, rows }: Draft): number[] {
  return [...captions, ...rows];
}

function segment(physical: Physical, traits: RowTraits[], draft: Draft, part: Grid, first: boolean): Segment {
  const captions = draft.captions.map((row) => traits[row]?.wide?.text ?? '');
  const titles = captions.filter((text) => !isUnitLine(text));
  const above = first ? [...physical.above] : [];
  const outer = [...(physical.title ? [physical.title] : []), ...above, ...(draft.sections ?? [])];
  const own = titles.at(-1) ?? (first ? (draft.sections?.at(-1) ?? (physical.title || lastTitle(above))) : '');
  return {
    grid: part === physical.grid ? part : regrid(part),
    captionRows: draft.captions.length,
    title: own.trim(),
    context: [...outer, ...captions],
    seams: seamsAmong(rowsOf(draft), physical.seams),
  };
}

/** Where in these rows, which are in order, each seam falls. */
function seamsAmong(rows: readonly number[], seams: readonly number[]): number[] {
  const found: number[] = [];
  let at = 0;
  for (const seam of seams) {
    while (at < rows.length && rows[at]! < seam) at += 1;
    if (at > 0 && at < rows.length) found.push(at);
  }
  return found;
}

function lastTitle(above: readonly string[]): string {
  return (
    above
      .filter((text) => !isUnitLine(text) && !FORM_NUMBER.test(squeeze(text)) && !FILLED_IN.test(squeeze(text)))
      .at(-1) ?? ''
  );
}

/** Does this row open another form than the one that is being read? */
function opensForm(traits: RowTraits[], row: number, draft: Draft): boolean {
  const trait = traits[row]!;
  const body = draft.rows.length > draft.header.length;
  if (draft.role === 'signature') return true;
  if (draft.role === 'score') return trait.score === undefined;
  if (trait.header && body) return true;
  if (trait.score === 'grade' && draft.role === undefined && draft.header.length > 0) return true;
  if (trait.score === 'score' && draft.header.length > 0 && body) return !fitsScoreColumn(traits, row, draft);
  // 厉行节约保障措施 | … under a block of seven columns.
  if (trait.pair && draft.header.length > 0 && body && draft.role === undefined) {
    const wideness = traits[draft.header[0]!]!.cells.length;
    return wideness > 3 && !trait.printed.some((cell) => cell.column > 0 && cell.colSpan === 1);
  }
  return false;
}

/** A total row of a list with a score column keeps its place: its value stands under that column. */
function fitsScoreColumn(traits: RowTraits[], row: number, draft: Draft): boolean {
  const scores = draft.header.flatMap((header) => traits[header]!.printed).filter((cell) => SCORED.test(cell.squeezed));
  // Text prints lose how far a total row's cells reach: 总分 under a list of scores is its total wherever they fall.
  const printed = traits[row]!.printed;
  if (scores.length > 0 && /^(?:总分|总得分|得分合计)/u.test(printed[0]?.squeezed ?? '')) return true;
  return printed
    .slice(1)
    .some((cell) =>
      scores.some((score) => cell.column < score.column + score.colSpan && score.column < cell.column + cell.colSpan),
    );
}

/** What heads a column of weights or scores. */
const SCORED = /分值|权重|得分|打分|评分$|自评分|满分|标准分/u;
/** A section that tells its points. */
const POINTED = /[(（]\d+(?:\.\d+)?[分%][)）]$/u;

/** How many rows from here repeat the header of the form that is being read. */
function repeatedHeader(traits: RowTraits[], row: number, draft: Draft): number {
  let count = 0;
  for (const header of draft.header) {
    const here = traits[row + count];
    if (!here || rowText(here.printed) !== rowText(traits[header]!.printed)) break;
    count += 1;
  }
  return count === draft.header.length || count > 0 ? count : 0;
}

/** A full-width line among figures that names a unit, not a section: the rows under it go on without a header. */
function isBlockCaption(text: string, traits: RowTraits[], row: number, draft: Draft): boolean {
  if (draft.header.length === 0 || draft.rows.length < draft.header.length) return false;
  let below = row + 1;
  while (traits[below]?.wide) below += 1;
  const next = traits[below];
  if (!next || next.header) return false;
  const header = traits[draft.header.at(-1)!]!;
  // 一、投入（15分） over the lines of a score sheet.
  if (POINTED.test(squeeze(text)) && header.printed.some((cell) => SCORED.test(cell.squeezed))) return next.numbers > 0;
  if (isSection(text)) return next.numbers > 0 && fitsHeader(next, header);
  return next.numbers > 0 || squeeze(text).endsWith(':');
}

/** Figures from one column on, in the columns of the header: 一、运转类 is a block of its lines, not another form. */
function fitsHeader(row: RowTraits, header: RowTraits): boolean {
  if (header.printed.length < 3 || row.cells[0]?.column !== 0) return false;
  // A leading 1, 2 … counts the lines.
  const first = row.printed.findIndex((cell) => cell.figure && !(cell.column === 0 && isOrdinal(cell.squeezed)));
  const columns = new Set(header.cells.map((cell) => cell.column));
  const labels = header.printed.filter((cell) => cell.column < (row.printed[first]?.column ?? 0)).length;
  return labels >= 1 && row.printed.slice(first).every((cell) => columns.has(cell.column) && cell.figure);
}

function isOrdinal(text: string): boolean {
  return /^\d{1,2}$/u.test(text);
}

function nested(traits: RowTraits[], draft: Draft): boolean {
  const last = draft.captions.at(-1);
  return last !== undefined && isSection(traits[last]?.wide?.text ?? '');
}

function isCaption(text: string): boolean {
  const squeezed = squeeze(text);
  return squeezed.length <= 60 && !/[。;；]$/u.test(squeezed);
}

function isSection(text: string): boolean {
  return /^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]+部分|表[一二三四五六七八九\d])/u.test(
    squeeze(text),
  );
}

/** 公开01表, 附件2, （2023年度）: above a form, but no name of it. */
const FORM_NUMBER = /^(?:公开\d+表|附[件表]\d*[::]?|表\d+|[((]?(?:19|20)\d\d年度?[))]?)$/u;

/** 单位名称：县融媒体中心, 填报日期：… over a form: filled in, and no name of it. */
const FILLED_IN =
  /^\(?(?:填报|填表|评价|自评)?(?:单位|部门|机构|日期|时间|人)(?:\(.{1,4}\))?(?:名称|盖章)?(?:\(.{1,4}\))?[::]/u;

/** 单位：万元 and nothing else. */
function isUnitLine(text: string): boolean {
  return /^[((]?(?:金额|货币|计量)?单位[::].{1,6}$/u.test(squeeze(text)) && declaredUnit(text) !== '';
}
