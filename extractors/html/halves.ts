import { attribute, elementsIn, isHidden, ownText, type Node } from './dom.js';

/** Columns that stay in view while the others move are copies; no component holds more rows. */
const MOST_ROWS = 5000;

/**
 * Components that keep the head of a table in view write it as a table of its own, right before that of the rows, and
 * columns that stay as copies of both: the halves are made one again, and copies are hidden.
 */
export function joinHalves(root: Node): void {
  let joined = false;
  let before: Node | undefined;
  for (const table of tablesIn(root)) {
    if (table !== undefined && before !== undefined && isHead(before) && isBody(table) && fit(before, table)) {
      putOn(table, before);
      joined = true;
    }
    before = table;
  }
  if (!joined) return;
  let whole: string[][] | undefined;
  for (const table of tablesIn(root)) {
    const rows = table && textsOf(table);
    if (table && rows && whole && isCopy(rows, whole)) table.attribs = { ...table.attribs, hidden: '' };
    else whole = rows;
  }
}

/** Tables in document order, and undefined for words between them. */
function* tablesIn(root: Node): Generator<Node | undefined> {
  const pending = [...(root.children ?? [])].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.type === 'text' && (next.data ?? '').trim() !== '') yield undefined;
    if (isHidden(next)) continue;
    if (next.name === 'table' && ![...elementsIn(next)].some(({ name }) => name === 'table')) {
      yield next;
      continue;
    }
    for (let at = (next.children?.length ?? 0) - 1; at >= 0; at--) pending.push(next.children![at]!);
  }
}

/** Whether all rows of a table are titles. */
function isHead(table: Node): boolean {
  const rows = rowsOf(table);
  const titles = (row: Node): boolean =>
    row.parent?.name === 'thead' || (row.children ?? []).every(({ name }) => name !== 'td');
  return rows.length > 0 && rows.length < 8 && rows.every(titles);
}

function isBody(table: Node): boolean {
  return rowsOf(table).every(
    (row) => row.parent?.name !== 'thead' && (row.children ?? []).every(({ name }) => name !== 'th'),
  );
}

/** Whether two tables have the same columns; the head may have one more, over the bar that moves the rows. */
function fit(head: Node, body: Node): boolean {
  const [wide, narrow] = [widthOf(head), widthOf(body)];
  if (wide === narrow + 1) {
    const last = rowsOf(head)[0]?.children?.findLast(({ name }) => name === 'th' || name === 'td');
    if (!last || textOf(last) !== '') return false;
    last.attribs = { ...last.attribs, hidden: '' };
    return true;
  }
  return wide === narrow;
}

/** Columns of the first row, which no cell from above reaches into. */
function widthOf(table: Node): number {
  return (rowsOf(table)[0]?.children ?? [])
    .filter((node) => (node.name === 'td' || node.name === 'th') && !isHidden(node))
    .reduce((sum, node) => sum + (Number.parseInt(attribute(node, 'colspan'), 10) || 1), 0);
}

function putOn(body: Node, head: Node): void {
  const groups = (head.children ?? []).filter(({ name }) => name === 'thead' || name === 'tbody');
  for (const group of groups) Object.assign(group, { name: 'thead', parent: body });
  body.children = [...groups, ...(body.children ?? []).filter(({ name }) => name !== 'thead')];
  Object.assign(head, { name: 'div', children: [] });
}

function rowsOf(table: Node): Node[] {
  return [...elementsIn(table)].filter((node) => node.name === 'tr' && !isHidden(node) && textOf(node) !== '');
}

function textsOf(table: Node): string[][] | undefined {
  const rows = [...elementsIn(table)].filter(({ name }) => name === 'tr');
  if (rows.length > MOST_ROWS) return undefined;
  return rows.map((row) =>
    (row.children ?? [])
      .filter((node) => (node.name === 'td' || node.name === 'th') && attribute(node, 'class') !== 'gutter')
      .map(textOf),
  );
}

/** Whether each row is the beginning or the end of the same row of the table before. */
function isCopy(rows: readonly string[][], whole: readonly string[][]): boolean {
  return (
    rows.length > 1 &&
    rows.length === whole.length &&
    rows.every((row, i) => {
      const other = whole[i]!;
      const from = other.length - row.length;
      return (
        from >= 0 && (row.every((text, c) => text === other[c]) || row.every((text, c) => text === other[c + from]))
      );
    })
  );
}

function textOf(node: Node): string {
  let text = '';
  for (const inner of [node, ...elementsIn(node)]) text += ownText(inner);
  return text.replace(/\s+/g, '');
}
