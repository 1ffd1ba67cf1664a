import type { AuditOutput, Finding, Operand, Place, Severity } from '../../schemas/index.js';
import type { Language } from './language.js';
import type { Painter } from './terminal.js';
import { columns, oneLine } from './terminal.js';
import { OUTCOMES, SEVERITIES, TABLE_KINDS, VERDICTS, grouped, tally, word } from './words.js';

/** How the command line shows an assessment to a person. Returns lines; prints nothing. */
export interface Look {
  language: Language;
  paint: Painter;
}

export function describeAudit(output: AuditOutput, look: Look): string[] {
  const { language, paint } = look;
  const zh = language === 'zh';
  const { document } = output;
  const heading = (text: string): string => paint.bold(text);
  const lines = [heading(oneLine(document.title) || document.path)];
  const identity: [string, string][] = [
    [zh ? '地区' : 'Place', [document.province, document.county].filter(Boolean).join(' ')],
    [zh ? '部门' : 'Department', document.department],
    [zh ? '年度' : 'Year', document.year],
    [
      zh ? '文件' : 'File',
      `${document.path} (${document.format}${document.pages > 0 ? (zh ? `，${document.pages} 页` : `, ${document.pages} pages`) : ''})`,
    ],
  ];
  lines.push(...columns(identity.map(([name, value]) => [name, oneLine(value) || '—'])));

  lines.push('', heading(zh ? `表格 ${output.tables.length}` : `Tables ${output.tables.length}`));
  lines.push(
    ...columns(
      output.tables.map(({ kind, title, unit, pages }, index) => [
        `${index + 1}`,
        word(TABLE_KINDS, kind, language),
        oneLine(title, 50) || '—',
        unit,
        pages.length > 0 ? (zh ? `第 ${pages.join('、')} 页` : `page ${pages.join(', ')}`) : '',
      ]),
      [0],
    ),
  );

  lines.push('', ...counts(output, look));
  const shown = output.findings.filter(({ severity }) => severity !== 'rounding');
  lines.push('', heading(zh ? `问题 ${shown.length}` : `Findings ${shown.length}`));
  if (shown.length === 0) lines.push(`  ${zh ? '没有发现不符之处。' : 'Nothing that does not tie out.'}`);
  lines.push(...describeFindings(shown, look));

  const claimed = output.scores.filter(({ verdict }) => verdict === 'overclaimed' || verdict === 'underclaimed');
  if (claimed.length > 0) {
    lines.push('', heading(zh ? '得分与评分标准不一致' : 'Scores that their rule does not yield'));
    for (const { verdict, message } of claimed) {
      lines.push(`  ${paint.yellow(`[${word(VERDICTS, verdict, language)}]`)} ${oneLine(message[language])}`);
    }
  }
  if (output.notices.length > 0) {
    lines.push('', heading(zh ? `提示 ${output.notices.length}` : `Notices ${output.notices.length}`));
    for (const { code, message, place } of output.notices) {
      const at = place ? placeText(place, language) : '';
      lines.push(`  ${oneLine(message[language])} ${paint.dim(at ? `(${code}, ${at})` : `(${code})`)}`);
    }
  }
  return lines;
}

function counts(output: AuditOutput, { language, paint }: Look): string[] {
  const zh = language === 'zh';
  return [
    paint.bold(zh ? '核对' : 'Checks'),
    ...columns(
      [
        [zh ? '数字' : 'Facts', grouped(output.facts.length), ''],
        [
          zh ? '关系' : 'Relations',
          grouped(output.checks.length),
          tally(OUTCOMES, occurrences(output.checks.map(({ outcome }) => outcome)), language),
        ],
        [
          zh ? '得分复算' : 'Scores',
          grouped(output.scores.length),
          tally(VERDICTS, occurrences(output.scores.map(({ verdict }) => verdict)), language),
        ],
        [
          zh ? '问题' : 'Findings',
          grouped(output.findings.length),
          tally(SEVERITIES, occurrences(output.findings.map(({ severity }) => severity)), language),
        ],
      ],
      [1],
    ),
  ];
}

function occurrences<Key extends string>(keys: readonly Key[]): Partial<Record<Key, number>> {
  const result: Partial<Record<Key, number>> = {};
  for (const key of keys) result[key] = (result[key] ?? 0) + 1;
  return result;
}

