import { FactBook } from '../../../normalizers/fact-book.js';
import { readProse } from '../../../normalizers/prose/index.js';
import type { RawBlock, RawDocument } from '../../../schemas/index.js';

const IDENTITY = { title: '', province: '', county: '清溪县', department: '清溪县教育局', year: '2022' };

/** Reads the lines of a text as paragraphs of a report of 2022 and shows what was found, in short. */
export function readParagraphs(text: string) {
  const blocks: RawBlock[] = text.split('\n').map((line, index) => ({
    kind: 'paragraph',
    text: line,
    segments: [{ start: 0, place: { line: index + 1, start: 0, end: line.length } }],
  }));
  const raw: RawDocument = { format: 'text', pages: [], blocks, furniture: [], notices: [] };
  const book = new FactBook();
  const { statements, scorings, claims } = readProse(raw, [], IDENTITY, book);
  const byId = new Map(book.facts.map((fact) => [fact.id, fact]));
  const show = (id: string | undefined): string => {
    const fact = byId.get(id ?? '');
    return fact ? `${fact.value}${fact.unit}` : '-';
  };
  return {
    shown: book.facts.map(({ text: printed, unit, concept, label, stage, period, bound }) =>
      [
        `${printed}${unit === '%' ? '' : unit}`,
        concept === 'unnamed' ? label : concept,
        stage,
        period === IDENTITY.year ? '' : period,
        bound ?? '',
      ]
        .filter((part) => part !== '')
        .join(' '),
    ),
    related: statements.map(
      ({ kind, complete, stated, operands, members, less = 0 }) =>
        `${kind}${complete ? '' : '?'} ${show(stated)} = ${[
          ...operands.map((id, at) => (at >= operands.length - less ? `−${show(id)}` : show(id))),
          ...(members ?? []),
        ].join(' ')}`,
    ),
    tree: scorings.flatMap(({ nodes }) =>
      nodes.map((node) => `${node.label} ${show(node.weightFact)} ${show(node.scoreFact)} ${node.children.length}`),
    ),
    claimed: claims.map(({ kind, value, facts }) => [kind, value, ...facts.map(show)].join(' ')),
  };
}
