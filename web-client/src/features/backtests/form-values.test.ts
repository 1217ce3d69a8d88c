import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULTS, SCHEMAS, hundredth, inputOf } from './form-values';

test('a percentage becomes a share, digit by digit', () => {
  const shares = ['0.1', '100', '5', '0.000000001', '-0.025', '+12.5'].map(hundredth);
  assert.deepEqual(shares, ['0.001', '1.00', '0.05', '0.00000000001', '-0.00025', '0.125']);
});

test('what stands in the form at first can be asked for, once it has a name', () => {
  const values = { ...DEFAULTS, name: 'a first one' };
  assert.ok(SCHEMAS.MA_CROSSOVER.safeParse(values).success);
  assert.ok(SCHEMAS.RSI.safeParse(values).success);
  assert.deepEqual(inputOf({ ...values, instrument: 'V:S', to: '2025-01-31' }, 'RSI'), {
    ...{ name: 'a first one', venue: 'V', symbol: 'S', interval: 'M1', qty: '1', cash: '10000' },
    strategy: { type: 'RSI', period: 14, oversold: '30', overbought: '70', short: false },
    candleSetId: undefined,
    from: undefined,
    to: new Date('2025-02-01'),
    maxLeverage: undefined,
    feeRate: '0.001',
    slippageBps: '1',
    seed: 1,
  });
});

test('what is not asked of a strategy is in nobodys way', () => {
  const values = { ...DEFAULTS, name: 'a', fast: 'nonsense' };
  assert.ok(SCHEMAS.RSI.safeParse(values).success);
  assert.equal(SCHEMAS.MA_CROSSOVER.safeParse(values).success, false);
});
