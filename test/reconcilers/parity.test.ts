import { describe, expect, it } from 'vitest';
import { assess, settleReadings, withSettledReadings } from '../../reconcilers/index.js';
import type { Fact, RawDocument, Report } from '../../schemas/index.js';
import { normalize } from '../../normalizers/index.js';
import { scanned as page } from '../scanned.js';
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
    [
      'two readings in two places: the print may be a third one that ties but for rounding',
      `${HEAD}\n局机关 | 350.50 | 220.25 | 130.25`,
      { '130.25': ['180.26'] },
      {},
    ],
    [
      'two readings in two places are decided where neither of the third ones ties',
      `${HEAD}\n局机关 | 350.5 | 220.25 | 130.25`,
      { '130.25': ['180.85'] },
      { '130.25': '130.25' },
    ],
    [
      'one reading has no rival that a sum could reject: one sum is too little',
      `${HEAD}\n局机关 | 350.5 | 220.25 | 130.25`,
      { '130.25': [] },
      {},
    ],
    [
      'a reading that ties but for rounding is not ruled out by one that ties exactly',
      `${HEAD}\n局机关 | 350.50 | 220.25 | 130.25`,
      { '130.25': ['130.26'] },
      {},
    ],
    [
      'a sum that ties but for rounding decides where the other reading misses by far',
      `${HEAD}\n局机关 | 350.51 | 220.25 | 130.25`,
      { '130.25': ['180.25'] },
      { '130.25': '130.25' },
    ],
    [
      'two doubtful figures of one sum are no witnesses for each other',
      `${HEAD}\n局机关 | 350.5 | 220.25 | 180.25`,
      { '220.25': ['226.25'], '180.25': ['130.25'] },
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

describe('doubtful readings in sentences', () => {
  const LIST = '2023年全年支出{350.5|850.5}万元，其中：基本支出220.25万元，项目支出130.25万元。';

  it('takes the reading that ties, moves what stands behind it and keeps the other one', () => {
    const raw = page(
      '2023年支出{850.5|1350.5|350.5}万元，包括：基本支出220.25万元和项目支出130.25万元。2023年收入{414.5|914.5}万元，包括：财政拨款404.25万元和其他收入10.25万元。',
    );
    const after = withSettledReadings(raw, settleReadings(normalize(raw)));
    const [block] = after.blocks;
    if (block?.kind !== 'paragraph') throw new Error('no paragraph');
    expect(block.text).toBe(
      '2023年支出350.5万元，包括：基本支出220.25万元和项目支出130.25万元。2023年收入414.5万元，包括：财政拨款404.25万元和其他收入10.25万元。',
    );
    expect(block.doubts?.map(({ start, end, decided }) => [block.text.slice(start, end), decided])).toEqual([
      ['350.5', true],
      ['414.5', true],
    ]);
    expect(block.doubts?.[0]?.alternatives).toEqual(['850.5', '1350.5']);
    expect(after.notices.map(({ code }) => code)).toEqual(['read-with-sums', 'read-with-sums']);
    const { findings } = assess(normalize(after));
    expect(findings).toEqual([]);
  });

  it('calls a list that no reading makes tie suspicious', () => {
    const raw = page(LIST.replace('850.5', '356.5').replace('350.5', '390.5'));
    expect(settleReadings(normalize(raw))).toEqual([]);
    const [finding] = assess(normalize(raw)).findings;
    expect(finding).toMatchObject({ severity: 'suspicious' });
    expect(finding!.causes[0]).toMatchObject({ kind: 'reading' });
  });

  it('calls a clear list that does not tie a discrepancy', () => {
    const raw = page('2023年全年支出390.5万元，其中：基本支出220.25万元，项目支出130.25万元。');
    expect(assess(normalize(raw)).findings).toMatchObject([{ severity: 'discrepancy' }]);
  });

  it('lets a loose rate decide nothing', () => {
    const raw = page('2023年年初预算1218万元，全年支出{1209|1208}万元，预算执行率99.26%。');
    expect(settleReadings(normalize(raw))).toEqual([]);
  });
});

describe('doubtful words in a table', () => {
  const place = { page: 1 };
  it.each([
    ['a label', { row: 0, column: 3, text: '项日支出' }],
    ['a cell that may be a figure', { row: 1, column: 2, text: '22O.2S' }],
  ])('%s makes a failing sum suspicious', (_name, cell) => {
    const report = scanned(`${HEAD}\n局机关 | 350.5 | 220.25 | 190.25`, {});
    report.tables[0]!.cells.push({ ...cell, rowSpan: 1, colSpan: 1, place, facts: [], confidence: 0.3 });
    const [finding] = assess(report).findings;
    expect(finding).toMatchObject({ severity: 'suspicious' });
    expect(finding!.causes[0]).toMatchObject({ kind: 'reading' });
    expect(finding!.causes[0]!.message.zh).toContain(cell.text);
  });
});
