import { squeeze, type Identity, type RawDocument } from '../schemas/index.js';
import { printedCells, type FormCell } from './forms/grid.js';
import { yearIn, yearOfReport } from './identity/year.js';
import { countyIn, provinceOf } from './identity/place-names.js';
import { departmentOf } from './identity/department.js';
import { titleOf } from './identity/title.js';

/** Texts of a document that its author names himself in, squeezed: the first lines of prose and the cells of tables. */
export interface Opening {
  lines: string[];
  cells: string[][];
  /** The beginning of the whole text. */
  sample: string;
  /** The same texts as they are printed. */
  printed: string[];
}

/** Who wrote the report, of which place and for which year, from the title, the cover lines and the sentences. */
export function identify(raw: RawDocument): Identity {
  const opening = openingOf(raw);
  const title = titleOf(opening);
  const department = departmentOf(opening, title);
  const county = countyIn(department) || countyIn(title.replace(/^(?:19|20)\d\d年度?/u, '')) || countyOfCover(opening);
  return {
    title: asPrinted(title, opening),
    province: provinceOf(county, department, title, opening.sample),
    county: asPrinted(county, opening),
    department: asPrinted(department, opening),
    year: yearIn(title) || yearOfReport(opening),
  };
}

/** Reports name themselves early; what stands behind this many characters does not count. */
const SAMPLE = 60_000;

function openingOf(raw: RawDocument): Opening {
  const lines: string[] = [];
  const cells: string[][] = [];
  let length = 0;
  const sample: string[] = [];
  const printed: string[] = [];
  for (const block of raw.blocks) {
    if (length > SAMPLE) break;
    if (block.kind === 'table') {
      for (const row of rowsOf(printedCells(block))) {
        if (length > SAMPLE) break;
        const texts: string[] = [];
        for (let at = 0; at < row.length; at++) {
          const { text, squeezed } = row[at]!;
          texts.push(text.length > SAMPLE ? squeeze(text.slice(0, SAMPLE)) : squeezed);
          printed.push(text);
        }
        const joined = texts.join('|');
        cells.push(texts);
        sample.push(joined);
        length += joined.length;
      }
    } else {
      for (const line of linesOf(block.text.slice(0, SAMPLE))) {
        const text = squeeze(line);
        if (text !== '') lines.push(text);
        sample.push(text);
        printed.push(line);
        length += text.length;
      }
    }
  }
  return { lines, cells, sample: sample.join('\n'), printed };
}

/** Most texts have but one. */
function linesOf(text: string): string[] {
  return text.includes('\n') ? text.split('\n') : [text];
}

/** A squeezed name with the brackets and digits of the width that is printed. */
function asPrinted(name: string, opening: Opening): string {
  if (name === '' || opening.printed.some((text) => text.includes(name))) return name;
  const printed = opening.printed.join('').replace(/\s+/gu, '');
  if (printed.includes(name)) return name;
  const folded = squeeze(printed);
  const at = folded.length === printed.length ? folded.indexOf(name) : -1;
  return at < 0 ? name : printed.slice(at, at + name.length);
}

function rowsOf(cells: readonly FormCell[]): FormCell[][] {
  const rows = new Map<number, FormCell[]>();
  let last = -1;
  let open: FormCell[] = [];
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]!;
    const { row } = cell;
    if (row !== last) {
      const there = rows.get(row);
      open = there ?? [];
      if (!there) rows.set(row, open);
      last = row;
    }
    open.push(cell);
  }
  return [...rows.values()];
}

/** 某某县财政局（制） under the cover tells the county where nothing else does. */
function countyOfCover({ lines }: Opening): string {
  for (const line of lines.slice(0, 30)) {
    if (line.length > 40 || line.startsWith('附')) continue;
    const county = countyIn(line);
    if (county !== '') return county;
  }
  return '';
}
