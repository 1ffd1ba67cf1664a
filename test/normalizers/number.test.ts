import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCell } from '../../normalizers/cell.js';
import { lexNumbers } from '../../normalizers/number.js';

/** `text|value|unit` and, where they are special, `|bound`, `|range`, `|shape`. */
function lexed(text: string): string[] {
  return lexNumbers(text).map((number) =>
    [
      number.text,
      number.value,
      number.unit,
      ...(number.bound ? [number.bound] : []),
      ...(number.range ? ['range'] : []),
      ...(number.shape === 'number' ? [] : [number.shape]),
    ].join('|'),
  );
}

describe('numbers in a text', () => {
  const cases: [string, string[]][] = [
    ['收入1,234.50万元', ['1,234.50|1234.5|万元']],
    ['支出１２．５０万元', ['１２．５０|12.5|万元']],
    ['增减-39740元，-39.78%', ['-39740|-39740|元', '-39.78%|-39.78|%']],
    ['余额为−3.20 亿元', ['−3.20|-3.2|亿元']],
    ['约300余人', ['300|300|人|about']],
    ['享受补贴4210余万元', ['4210|4210|万元|about']],
    ['补贴50万余元', ['50|50|万元|about']],
    ['满意度达95%以上', ['95%|95|%|atLeast']],
    ['不超过4.5%', ['4.5%|4.5|%|atMost']],
    ['10%~20%', ['10%|10|%|range', '20%|20|%|range']],
    ['6-9月', ['6|6||range', '9|9|月|range|date']],
    ['2023年完成', ['2023|2023|年|date']],
    ['2021年6月29日', ['2021|2021|年|date', '6|6|月|date', '29|29|日|date']],
    ['电话13800001111', ['13800001111|13800001111||code']],
    ['0731-5550123', ['0731|731||range|code', '5550123|5550123||range|code']],
    ['某财〔2022〕15号', ['2022|2022||date', '15|15||code']],
    ['1、局机关', ['1|1||serial']],
    ['（2）项目', ['2|2||serial']],
    ['指标3：培训', ['3|3||serial']],
    ['得分5分别为', ['5|5|']],
    ['完成22个项目', ['22|22|个']],
    ['1.2.3', ['1.2|1.2||code', '3|3||code']],
    ['5分', ['5|5|分']],
    ['提高2个百分点', ['2|2|百分点']],
    ['100元/人', ['100|100|']],
  ];
  it.each(cases)('%s', (text, expected) => {
    expect(lexed(text)).toEqual(expected);
  });

  it('gives back the exact characters and value of any printed amount', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), fc.nat(6), fc.boolean(), (units, decimals, commas) => {
        const digits = units.toString().padStart(decimals + 1, '0');
        const whole = digits.slice(0, digits.length - decimals);
        const grouped = commas ? whole.replace(/\B(?=(\d{3})+(?!\d))/gu, ',') : whole;
        const printed = decimals > 0 ? `${grouped}.${digits.slice(-decimals)}` : grouped;
        const [number] = lexNumbers(`合计${printed}万元`);
        expect(number?.text).toBe(printed);
        expect(number?.decimals).toBe(decimals);
        expect(number?.unit).toBe('万元');
        expect(
          BigInt(number!.value.replace('.', '') + '0'.repeat(decimals - (number!.value.split('.')[1]?.length ?? 0))),
        ).toBe(units);
      }),
    );
  });
});

describe('a cell', () => {
  const cases: [string, unknown][] = [
    ['', 'blank'],
    [' / ', 'blank'],
    ['——', 'blank'],
    ['无', 'blank'],
    ['1,027.95', ['1,027.95', '1027.95', '', 2]],
    ['1,027.9\n5', ['1,027.9\n5', '1027.95', '', 2]],
    ['（12.30）', ['（12.30）', '-12.3', '', 2]],
    ['△3.5', ['△3.5', '-3.5', '', 1]],
    ['-39.78％', ['-39.78％', '-39.78', '%', 2]],
    ['12人', ['12人', '12', '人', 0]],
    ['35.15①', ['35.15①', '35.15', '', 2]],
    ['2 010.40', ['2 010.40', '2010.4', '', 2]],
    ['12.5万元', ['12.5万元', '12.5', '万元', 1]],
    ['0.0900000762939453', ['0.0900000762939453', '0.0900000762939453', '', 16]],
    ['12.5\n13.5', 'text'],
    ['2\n4.54\n3', 'text'],
    ['1,033.1\n8', ['1,033.1\n8', '1033.18', '', 2]],
    ['3=1+2', 'text'],
    ['2024年', 'text'],
    ['其中：一般公共预算：954.67', [['其中：一般公共预算', '954.67']]],
    ['其他资金：', [['其他资金', null]]],
    [
      '基本支出：12.5\n项目支出：7',
      [
        ['基本支出', '12.5'],
        ['项目支出', '7'],
      ],
    ],
    ['目标1：结案率达到90%以上。', 'text'],
  ];
  it.each(cases)('%j', (text, expected) => {
    const reading = readCell(text);
    const got =
      reading.kind === 'number'
        ? [reading.number.text, reading.number.value, reading.number.unit, reading.number.decimals]
        : reading.kind === 'labelled'
          ? reading.pairs.map((pair) => [pair.label, pair.number?.text ?? null])
          : reading.kind;
    expect(got).toEqual(expected);
  });
});
