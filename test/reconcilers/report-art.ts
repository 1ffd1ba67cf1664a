/**
 * Text art → Report, for tests of checks alone. One form:
 *
 *   form('expenditure', `
 *     机构名称    | 支出合计=expenditure.total | 基本支出=expenditure.basic <支出合计 | 项目支出 <支出合计
 *     汇总        | 350.5 | 220.25 | 130.25
 *     局机关 <汇总 | 200.5 | 120.25 | 80.25
 *   `)
 *
 * A line (row or column) is `label[=concept][@stage][:unit] [<whole | ?whole] [#serial] [{formula}]`; `<` makes it a
 * part of a complete list, `?` of a partial one. Sheets are indented trees of `label weight score` (`-` blank, `!`
 * behind the label for a deduction); prose is sentences with figures in braces.
 */
import type {
  Claim,
  Concept,
  Fact,
  Line,
  Report,
  ReportTable,
  ScoreNode,
  Scoring,
  Stage,
  Statement,
  TableKind,
} from '../../schemas/index.js';

type Piece = (report: Report) => void;

export function reportOf(...pieces: Piece[]): Report {
  const report: Report = {
    identity: { title: '', province: '', county: '甲县', department: '档案局', year: '2023' },
    tables: [],
    facts: [],
    indicators: [],
    scorings: [],
    claims: [],
    statements: [],
    passages: [],
    notices: [],
  };
  for (const piece of pieces) piece(report);
  return report;
}

const NUMBER = /^-?[\d,]+(?:\.\d+)?%?$/;

export function form(kind: TableKind, art: string, unit = '万元'): Piece {
  return (report) => {
    const grid = art
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const [header = [], ...body] = grid;
    const id = `t${report.tables.length + 1}`;
    const columns = lines(header, 0);
    const rows = lines(['', ...body.map((row) => row[0] ?? '')], 0);
    const number = report.tables.length;
    const cells = body.flatMap((row, index) => row.map((text, column) => ({ row: index + 1, column, text })));
    const finest = Math.max(
      0,
      ...cells
        .filter(({ text, column }) => column > 0 && NUMBER.test(text) && !text.endsWith('%'))
        .map(({ text }) => decimals(text)),
    );
    const table: ReportTable = {
      id,
      kind,
      title: '',
      pages: [],
      unit,
      sources: [{ table: number, firstRow: 0, lastRow: body.length }],
      headerRows: 1,
      rows,
      columns,
      cells: [],
    };
    for (const { row, column, text } of cells) {
      const facts: string[] = [];
      const place = { table: number, row, column };
      if (column > 0 && NUMBER.test(text)) {
        const across = columns[column]!;
        const down = rows[row]!;
        const percent = text.endsWith('%');
        const own = percent ? '%' : (across.unit ?? down.unit ?? unit);
        const fact: Fact = {
          id: `f${report.facts.length + 1}`,
          concept: across.concept ?? down.concept ?? 'unnamed',
          label: `${down.label} / ${across.label}`,
          subject: down.label === '汇总' || down.concept ? 'summary' : down.label,
          period: '2023',
          stage: across.stage ?? down.stage ?? 'final',
          text,
          value: text.replace(/[,%]/g, ''),
          unit: own,
          decimals: decimals(text),
          fineness: percent ? decimals(text) : finest,
          source: 'table',
          table: id,
          row,
          column,
          place,
        };
        report.facts.push(fact);
        facts.push(fact.id);
      }
      table.cells.push({ row, column, rowSpan: 1, colSpan: 1, text, place, facts });
    }
    report.tables.push(table);
  };
}

function decimals(text: string): number {
  return text.replace('%', '').split('.')[1]?.length ?? 0;
}

