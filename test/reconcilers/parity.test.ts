import { describe, expect, it } from 'vitest';
import { assess, settleReadings, withSettledReadings } from '../../reconcilers/index.js';
import type { Fact, RawDocument, Report } from '../../schemas/index.js';
import { form, reportOf } from './report-art.js';

/** A form in which some figures were read doubtfully: `text` → its other readings. */
function scanned(art: string, doubtful: Record<string, string[]>): Report {
  const report = reportOf(form('expenditure', art));
  report.facts = report.facts.map((fact): Fact => {
    const alternatives = doubtful[fact.text];
    return alternatives ? { ...fact, confidence: 0.4, alternatives } : { ...fact, confidence: 0.98 };
  });
  return report;
}

const settled = (report: Report): Record<string, string> =>
  Object.fromEntries(settleReadings(report).map(({ fact, text }) => [fact.text, text]));

const HEAD = '机构名称 | 支出合计=expenditure.total | 基本支出=expenditure.basic <支出合计 | 项目支出 <支出合计';

describe('doubtful readings and the sums', () => {
  it.each<[string, string, Record<string, string[]>, Record<string, string>]>([
    [
      'the only reading that ties in its row is taken',
      `${HEAD}\n局机关 | 350.5 | 220.25 | 180.25`,
      { '180.25': ['130.25', '186.25'] },
      { '180.25': '130.25' },
    ],
    [
      'the reading that stands there is confirmed where it alone ties',
      `${HEAD}\n局机关 | 350.5 | 220.25 | 130.25`,
      { '130.25': ['180.25'] },
      { '130.25': '130.25' },
    ],
    ['nothing ties: nothing is decided', `${HEAD}\n局机关 | 350.5 | 220.25 | 190.25`, { '190.25': ['196.25'] }, {}],
    [
      'row and column disagree: nothing is decided',
      `${HEAD}\n汇总 | 700 | 440.5 | 310.5\n局机关 <汇总 | 350 | 220.25 | 180.25\n信息中心 <汇总 | 350 | 220.25 | 130.25`,
      { '180.25': ['129.75'] },
      {},
    ],
    ['clear print is never changed to make a sum tie', `${HEAD}\n局机关 | 350.5 | 220.25 | 180.25`, {}, {}],
    [
      'two doubtful figures of one sum that fit in two ways stay doubtful',
      `${HEAD}\n局机关 | 350.5 | 220.25 | 130.25`,
      { '220.25': ['270.25'], '130.25': ['80.25'] },
      {},
    ],
  ])('%s', (_name, art, doubtful, wanted) => {
    expect(settled(scanned(art, doubtful))).toEqual(wanted);
  });

  it('calls a failure with a doubtful figure suspicious, and says why', () => {
    const report = scanned(`${HEAD}\n局机关 | 350.5 | 220.25 | 190.25`, { '190.25': ['196.25'] });
    const finding = assess(report).findings.find(({ rule }) => rule === 'row-sum');
    expect(finding).toMatchObject({ severity: 'suspicious' });
    expect(finding!.causes[0]).toMatchObject({ kind: 'reading' });
    expect(finding!.causes[0]!.message.zh).toContain('196.25');
  });

  it('calls a failure of clear figures a discrepancy, on a scan too', () => {
    const [finding] = assess(scanned(`${HEAD}\n局机关 | 350.5 | 220.25 | 190.25`, {})).findings;
    expect(finding).toMatchObject({ severity: 'discrepancy' });
    expect(finding!.causes.map(({ kind }) => kind)).not.toContain('reading');
  });
});

it('puts a settled reading into its cell, keeps the other ones and tells of it', () => {
  const place = { page: 1, table: 0, row: 1, column: 3, box: [10, 10, 60, 20] as [number, number, number, number] };
  const raw: RawDocument = {
    format: 'pdf',
    pages: [{ number: 1, width: 595, height: 842 }],
    blocks: [
      {
        kind: 'table',
        rows: 1,
        columns: 1,
        pages: [1],
        place,
        cells: [
          {
            row: 0,
            column: 0,
            rowSpan: 1,
            colSpan: 1,
            text: '180.25',
            place,
            confidence: 0.4,
            alternatives: ['130.25'],
          },
        ],
      },
    ],
    furniture: [],
    notices: [],
  };
  const report = scanned(`${HEAD}\n局机关 | 350.5 | 220.25 | 180.25`, { '180.25': ['130.25'] });
  const [settlement] = settleReadings(report);
  const after = withSettledReadings(raw, [{ ...settlement!, fact: { ...settlement!.fact, place } }]);
  expect(after.blocks[0]).toMatchObject({ cells: [{ text: '130.25', confidence: 0.6, alternatives: ['180.25'] }] });
  expect(after.notices.map(({ code }) => code)).toEqual(['read-with-sums']);
});
