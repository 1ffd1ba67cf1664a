import type { Line } from '../../schemas/index.js';
import { bareLabel } from '../vocabulary/lookup.js';
import { REST, TOTAL } from '../vocabulary/words.js';
import { addable } from './addable.js';
import { completeParts, wholesOf } from './wholes.js';

/** 支出合计 | 基本支出 | 项目支出 without a bracket: by what the concepts are parts of. */
export function relateConcepts(lines: Line[]): void {
  for (const line of lines) {
    if (line.partOf !== null || !line.concept || !addable(line)) continue;
    const wholes = wholesOf(line.concept);
    if (wholes.length === 0) continue;
    const near = [...lines].sort(
      (left, right) => Math.abs(left.index - line.index) - Math.abs(right.index - line.index),
    );
    for (const whole of wholes) {
      const parent = near.find(
        (other) =>
          other.concept === whole && other.stage === line.stage && other.period === line.period && addable(other),
      );
      if (!parent || parent.partOf === line.index) continue;
      line.partOf = parent.index;
      break;
    }
  }
  for (const parent of lines) {
    const parts = lines.filter((line) => line.partOf === parent.index);
    if (parts.length === 0 || parent.parts) continue;
    // 事业收入 between 财政拨款 and 其他收入 has no concept of its own and is a part all the same.
    for (const line of lines) {
      const rest = line.index === parts.at(-1)!.index + 1 && /^其[他它]$/u.test(bareLabel(line.label));
      const inside = rest || (line.index > parts[0]!.index && line.index < parts.at(-1)!.index);
      if (!inside || line.partOf !== null || line.concept || line.role !== 'figure' || !addable(line)) continue;
      if (line.stage !== parent.stage || line.period !== parent.period) continue;
      line.partOf = parent.index;
      parts.push(line);
    }
    const closed = parts.some((part) => REST.test(bareLabel(part.label))) && TOTAL.test(bareLabel(parent.label));
    const concepts = parts.map((part) => part.concept);
    parent.parts = closed || completeParts(parent.concept, concepts) ? 'complete' : 'partial';
  }
}

/** 全年预算 = 年初预算 + 调整, where no formula is printed. */
export function relateStages(lines: Line[]): void {
  const adjusted = lines.filter((line) => line.stage === 'adjusted' && !line.concept && !line.parts);
  for (const total of adjusted) {
    if (total.formula || !addable(total) || lines.some((line) => CUT.test(bareLabel(line.label)))) continue;
    const parts = (['opening', 'adjustment'] as const).map((stage) =>
      lines.filter(
        (line) => line.stage === stage && line.period === total.period && line.partOf === null && !line.concept,
      ),
    );
    if (parts.some((part) => part.length !== 1)) continue;
    for (const [part] of parts) part!.partOf = total.index;
    total.parts = 'complete';
  }
}

/** What is taken off again: 年初 + 追加 − 追减 is no sum. */
const CUT = /^(?:预算)?(?:追减|调减|核减|压减|收回|减少)/u;
