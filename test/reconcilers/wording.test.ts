/** Messages that an auditor can sign: figures rounded to what can be printed, and names that tell figures apart. */
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../extractors/index.js';
import { normalize } from '../../normalizers/index.js';
import { assess } from '../../reconcilers/index.js';

it.each<[string, string, { zh: RegExp; expected: string | null }]>([
  [
    'a completion rate names what was done and what was aimed at',
    '城镇新增就业960人，完成目标任务900人的160.67%。',
    {
      zh: /（实际） ÷ .*（目标）：印为160\.67%，按960人 ÷ 900人，应为106\.67%，相差54\.00个百分点/u,
      expected: '106.6667',
    },
  ],
  [
    'amounts are padded as they are printed, with their commas',
    '2023年总支出1,200.50万元，其中：基本支出800.25万元，项目支出420.25万元。',
    {
      zh: /【2023年总支出1,200\.50万元…】.*印为1,200\.50万元，按800\.25万元 \+ 420\.25万元，应为1,220\.50万元，相差20\.00万元/u,
      expected: '1220.5',
    },
  ],
  [
    'a grade tells the one that the score has',
    '自评得分86分，等级为一级。',
    { zh: /等次写作“一级”（90分起），而86分属“二级”：印为86分，不应小于90分/u, expected: '90' },
  ],
])('%s', async (_name, text, { zh, expected }) => {
  const bytes = new TextEncoder().encode(`溪口县林业局2023年度部门整体支出绩效自评报告\n\n${text}\n`);
  const { findings } = assess(normalize(await extract(bytes, { limits: DEFAULT_LIMITS })));
  const [first] = findings.filter(({ severity }) => severity === 'discrepancy');
  expect(first?.message.zh).toMatch(zh);
  expect(first?.expected).toBe(expected);
  expect(first?.message.en).not.toMatch(/undefined|null|NaN/u);
  for (const { message, expected: value, difference } of findings) {
    expect(message.zh + message.en).not.toMatch(/\d\.\d{7,}/u);
    for (const number of [value, difference]) expect(number ?? '').not.toMatch(/\.\d{7,}/u);
  }
});
