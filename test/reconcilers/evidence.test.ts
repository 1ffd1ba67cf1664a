import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../reconcilers/index.js';
import { slip, slipsInto } from '../../reconcilers/slips.js';
import { Decimal, type Report } from '../../schemas/index.js';
import { form, reportOf } from './report-art.js';

/** First cause of the first finding: `kind printed → repair`. */
function firstCause(report: Report): string {
  const [finding] = assess(report).findings;
  const [cause] = finding?.causes ?? [];
  const printed = finding?.operands.find(({ fact }) => fact === cause?.repair?.fact)?.text ?? '';
  return cause ? `${cause.kind} ${printed} → ${cause.repair?.text ?? ''}` : 'none';
}

const row = (art: string) => reportOf(form('generic', art));

describe('what the looks of a figure say', () => {
  it.each<[string, Report, string]>([
    [
      'three decimals among two',
      row(
        '项目 | 合计 | 甲 <合计 | 乙 <合计\n一 | 40.53 | 20.41 | 20.12\n二 | 35.18 | 1.477 | 20.41\n三 | 31.22 | 11.11 | 20.11',
      ),
      'shiftedPoint 1.477 → 14.770',
    ],
    [
      'one decimal where noughts are kept',
      row(
        '项目 | 合计 | 甲 <合计 | 乙 <合计\n一 | 40.50 | 20.40 | 20.10\n二 | 35.18 | 14.7 | 20.41\n三 | 31.20 | 11.10 | 20.10',
      ),
      'droppedDigit 14.7 → 14.77',
    ],
    [
      'a lone sign',
      row(
        '项目 | 合计 | 甲 <合计 | 乙 <合计\n一 | 40.53 | 20.41 | 20.12\n二 | 35.18 | -14.77 | 20.41\n三 | 31.22 | 11.11 | 20.11',
      ),
      'sign -14.77 → 14.77',
    ],
    [
      'an amount as in 元',
      row(
        '项目 | 合计 | 甲 <合计 | 乙 <合计\n一 | 40.53 | 20.41 | 20.12\n二 | 35.18 | 147700 | 20.41\n三 | 31.22 | 11.11 | 20.11',
      ),
      'unit 147700 → 14.77',
    ],
    [
      'two totals of which one has what the other lacks',
      row(
        '项目 | 甲 | 乙\n一 <合计 | 20.41 | 7.02\n二 <合计 | 14.77 | 8.05\n三 <合计 | 11.11 | 9.06\n合计 | 31.52 | 38.90',
      ),
      'wrongTotal 31.52 → 46.29',
    ],
  ])('%s', (_name, report, expected) => {
    expect(firstCause(report)).toBe(expected);
  });
});

describe('slips into a figure', () => {
  const amount = fc.integer({ min: 100, max: 9_999_999 }).map((units) => new Decimal(units).div(100));

  it('are all told as slips, and none is the figure itself', () => {
    fc.assert(
      fc.property(amount, (wrong) => {
        for (const right of slipsInto(wrong, 2)) {
          expect(right.eq(wrong)).toBe(false);
          if (!right.isZero() && right.decimalPlaces() <= 2 && right.abs().gte(1))
            expect(slip(wrong, right, 2), `${wrong.toFixed()} for ${right.toFixed()}`).not.toBeNull();
        }
      }),
      { numRuns: 40 },
    );
  });

  it('hold the figure that two swapped digits came from', () => {
    fc.assert(
      fc.property(amount, fc.nat(), (right, at) => {
        const text = right.toFixed(2).replace('.', '');
        const index = at % (text.length - 1);
        const swapped = text.slice(0, index) + text[index + 1] + text[index] + text.slice(index + 2);
        const wrong = new Decimal(swapped).div(100);
        fc.pre(!wrong.eq(right) && !swapped.startsWith('0'));
        expect(slipsInto(wrong, 2).some((one) => one.eq(right))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
