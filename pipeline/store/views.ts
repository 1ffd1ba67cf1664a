/** The views that a person opens first. Their order of rows is that of the export: by document, then as printed. */

/** Column name → concept of the three wide views, in column order. */
export const INCOME = {
  total: 'income.total',
  carried_in: 'income.carriedIn',
  general_budget: 'income.generalBudget',
  government_fund: 'income.governmentFund',
  special_account: 'income.specialAccount',
  other: 'income.other',
};
export const EXPENDITURE = {
  total: 'expenditure.total',
  basic: 'expenditure.basic',
  personnel: 'expenditure.personnel',
  running: 'expenditure.running',
  project: 'expenditure.project',
  balance_current: 'balance.current',
  balance_accumulated: 'balance.accumulated',
};
export const THREE_PUBLIC = {
  total: 'threePublic.total',
  reception: 'threePublic.reception',
  vehicle: 'threePublic.vehicle',
  vehicle_running: 'threePublic.vehicleRunning',
  vehicle_purchase: 'threePublic.vehiclePurchase',
  abroad: 'threePublic.abroad',
};

export function views(): string {
  return [
    wide('income', INCOME, 'income'),
    wide('expenditure', EXPENDITURE, 'expenditure'),
    wide('three_public', THREE_PUBLIC, 'threePublic'),
    INDICATOR_SCORES,
    OPEN_FINDINGS,
  ].join('\n');
}

/**
 * A line for each subject, period and stage of a document, an amount a concept: in 万元 as exact decimal text, and in
 * fen. Where one figure is printed several times, that of the table of this very kind comes first, then other tables,
 * then sentences, then the order of print. A figure without a money unit has no place here; it stays in `facts`.
 */
function wide(view: string, concepts: Record<string, string>, kind: string): string {
  const columns = Object.keys(concepts);
  const list = Object.values(concepts).map((concept) => `'${concept}'`);
  return `
CREATE VIEW ${view} AS
WITH ranked AS (
  SELECT f.document_id, f.position, f.subject, f.period, f.stage, f.concept, f.amount_fen,
    row_number() OVER (
      PARTITION BY f.document_id, f.subject, f.period, f.stage, f.concept
      ORDER BY t.kind IS '${kind}' DESC, f.source = 'table' DESC, f.position
    ) AS choice
  FROM facts f
  LEFT JOIN tables t ON t.document_id = f.document_id AND t.id = f.table_id
  WHERE f.amount_fen IS NOT NULL AND f.bound IS NULL AND f.concept IN (${list.join(', ')})
), lines AS (
  SELECT document_id, subject, period, stage, min(position) AS first_position,
${Object.entries(concepts)
  .map(([column, concept]) => `    max(CASE WHEN concept = '${concept}' THEN amount_fen END) AS ${column}_fen`)
  .join(',\n')}
  FROM ranked WHERE choice = 1
  GROUP BY document_id, subject, period, stage
)
SELECT d.id AS document_id, d.path, d.county, d.department, d.year, l.subject, l.period, l.stage, '万元' AS unit,
${columns.map((column) => `  ${tenThousands(`l.${column}_fen`)} AS ${column}`).join(',\n')},
${columns.map((column) => `  l.${column}_fen`).join(', ')}
FROM lines l JOIN documents d ON d.id = l.document_id
WHERE d.status = 'read'
ORDER BY d.path, d.id, l.first_position;
`;
}

/** Fen → 万元 as decimal text, by integer arithmetic alone. */
function tenThousands(fen: string): string {
  return (
    `CASE WHEN ${fen} < 0 THEN '-' ELSE '' END || ` +
    `rtrim(rtrim(printf('%d.%06d', abs(${fen}) / 1000000, abs(${fen}) % 1000000), '0'), '.') || substr(${fen}, 1, 0)`
  );
}

const INDICATOR_SCORES = `
CREATE VIEW indicator_scores AS
SELECT d.id AS document_id, d.path, d.county, d.department, d.year,
  i.id AS indicator_id, i.level1, i.level2, i.level3, i.target, i.actual, i.weight, i.score, i.weight_milli,
  i.score_milli, s.low, s.high, s.verdict, s.message_zh, s.message_en, i.rule, i.reason, i.page
FROM indicators i
JOIN documents d ON d.id = i.document_id
LEFT JOIN scores s ON s.document_id = i.document_id AND s.indicator_id = i.id
WHERE d.status = 'read'
ORDER BY d.path, d.id, i.position, s.position;
`;

const OPEN_FINDINGS = `
CREATE VIEW open_findings AS
SELECT d.id AS document_id, d.path, d.county, d.department, d.year,
  f.id AS finding_id, f.severity, f.rule, f.subject, f.stated, f.expected, f.difference, f.unit,
  f.message_zh, f.message_en, f.consequence_of
FROM findings f
JOIN documents d ON d.id = f.document_id
LEFT JOIN decisions e ON e.finding_id = f.id
WHERE d.status = 'read' AND e.finding_id IS NULL
ORDER BY CASE f.severity WHEN 'discrepancy' THEN 0 WHEN 'suspicious' THEN 1 ELSE 2 END, d.path, d.id, f.position;
`;
