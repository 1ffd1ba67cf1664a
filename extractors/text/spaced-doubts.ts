import { isFigure, isVoid, type TextRow } from './cells.js';
import { noticeAt } from './stretch.js';

/** Figures that stand under no label of their column while labels stand over no figures, or in a few rows alone. */
export function isUnsure(rows: readonly TextRow[]): boolean {
  const body = rows.findIndex(({ cells }) => cells.some(({ text }) => isFigure(text)));
  const labels = rows[body - 1];
  if (body < 1 || !labels) return false;
  const data = rows.slice(body);
  const bare = labels.cells.filter(
    ({ text }, column) => text !== '' && data.every(({ cells }) => cells[column]!.text === ''),
  );
  const figured = data.filter(({ cells }) => cells.slice(1).some(({ text }) => isFigure(text)));
  const headless = labels.cells.flatMap((_, column) => {
    const isBare = column > 0 && rows.slice(0, body).every(({ cells }) => cells[column]!.text === '');
    const count = isBare ? data.filter(({ cells }) => isFigure(cells[column]!.text)).length : 0;
    return count > 0 ? [count] : [];
  });
  const pressed = rows
    .slice(0, body)
    .some(({ cells }) => cells.some(({ pieces }) => arePressed(pieces[0]?.text ?? '')));
  // Rows behind a page end may be set to the left or right of those before.
  return headless.length > 0 && (bare.length > 0 || pressed || headless.some((count) => count * FEW <= figured.length));
}

const FEW = 3;

/** 年初结转和结余 一般公共预算财: the labels of two columns in one, where others have none. */
function arePressed(text: string): boolean {
  const words = text.split(' ');
  return words.length > 1 && words.every((word) => /^\p{Script=Han}{4,}$/u.test(word));
}

/** Neighbouring columns of figures that no row fills both of: one column, most likely, that was taken for two. */
export function areParted(rows: readonly TextRow[]): boolean {
  const data = rows.filter(({ cells }) => cells.slice(1).some(({ text }) => isFigure(text)));
  const width = data[0]?.cells.length ?? 0;
  for (let column = 1; column + 1 < width; column++) {
    let [left, right, both] = [0, 0, 0];
    for (const { cells } of data) {
      const [one, other] = [isFigure(cells[column]!.text), isFigure(cells[column + 1]!.text)];
      if (one && other) both++;
      else if (one && cells[column + 1]!.text === '') left++;
      else if (other && cells[column]!.text === '') right++;
      // 0.95 in one row where others have 0.95 – –: cells moved to the left.
      else if (one && isVoid(cells[column + 1]!.text)) left++;
    }
    if (both === 0 && left > 0 && right > 0) return true;
  }
  return false;
}

export function unsureRows(line: number) {
  return noticeAt(
    'rows-unsure',
    line,
    '合并单元格的名称与各行没有对齐，名称属于哪几行可能有误，请核对原件。',
    'labels of merged cells do not stand beside their rows; which rows they belong to may be wrong. Please check the original.',
  );
}

export function unsure(line: number) {
  return noticeAt(
    'columns-unsure',
    line,
    '表头与数字没有上下对齐，列的归属可能有误，请核对原件。',
    'labels and figures do not stand under each other; columns may be wrong. Please check the original.',
  );
}
