import { foldWidth, type Expression, type Fact, type Line } from '../schemas/index.js';
import { numeral } from './rubric/clean.js';

/** A header formula as a tree over the serial names of lines: 3=1+2, (3)=(2)/(1), C=B/A, ③=①-②. */
type Node = { serial: string } | { op: '+' | '-' | '*' | '/'; left: Node; right: Node };

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

/** The name that formulas call a line by: brackets off, circled digits as digits, letters in capitals. */
export function serialName(text: string): string {
  return plain(text).replace(/[()[\]第列栏行]/gu, '');
}

function plain(text: string): string {
  return foldWidth(text)
    .replace(/\s+/gu, '')
    .replace(/[①-⑳]/gu, (circled) => String(CIRCLED.indexOf(circled) + 1))
    .replace(/[一二三四五六七八九十]{1,3}/gu, numeral)
    .replace(/[×xX✕＊]/gu, '*')
    .replace(/[÷／]/gu, '/')
    .replace(/[－–—−]/gu, '-')
    .replace(/[第列栏行]/gu, '')
    .toUpperCase();
}

/** The right side of a header formula as an expression over the facts that `at` finds; null where it has none. */
export function readFormula(formula: string, at: (serial: string) => Fact | undefined | null): Expression | null {
  const text = plain(formula).replace(/\*100%?/u, '');
  const tree = parse(text.includes('=') ? text.slice(text.indexOf('=') + 1) : text);
  const built = tree && build(tree, at);
  return built && built !== 'blank' ? built : null;
}

function parse(text: string): Node | null {
  const tokens = text.match(/[0-9]+|[A-Z]|[-+*/()]/gu) ?? [];
  if (tokens.join('') !== text || tokens.length === 0) return null;
  let at = 0;
  const chain = (operators: string, next: () => Node | null): Node | null => {
    let left = next();
    while (left && at < tokens.length && operators.includes(tokens[at] ?? '')) {
      const op = tokens[at++] as '+' | '-' | '*' | '/';
      const right = next();
      if (!right) return null;
      left = { op, left, right };
    }
    return left;
  };
  const atom = (): Node | null => {
    const token = tokens[at++];
    if (token === '(') {
      const inner = total();
      return tokens[at++] === ')' ? inner : null;
    }
    return token !== undefined && /^[0-9A-Z]+$/u.test(token) ? { serial: token } : null;
  };
  const product = (): Node | null => chain('*/', atom);
  const total = (): Node | null => chain('+-', product);
  const tree = total();
  return at === tokens.length ? tree : null;
}

/** `at` gives the fact in that line, undefined where the cell is blank (zero in a sum), null where there is no line. */
function build(node: Node, at: (serial: string) => Fact | undefined | null): Expression | 'blank' | null {
  if ('serial' in node) {
    const fact = at(node.serial);
    return fact === null ? null : fact ? { op: 'fact', fact: fact.id } : 'blank';
  }
  const left = build(node.left, at);
  const right = build(node.right, at);
  if (!left || !right) return null;
  if (node.op === '*' || node.op === '/') {
    if (left === 'blank' || right === 'blank') return null;
    return { op: node.op === '*' ? 'multiply' : 'divide', left, right };
  }
  if (right === 'blank') return left;
  if (node.op === '+') return left === 'blank' ? right : { op: 'add', terms: [left, right] };
  return { op: 'subtract', left: left === 'blank' ? { op: 'constant', value: '0' } : left, right };
}

/** Lines by their serial names; a name that two lines share names neither. */
export function linesBySerial(lines: readonly Line[]): Map<string, Line> {
  const named = new Map<string, Line>();
  const twice = new Set<string>();
  for (const line of lines) {
    if (!line.serial) continue;
    const name = serialName(line.serial);
    if (named.has(name)) twice.add(name);
    named.set(name, line);
  }
  for (const name of twice) named.delete(name);
  return named;
}