const RANK: Record<Severity, number> = { discrepancy: 0, suspicious: 1, rounding: 2 };

/** Root causes first by severity, what follows from each under it. */
export function describeFindings(findings: readonly Finding[], look: Look): string[] {
  const ids = new Set(findings.map(({ id }) => id));
  const children = new Map<string, Finding[]>();
  const roots: Finding[] = [];
  for (const finding of findings) {
    const cause = finding.consequenceOf;
    if (cause !== null && cause !== finding.id && ids.has(cause)) {
      children.set(cause, [...(children.get(cause) ?? []), finding]);
    } else roots.push(finding);
  }
  const seen = new Set<string>();
  const show = (finding: Finding, depth: number): string[] => {
    if (seen.has(finding.id)) return [];
    seen.add(finding.id);
    const below = (children.get(finding.id) ?? []).flatMap((child) => show(child, depth + 1));
    return [...describeFinding(finding, look, depth), ...below];
  };
  const ordered = roots.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  // A circle of consequences has no root; none of it may disappear.
  return [...ordered, ...findings].flatMap((finding) => show(finding, 0));
}

function describeFinding(finding: Finding, { language, paint }: Look, depth: number): string[] {
  const zh = language === 'zh';
  const indent = '  '.repeat(depth + 1);
  const colour = finding.severity === 'discrepancy' ? paint.red : paint.yellow;
  const from = depth > 0 ? (zh ? '由此引起：' : 'follows: ') : '';
  const lines = [
    `${indent}${colour(`[${word(SEVERITIES, finding.severity, language)}]`)} ${from}${oneLine(finding.message[language])}`,
  ];
  const { stated, expected, difference, unit } = finding;
  const said = finding.message[language];
  if (stated !== null && expected !== null && !said.includes(stated)) {
    const amounts = zh
      ? `所载 ${stated}${unit}，应为 ${expected}${unit}${difference === null ? '' : `，差 ${difference}${unit}`}`
      : `stated ${stated} ${unit}, expected ${expected} ${unit}${difference === null ? '' : `, difference ${difference} ${unit}`}`;
    lines.push(`${indent}  ${oneLine(amounts)}`);
  }
  if (depth === 0) {
    const shown = finding.operands.slice(0, 12);
    lines.push(
      ...columns(
        shown.map((operand) => [
          operand.role === 'stated' ? (zh ? '所载' : 'stated') : zh ? '依据' : 'from',
          oneLine(operand.label, 40),
          oneLine(operandText(operand), 24),
          paint.dim(placeText(operand.place, language)),
        ]),
        [2],
        `${indent}    `,
      ),
    );
    const more = finding.operands.length - shown.length;
    if (more > 0) lines.push(`${indent}    ${zh ? `…… 另 ${more} 个数字` : `… ${more} more figures`}`);
  }
  const cause = finding.causes[0];
  if (cause && !said.includes(cause.message[language].replace(/[。.]$/, ''))) {
    const others = finding.causes.length - 1;
    const rest = others > 0 ? (zh ? `（另有 ${others} 种可能）` : ` (${others} other possible)`) : '';
    lines.push(`${indent}  ${zh ? '最可能的原因：' : 'likeliest cause: '}${oneLine(cause.message[language])}${rest}`);
  }
  return lines;
}

function operandText({ text, unit }: Operand): string {
  return unit === '' || text.endsWith(unit) ? text : `${text} ${unit}`;
}

/** `第 2 页 表 3 第 4 行第 2 列`; counted from 1 for people. */
export function placeText(place: Place, language: Language): string {
  const zh = language === 'zh';
  const { page, table, row, column, line, part } = place;
  const parts: string[] = [];
  if (part !== undefined) parts.push(part);
  if (page !== undefined) parts.push(zh ? `第 ${page} 页` : `page ${page}`);
  if (table !== undefined) parts.push(zh ? `表 ${table + 1}` : `table ${table + 1}`);
  if (row !== undefined) parts.push(zh ? `第 ${row + 1} 行` : `row ${row + 1}`);
  if (column !== undefined) parts.push(zh ? `第 ${column + 1} 列` : `column ${column + 1}`);
  if (line !== undefined && table === undefined) parts.push(zh ? `第 ${line} 行` : `line ${line}`);
  return parts.join(zh ? ' ' : ', ');
}
