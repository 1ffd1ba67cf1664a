import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runRule } from '../../../reconcilers/rubric/index.js';
import { Decimal } from '../../../schemas/index.js';
import { RULES_BY_HAND } from './rules-by-hand.js';
import { RULES_ELSEWHERE } from './rules-elsewhere.js';
import { RULES_IN_OTHER_WORDS } from './rules-in-other-words.js';
import { RULES } from './rules.js';

describe('the scoring-rule language', () => {
  it.each(
    RULES.flatMap(({ rule, weight, kind, cases }) =>
      cases.map(([inputs, score]) => ({ rule, weight, kind, inputs, score })),
    ),
  )('$rule with $inputs', ({ rule, weight, kind, inputs, score }) => {
    const answer = runRule({ rule, weight, inputs });
    expect(answer.low === answer.high ? answer.low : `${answer.low}–${answer.high}`).toBe(score);
    expect(answer.kind).toBe(kind);
  });

  it.each([...RULES_ELSEWHERE, ...RULES_IN_OTHER_WORDS, ...RULES_BY_HAND])('%s', (rule, weight, cases) => {
    const given = cases.map(([inputs]) => {
      const { low, high } = runRule({ rule, weight, inputs });
      return low === high ? low : `${low}–${high}`;
    });
    expect(given).toEqual(cases.map(([, score]) => score));
  });

  it('names the inputs that it lacks', () => {
    expect(runRule({ rule: '得分=支付率×分值', weight: 10 }).missing).toEqual(['x']);
    expect(runRule({ rule: '得分=达标数/总数*10', weight: 10, inputs: { A: 5 } }).missing).toEqual(['B']);
    expect(runRule({ rule: '①齐全，1分；②合规，1分。', weight: 2, inputs: { a: 1 } }).missing).toEqual(['b']);
  });

  it.each(['分；③执行到位，1分。', '；③执行到位，1分。', '①制度建立，1分；②', '工作扎实，得4分（'])(
    'takes nothing from a part of a rule: %s',
    (rule) => {
      const { kind, low, high } = runRule({ rule, weight: 4 });
      expect([kind, low, high]).toEqual(['unknown', '0', '4']);
    },
  );

  it('never leaves [0, M], whatever the figures', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RULES),
        fc.integer({ min: -300, max: 300_000 }),
        fc.integer({ min: 0, max: 40 }),
        ({ rule }, x, weight) => {
          const { low, high } = runRule({ rule, weight, inputs: { x: x / 100 } });
          expect(new Decimal(low).gte(0) && new Decimal(low).lte(high) && new Decimal(high).lte(weight)).toBe(true);
        },
      ),
    );
  });

  it('gives no more for a worse figure where the rule only takes off', () => {
    const falling = [
      '以100%为标准。控制率≦100%，计7分；每超过一个百分点扣0.7分，扣完为止。',
      '每出现一例扣1分，扣完为止',
      '每相差2%扣1分，扣完为止',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...falling), fc.nat(20_000), fc.nat(20_000), (rule, a, b) => {
        const [better, worse] = [Math.min(a, b) / 100, Math.max(a, b) / 100].map((x) =>
          runRule({ rule, weight: 7, inputs: { x } }),
        );
        expect(new Decimal(worse!.high).lte(better!.high) && new Decimal(worse!.low).lte(better!.low)).toBe(true);
      }),
    );
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (rule) => {
        const { low, high } = runRule({ rule, weight: 5, inputs: { x: 50, a: 1 } });
        expect(new Decimal(low).lte(high)).toBe(true);
      }),
    );
  });
});
