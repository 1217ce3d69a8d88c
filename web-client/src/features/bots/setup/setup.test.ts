import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULTS, fieldsOf, setupOf, setupSchema, wrongFields } from './setup';

const FIELDS = { ...DEFAULTS, market: 'BINANCE:BTCUSDT', qty: '0.05' };

test('a_version_is_read_as_it_was_written', () => {
  assert.deepEqual(fieldsOf(setupOf(FIELDS)), FIELDS);
  const rsi = { ...FIELDS, strategy: 'RSI' as const, oversold: '29.5', short: true };
  assert.deepEqual(fieldsOf(setupOf(rsi)), rsi);
});

test('candles_are_counted_and_amounts_stay_text', () => {
  assert.deepEqual(setupOf({ ...FIELDS, qty: '0.10' }), {
    strategy: { type: 'MA_CROSSOVER', fast: 12, slow: 26, short: false },
    venue: 'BINANCE',
    symbol: 'BTCUSDT',
    interval: 'M5',
    qty: '0.10',
  });
});

test('what_makes_no_sense_is_named_and_the_other_strategys_fields_are_not_looked_at', () => {
  assert.deepEqual(wrongFields(FIELDS), []);
  assert.deepEqual(wrongFields({ ...FIELDS, fast: '0', slow: '1e3', period: 'x', qty: '0.0' }), [
    'qty',
    'fast',
    'slow',
  ]);
  assert.deepEqual(wrongFields({ ...FIELDS, slow: '12' }), ['slow']);
  assert.deepEqual(wrongFields({ ...FIELDS, strategy: 'RSI', period: '1', overbought: '-1', fast: '' }), [
    'period',
    'overbought',
  ]);
});

test('the_schema_says_where', () => {
  const result = setupSchema.safeParse({ ...FIELDS, qty: '' });
  assert.deepEqual(
    result.error?.issues.map(({ path }) => path),
    [['qty']],
  );
});
