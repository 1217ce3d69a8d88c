import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BotId, Signal, SignalId } from '@tickwire/bindings';
import { announce, describeOrder, describeTerms, splitReason } from './describe-signal';

const AT = new Date('2026-11-20T12:00:00Z');

function signal(changes: Partial<Signal>): Signal {
  return {
    id: 'id' as SignalId,
    bot: { id: 'bot' as BotId, name: 'momentum' },
    instrument: {
      ...{ venue: 'BINANCE', symbol: 'BTCUSDT', base: 'BTC', quote: 'USDT' },
      ...{ priceTick: '0.01', lotStep: '0.00001' },
    },
    ...{ source: 'API', dedupKey: 'k', action: 'ORDER', side: 'BUY', qty: '0.015', price: null },
    ...{ targetQty: null, orderType: 'MARKET', limitPrice: null, triggerPrice: null, refusal: null },
    ...{ status: 'RECEIVED', rejectReason: null, occurredAt: AT, receivedAt: AT, seq: 1 },
    ...changes,
  };
}

test('an_order_says_side_size_and_price_at_the_instruments_places', () => {
  assert.equal(describeOrder(signal({})), 'Buy 0.01500 BTC');
  assert.equal(describeOrder(signal({ side: 'SELL', price: '92000' })), 'Sell 0.01500 BTC at 92,000.00');
  assert.equal(describeOrder(signal({ qty: null })), 'Buy');
});

test('what_is_finer_than_the_instrument_keeps_its_digits', () => {
  const fine = { qty: '0.000001000000', price: '0.000000000001' };
  assert.equal(describeOrder(signal(fine)), 'Buy 0.000001 BTC at 0.000000000001');
  assert.equal(describeTerms(signal({ orderType: 'LIMIT', limitPrice: '91000.001' })), 'Limit 91,000.001');
});

test('a_close_has_no_size', () => {
  assert.equal(describeOrder(signal({ action: 'CLOSE', side: null, qty: null })), 'Close');
});

test('a_target_says_what_to_hold', () => {
  const target = { action: 'TARGET', side: null, qty: null, targetQty: '-0.5' } as const;
  assert.match(describeOrder(signal(target)), /^Hold .0\.50000 BTC$/);
});

test('a_reason_is_split_into_its_rule_and_its_sentence', () => {
  assert.deepEqual(splitReason('min_notional: Refused: the order is too small.'), {
    rule: 'min_notional',
    sentence: 'Refused: the order is too small.',
  });
  assert.deepEqual(splitReason('No such bot.'), { sentence: 'No such bot.' });
});

test('a_screen_reader_hears_who_wants_what', () => {
  assert.equal(announce(signal({})), 'New signal from momentum: Buy 0.01500 BTC, BTCUSDT');
});
