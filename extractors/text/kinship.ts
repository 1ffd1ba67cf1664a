import { squeeze } from '../../schemas/index.js';
import type { TextCell } from './cells.js';
import { OF_WHICH } from './words.js';

/** What the labels of one header have in common; each pair of them is looked at once. */
export class Kinship {
  private readonly costs = new Map<TextCell, Map<TextCell, number[]>>();
  private readonly shared = new Map<TextCell, Map<TextCell, boolean>>();
  private readonly names = new Map<TextCell, string>();
  private readonly wholes = new Map<string, boolean>();

  /** Whether a label says that what stands below it are its parts. */
  isWhole(text: string): boolean {
    let is = this.wholes.get(text);
    if (is === undefined) this.wholes.set(text, (is = OF_WHICH.test(text)));
    return is;
  }

  /**
   * What speaks against labels from one to another (exclusive) as the parts of a label above: those of one group resemble
   * each other and often the label above: 评价属性 over 定性评价 and 定量评价.
   */
  costOf(above: TextCell, labels: readonly TextCell[], from: number, end: number): number {
    const known = inner(this.costs, above);
    const first = labels[from]!;
    let costs = known.get(first);
    if (!costs) known.set(first, (costs = []));
    return (costs[end - from] ??= this.weigh(above, labels.slice(from, end)));
  }

  private weigh(above: TextCell, parts: readonly TextCell[]): number {
    const name = this.nameOf(above);
    // 结余 over 当年结余 alone: the part repeats the name of the whole.
    const single = parts.length === 1 && !this.nameOf(parts[0]!).includes(name) ? 1 : 0;
    if (this.isWhole(above.text)) return single;
    const related = parts.reduce((sum, part) => {
      const same = this.nameOf(part).endsWith(name.slice(-2)) ? 1 : 0.8;
      return sum + (this.shareWord(above, part) ? same : 0);
    }, 0);
    let breaks = 0;
    for (let at = 1; at < parts.length; at++) if (!this.shareWord(parts[at - 1]!, parts[at]!)) breaks++;
    const mixed = breaks > 0 && breaks < parts.length - 1 ? 0.3 * breaks : 0;
    return 1.5 + single + mixed - (1.2 * related) / parts.length + 0.05 * parts.length;
  }

  private shareWord(one: TextCell, other: TextCell): boolean {
    const known = inner(this.shared, one);
    let share = known.get(other);
    if (share === undefined) known.set(other, (share = haveCommonPair(this.nameOf(one), this.nameOf(other))));
    return share;
  }

  private nameOf(cell: TextCell): string {
    let name = this.names.get(cell);
    if (name === undefined) this.names.set(cell, (name = squeeze(cell.text)));
    return name;
  }
}

function inner<K, T>(of: Map<K, Map<K, T>>, key: K): Map<K, T> {
  let known = of.get(key);
  if (!known) of.set(key, (known = new Map()));
  return known;
}

/** Two signs in a row that both have. */
function haveCommonPair(a: string, b: string): boolean {
  for (let at = 0; at + 2 <= a.length; at++) if (b.includes(a.slice(at, at + 2))) return true;
  return false;
}