function lines(labels: readonly string[], from: number): Line[] {
  const parsed = labels.map((text) => {
    const [, label = '', concept, stage, unit] =
      /^([^=@:<?#{\s]*)(?:=([\w.]+))?(?:@(\w+))?(?::(\S+))?/u.exec(text) ?? [];
    const whole = /[<?](\S+)/u.exec(text);
    return { label, concept, stage, unit, whole: whole?.[1], partial: text.includes('?'), text };
  });
  return parsed.map(({ label, concept, stage, unit, whole, text }, index) => {
    const isTotal = parsed.some((one) => one.whole === label && label !== '');
    const serial = /#(\S+)/u.exec(text)?.[1];
    const formula = /\{(.+)\}/u.exec(text)?.[1];
    return {
      index: index + from,
      path: [label],
      label,
      role: index === 0 ? 'caption' : isTotal ? 'total' : 'figure',
      partOf: whole === undefined ? null : parsed.findIndex((one) => one.label === whole),
      ...(isTotal
        ? {
            parts: parsed.some((one) => one.whole === label && one.partial)
              ? ('partial' as const)
              : ('complete' as const),
          }
        : {}),
      ...(concept ? { concept: concept as Concept } : {}),
      ...(stage ? { stage: stage as Stage } : {}),
      ...(unit ? { unit } : {}),
      ...(serial ? { serial } : {}),
      ...(formula ? { formula } : {}),
    };
  });
}

/** A sentence whose figures stand in braces: `总支出{expenditure.total 1200.50万元}`, `{rate.execution@final 98.2%}`. */
export function prose(text: string, statements: Omit<Statement, 'id' | 'place'>[] = []): Piece {
  return (report) => {
    const line = report.passages.length + 1;
    const facts: string[] = [];
    for (const match of text.matchAll(/([^{}，。；：]*)\{([\w.]*)(?:@(\w+))?\s*(约)?(-?[\d,.]+)([^}\d]*)\}/gu)) {
      const [, label = '', concept, stage, about, number = '', unit = ''] = match;
      const fact: Fact = {
        id: `f${report.facts.length + 1}`,
        concept: (concept || 'unnamed') as Concept,
        label,
        subject: 'summary',
        period: '2023',
        stage: (stage ?? 'final') as Stage,
        text: number,
        value: number.replaceAll(',', ''),
        unit,
        decimals: decimals(number),
        fineness: decimals(number),
        ...(about ? { bound: 'about' as const } : {}),
        source: 'prose',
        place: { line, start: match.index, end: match.index + match[0].length },
      };
      report.facts.push(fact);
      facts.push(fact.id);
    }
    report.passages.push({ index: line - 1, heading: false, text, segments: [{ start: 0, place: { line } }], facts });
    for (const statement of statements) {
      const named = (label: string) =>
        report.facts.find((fact) => facts.includes(fact.id) && fact.label === label)?.id ?? '';
      report.statements.push({
        ...statement,
        id: `s${report.statements.length + 1}`,
        stated: named(statement.stated),
        operands: statement.operands.map(named),
        place: { line },
      });
    }
  };
}

export function sheet(art: string, source: Scoring['source'] = 'sheet'): Piece {
  return (report) => {
    const id = `g${report.scorings.length + 1}`;
    const nodes: ScoreNode[] = [];
    const stack: { depth: number; node: ScoreNode }[] = [];
    for (const line of art.split('\n').filter((one) => one.trim() !== '')) {
      const depth = line.length - line.trimStart().length;
      const [label = '', weight = '-', score = '-'] = line.trim().split(/\s+/);
      const add = (text: string, concept: Concept, stage: Stage) => {
        if (text === '-') return undefined;
        const fact: Fact = {
          id: `f${report.facts.length + 1}`,
          concept,
          label: label.replace('!', ''),
          subject: 'summary',
          period: '2023',
          stage,
          text,
          value: text,
          unit: '分',
          decimals: decimals(text),
          fineness: decimals(text),
          source: 'table',
          place: {},
        };
        report.facts.push(fact);
        return fact.id;
      };
      while (stack.length > 0 && stack.at(-1)!.depth >= depth) stack.pop();
      const level = stack.length === 0 ? 'total' : 'section';
      const weightFact = add(weight, level === 'total' ? 'score.total' : 'score.section', 'target');
      const scoreFact = add(score, level === 'total' ? 'score.total' : 'score.section', 'actual');
      const node: ScoreNode = {
        id: `${id}n${nodes.length + 1}`,
        label: label.replace('!', ''),
        level,
        ...(weightFact ? { weightFact } : {}),
        ...(scoreFact ? { scoreFact } : {}),
        children: [],
        deduction: label.endsWith('!'),
        complete: source !== 'prose',
      };
      stack.at(-1)?.node.children.push(node.id);
      nodes.push(node);
      stack.push({ depth, node });
    }
    for (const node of nodes) if (node.level !== 'total' && node.children.length === 0) node.level = 'line';
    report.scorings.push({ id, source, nodes });
  };
}

export function claim(kind: string, value: string): Piece {
  return (report) => {
    const made: Claim = { id: `c${report.claims.length + 1}`, kind, text: value, value, facts: [], place: {} };
    report.claims.push(made);
  };
}
