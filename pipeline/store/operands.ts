import type { Fact, Operand } from '../../schemas/index.js';

/**
 * Operands of the checks of one document as short JSON: the figures that they name stand in `facts` once. An operand is
 * the position of its fact among those of the document, its role, and its label where that is neither the fact's `name`
 * nor, where it has none, its `label`: [12,"part"]. One that is no copy of a fact is held whole.
 */
export class OperandWriter {
  readonly #positions = new Map<string, number>();
  readonly #labels: (string | undefined)[] = [];

  /** @param facts in the order of the store, ids distinct */
  constructor(private readonly facts: readonly Fact[]) {
    for (let position = 0; position < facts.length; position++) {
      this.#positions.set(facts[position]!.id, position);
      this.#labels.push(undefined);
    }
  }

  json(operands: readonly Operand[]): string {
    let text = '';
    for (const operand of operands) text += `${text === '' ? '[' : ','}${this.#stored(operand)}`;
    return text === '' ? '[]' : `${text}]`;
  }

  /** What the operands so far call a fact; null where none is of it, or all call it by its label. */
  name(position: number): string | null {
    const label = this.#labels[position];
    return label === undefined || label === this.facts[position]?.label ? null : label;
  }

  #stored(operand: Operand): string {
    const position = operand.fact === undefined ? undefined : this.#positions.get(operand.fact);
    const fact = position === undefined ? undefined : this.facts[position];
    if (position === undefined || !fact || !isCopy(operand, fact)) return JSON.stringify(operand);
    const label = (this.#labels[position] ??= operand.label);
    const own = label === operand.label ? '' : `,${JSON.stringify(operand.label)}`;
    return `[${position},"${operand.role}"${own}]`;
  }
}

function isCopy({ text, value, unit, place }: Operand, fact: Fact): boolean {
  return place === fact.place && text === fact.text && value === fact.value && unit === fact.unit;
}

/** The operands of a row `c` of `checks`, each with its fact `f`, if it is one. Versions before the third held all whole. */
const ROWS = `json_each(c.operands) o
  LEFT JOIN facts f ON o.type = 'array' AND f.key = c.key - c.position + (o.value ->> 0)`;

/** SQL: the operands of a row `c` of `checks` as JSON, with the bytes of `gouji audit --json`. */
export const WHOLE_OPERANDS = `(
  SELECT json_group_array(json(CASE WHEN f.key IS NULL THEN o.value ELSE json_object('fact', f.id, 'role', o.value ->> 1,
    'label', coalesce(o.value ->> 2, f.name, f.label), 'text', f.text, 'value', f.value, 'unit', f.unit, 'place', json(f.place)) END))
  FROM ${ROWS}
)`;

/** A view for people: a line for each operand of each check. */
export const CHECK_OPERANDS = `
CREATE VIEW check_operands AS
SELECT c.document_id, c.id AS check_id, c.rule, c.outcome, o.key AS position,
  coalesce(o.value ->> 1, o.value ->> 'role') AS role,
  coalesce(o.value ->> 2, f.name, f.label, o.value ->> 'label') AS label,
  coalesce(f.text, o.value ->> 'text') AS text,
  coalesce(f.value, o.value ->> 'value') AS value,
  coalesce(f.unit, o.value ->> 'unit') AS unit,
  coalesce(f.id, o.value ->> 'fact') AS fact_id,
  coalesce(f.place, o.value -> 'place') AS place
FROM checks c, ${ROWS};
`;
