import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fact, sum } from '../../reconcilers/expression.js';
import { over, printed } from '../../reconcilers/interval.js';
import { testRelation } from '../../reconcilers/relation-test.js';
import { Decimal, decimalText, type Fact } from '../../schemas/index.js';

function figure(id: string, value: Decimal, fineness: number, unit = '万元', more: Partial<Fact> = {}): Fact {
  const text = decimalText(value);
  const decimals = value.decimalPlaces();
  return {
    id,
    concept: 'unnamed',
    label: id,
    subject: 'summary',
    period: '2023',
    stage: 'final',
    text,
    value: text,
    unit,
    decimals,
    fineness,
    source: 'table',
    place: {},
    ...more,
  };
}

function outcome(facts: Fact[], total = facts[0]!, parts = facts.slice(1), rate = false) {
  return testRelation(
    {
      rule: 'r',
      key: 'k',
      subject: { zh: '', en: '' },
      stated: total.id,
      formula: rate ? { op: 'divide', left: fact(parts[0]!), right: fact(parts[1]!) } : sum(parts),
      comparison: 'equal',
      exact: false,
    },
    (id) => facts.find((one) => one.id === id),
  ).outcome;
}

/** Amounts with four decimals, as the books hold them, before anybody rounds. */
const amount = fc.bigInt(-9_999_999_999n, 9_999_999_999n).map((units) => new Decimal(units.toString()).div(10000));
const places = fc.integer({ min: 0, max: 4 });

function printSum(amounts: Decimal[], fineness: number): Fact[] {
  const total = amounts.reduce((a, b) => a.plus(b), new Decimal(0));
  return [total, ...amounts].map((value, index) =>
    figure(`f${index}`, value.toDecimalPlaces(fineness, 'halfUp'), fineness),
  );
}

describe('what a printed figure stands for', () => {
  it('is half a unit either way, and a truncated rate a whole unit further', () => {
    const { low, high } = printed(new Decimal('98.91'), 2, 'nearestOrTruncated');
    expect([low.toFixed(), high.toFixed()]).toEqual(['98.905', '98.92']);
    const fall = printed(new Decimal('-39.78'), 2, 'nearestOrTruncated');
    expect([fall.low.toFixed(), fall.high.toFixed()]).toEqual(['-39.79', '-39.775']);
  });

  it('of a binary float is no finer than six decimals', () => {
    const { low, high } = printed(new Decimal('0.0900000762939453'), 16);
    expect(low.lte('0.09') && high.gte('0.09')).toBe(true);
  });

  it('cannot divide where it may be zero', () => {
    expect(over(printed(new Decimal(1), 0), printed(new Decimal('0.4'), 0))).toBeNull();
  });
});

describe('laws of tested relations', () => {
  it('never flags a sum of correctly rounded parts, whatever the decimals', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 12 }), places, (amounts, fineness) => {
        expect(['holds', 'rounding']).toContain(outcome(printSum(amounts, fineness)));
      }),
    );
  });

  it('flags a sum that is off by more than (n + 1) half units', () => {
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 2, maxLength: 8 }),
        places,
        fc.integer({ min: 1, max: 9999 }),
        (amounts, fineness, more) => {
          const parts = amounts.map((value, index) => figure(`p${index}`, value.toDecimalPlaces(fineness), fineness));
          const unit = new Decimal(10).pow(-fineness);
          const off = unit
            .times(parts.length + 1)
            .div(2)
            .plus(unit.times(more));
          const total = parts.reduce((a, b) => a.plus(b.value), off).toDecimalPlaces(fineness, 'up');
          const stated = figure('t', total, fineness);
          expect(outcome([stated, ...parts], stated, parts)).toBe('fails');
        },
      ),
    );
  });

  it('does not depend on the order of the parts', () => {
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 2, maxLength: 8 }),
        fc.nat(),
        fc.integer({ min: -20, max: 20 }),
        (amounts, seed, off) => {
          const facts = printSum(amounts, 2);
          const stated = figure('t', new Decimal(facts[0]!.value).plus(new Decimal(off).div(100)), 2);
          const parts = facts.slice(1);
          const turn = seed % parts.length;
          const turned = [...parts.slice(turn), ...parts.slice(0, turn)];
          expect(outcome([stated, ...turned])).toBe(outcome([stated, ...parts]));
        },
      ),
    );
  });

  it('gives the same outcome when every amount is told in another unit', () => {
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 2, maxLength: 6 }),
        fc.integer({ min: -20, max: 20 }),
        (amounts, off) => {
          const facts = printSum(amounts, 2);
          facts[0] = figure('f0', new Decimal(facts[0]!.value).plus(new Decimal(off).div(100)), 2);
          // 1.5亿元 for 15000万元: four more decimals are printed, and the figure is as fine as it was.
          const inYi = facts.map((one) => figure(one.id, new Decimal(one.value).div(10000), 6, '亿元'));
          expect(outcome(inYi)).toBe(outcome(facts));
        },
      ),
    );
  });

  it('passes every rate that was rounded or truncated from its operands', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999 }),
        fc.integer({ min: 1, max: 999_999 }),
        fc.integer({ min: 0, max: 3 }),
        fc.boolean(),
        (a, b, fineness, cut) => {
          const rate = new Decimal(a)
            .div(b)
            .times(100)
            .toDecimalPlaces(fineness, cut ? 'down' : 'halfUp');
          const facts = [
            figure('r', rate, fineness, '%'),
            figure('a', new Decimal(a).div(100), 2),
            figure('b', new Decimal(b).div(100), 2),
          ];
          expect(['holds', 'rounding', 'unknown']).toContain(outcome(facts, facts[0], facts.slice(1), true));
        },
      ),
    );
  });

  it.each(['about', 'atLeast', 'atMost'] as const)('never flags a figure that says it is no exact one: %s', (bound) => {
    const facts = [
      figure('t', new Decimal(3390), 0, '万元', { bound }),
      figure('a', new Decimal(1000), 0),
      figure('b', new Decimal(2000), 0),
    ];
    expect(outcome(facts)).toBe('unknown');
  });

  it('never adds apples to pears', () => {
    const facts = [
      figure('t', new Decimal(5), 0),
      figure('a', new Decimal(3), 0),
      figure('b', new Decimal(2), 0, '人'),
    ];
    expect(outcome(facts)).toBe('unknown');
  });
});
