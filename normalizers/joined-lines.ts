import { foldWidth } from '../schemas/index.js';

/** A paragraph of a cell: its lines joined, and where in the cell's text each of them began. */
export interface JoinedLine {
  text: string;
  /** `start` in `text`, `offset` in the cell's text; one an original line, in order. */
  starts: { start: number; offset: number }[];
}

/**
 * The paragraphs of a cell whose lines may be those that the cell's width made: a line that is full and ends in the
 * middle of a sentence goes on in the next, unless that one begins a new item (2、 ① 指标3： （二）).
 */
export function joinLines(text: string): JoinedLine[] {
  const lines = text.split('\n');
  const longest = Math.max(...lines.map((line) => line.trim().length));
  const joined: JoinedLine[] = [];
  let offset = 0;
  let goesOn = false;
  for (const line of lines) {
    const lead = line.length - line.trimStart().length;
    const last = joined.at(-1);
    if (line.trim() === '') goesOn = false;
    else if (goesOn && last && !ITEM.test(foldWidth(line.trimStart()))) {
      last.starts.push({ start: last.text.length, offset: offset + lead });
      last.text += line.trimStart();
    } else joined.push({ text: line, starts: [{ start: 0, offset }] });
    const body = line.trim();
    if (body !== '')
      goesOn =
        !/[。；;：:！？!?…]$/u.test(body) && (body.length >= Math.min(20, longest * 0.5) || /[，,、（(]$/u.test(body));
    offset += line.length + 1;
  }
  return joined;
}

const ITEM =
  /^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.]|[（(]?\d{1,2}[）)、．]|\d{1,2}\.(?!\d)|[①-⑳]|(?:指标|目标|任务|项目|第)\s*[:：]?\s*[\d一二三四五六七八九十]{1,2}\s*[:：、.．])/u;
