import { describe, expect, test } from 'vitest';
import { extract, DEFAULT_LIMITS } from '../../extractors/index.js';
import { normalize } from '../../normalizers/index.js';
import { assess } from '../../reconcilers/index.js';
import { rawArt } from '../raw-art.js';
import { alarms } from './adversarial/check.js';
import { REPORTS_CLAUSES } from './adversarial/reports-clauses.js';
import { REPORTS_PROSE } from './adversarial/reports-prose.js';

/** What an auditor is shown first: the first finding that follows from no other, with every figure in it. */
function firstFlag(art: string): string[] {
  const [first] = assess(normalize(rawArt(art))).findings.filter(
    ({ severity, consequenceOf }) => severity !== 'rounding' && consequenceOf === null,
  );
  return (first?.operands ?? []).map(({ text }) => text);
}

describe.each([...REPORTS_PROSE, ...REPORTS_CLAUSES])('$name', ({ art, plants }) => {
  test('no alarm where everything ties', () => expect(alarms(art)).toEqual([]));
  test('no alarm where lines are wrapped', async () => {
    const bytes = new TextEncoder().encode(wrapped(art));
    const { findings } = assess(normalize(await extract(bytes, { limits: DEFAULT_LIMITS })));
    const told = findings.filter(({ rule, severity }) => rule.startsWith('statement-') && severity !== 'rounding');
    expect(told.map(({ message }) => message.zh)).toEqual([]);
  });
  test.each(plants)('%s → %s: told first', (before, after) => {
    expect(art).toContain(before);
    expect(firstFlag(art.replace(before, after))).toContain(changed(before, after));
  });
});

/** Sentences that say something else than what their words are mostly used for. */
const QUIET = [
  '政府采购预算500万元，实际采购金额460万元，中标金额455万元，节约资金40万元。',
  '年初结余20万元，本年收入300万元，其中上级补助100万元；本年支出280万元，上缴财政10万元，年末结余30万元。',
  '一季度支出20万元，上半年支出45万元，三季度累计支出70万元，全年合计100万元。',
  '全年预算1,000万元，其中年初预算800万元，追加300万元，调减100万元，执行980万元，执行率98%，结余20万元。',
  '负债总额300万元，其中应付账款100万元、应缴财政款50万元、其他应付款150万元，净资产1,200万元。',
  '全局职工50人，其中男职工30人，女职工20人，占40%，党员25人。',
  '本年收入100万元，比预算数90万元增加10万元，主要是上级追加项目经费增加15万元、非税收入减少5万元。',
  '全年接收信访件320件，办结300件，办结率100%（按期应办300件）。',
  '项目总投资3,000万元，已到位资金2,000万元，已支付1,500万元，尚欠工程款900万元，剩余资金500万元。',
  '应收非税500万元，实收480万元，征收率96%，其中罚没收入应收100万元，实收80万元，入库率100%。',
  '发现隐患120处，立即整改100处，限期整改20处，整改率100%。',
  '2020年支出90万元，2021年支出95万元，2022年支出100万元，三年合计285万元。',
];

test.each(QUIET)('silent: %s', (sentence) =>
  expect(alarms(`青溪县民政局2022年部门整体支出绩效自评报告\n${sentence}`)).toEqual([]),
);

/** The figure of `after` that `before` does not have. */
function changed(before: string, after: string): string | undefined {
  const figures = (text: string) => text.match(/[\d０-９][\d０-９,.．]*[%％]?/gu) ?? [];
  const old = figures(before);
  return figures(after).find((figure, index) => figure !== old[index]);
}

/** The text as a page of 36 characters breaks it: never within a figure. */
function wrapped(art: string): string {
  const lines: string[] = [];
  for (const paragraph of art.split('\n').map((line) => line.trim())) {
    if (paragraph.includes('|') || paragraph === '') lines.push(paragraph);
    else {
      let line = '    ';
      for (const token of paragraph.match(/[\d.,%]+[，。；、：]?|[^\d.,%][，。；、：]?/gu) ?? []) {
        if (line.length + token.length > 40) {
          lines.push(line);
          line = '';
        }
        line += token;
      }
      lines.push(line);
    }
  }
  return lines.join('\n');
}
