import type { AuditedDocument } from '../../pipeline/document.js';
import type { Fact } from '../../schemas/index.js';

/** A document with one of everything, and with text that spreadsheets and parsers stumble over. */
export function audited(facts: Partial<Fact>[] = []): AuditedDocument {
  const place = { page: 2, table: 0, row: 1, column: 3, box: [1, 2, 3, 4] as [number, number, number, number] };
  const operand = {
    role: 'stated' as const,
    label: '收入合计',
    text: '1,234.56',
    value: '1234.56',
    unit: '万元',
    place,
  };
  const message = { zh: '收入合计 "1,234.56"，\n应为 1,230.56', en: 'Income is 1,234.56, should be 1,230.56' };
  return {
    sha256: 'ab'.repeat(32),
    raw: {
      format: 'pdf',
      pages: [{ number: 1, width: 595, height: 842 }],
      blocks: [],
      furniture: [],
      notices: [{ code: 'low-confidence', message }],
    },
    report: {
      identity: { title: '=HYPERLINK("x")', province: '某省', county: '青溪县', department: '@局', year: '2023' },
      tables: [
        {
          id: 't1',
          kind: 'income',
          title: '收入',
          pages: [1, 2],
          unit: '万元',
          sources: [],
          headerRows: 1,
          rows: [],
          columns: [],
          cells: [{ row: 0, column: 0, rowSpan: 1, colSpan: 2, text: '-', place, facts: ['f1'] }],
        },
      ],
      facts: facts.map((fact, index) => ({
        id: `f${index + 1}`,
        concept: 'income.total',
        label: '收入合计',
        subject: 'summary',
        period: '2023',
        stage: 'final',
        text: '1,234.56',
        value: '1234.56',
        unit: '万元',
        decimals: 2,
        fineness: 2,
        source: 'table',
        table: 't1',
        row: 1,
        column: 3,
        place,
        ...fact,
      })),
      indicators: [
        {
          id: 'i1',
          level1: '产出',
          level2: '-',
          level3: '+完成率',
          target: '≥95%',
          actual: '=100%',
          weight: '5',
          score: null,
          rule: '每低 1% 扣 0.5 分，\n扣完为止',
          reason: '',
          place: { line: 12, start: 0, end: 4 },
        },
      ],
      scorings: [],
      claims: [],
      statements: [],
      passages: [],
      notices: [],
    },
    assessment: {
      checks: [
        {
          id: 'c1',
          rule: 'sum',
          outcome: 'fails',
          subject: message,
          stated: '1234.56',
          computed: '1230.56',
          difference: '4',
          tolerance: '0.02',
          unit: '万元',
          operands: [operand],
        },
      ],
      scores: [
        {
          indicator: 'i1',
          rule: '每低 1% 扣 0.5 分',
          weight: '5',
          claimed: null,
          low: '4.5',
          high: '5',
          verdict: 'notComputable',
          formula: 'max(0, w − 0.5·k)',
          inputs: [],
          missing: ['B'],
          message,
        },
      ],
      findings: [0, 1].map(() => ({
        id: 'finding-1',
        check: 'c1',
        rule: 'sum',
        severity: 'discrepancy' as const,
        subject: '收入合计',
        stated: '-1234.56',
        expected: '1230.56',
        difference: '4',
        unit: '万元',
        operands: [operand],
        message,
        causes: [{ kind: 'wrongDigit', message }],
        consequenceOf: null,
      })),
      notices: [],
    },
  };
}
