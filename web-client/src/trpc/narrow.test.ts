import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BotId } from '@tickwire/bindings';
import { askedOf, isAmong, readNarrow } from './narrow';

const BOT = '0199a000-0000-7000-8000-000000000000' as BotId;
const ROW = { bot: { id: BOT }, instrument: { venue: 'BINANCE', symbol: 'BTCUSDT' } };
const AT = new Date('2026-11-20T23:59:59.999Z');

const of = (search: string) => readNarrow(new URLSearchParams(search));

test('what_is_no_filter_is_none', () => {
  const nothing = { bot: undefined, market: undefined, from: undefined, to: undefined };
  assert.deepEqual(of('bot=x&instrument=BTCUSDT&from=yesterday&to=2026-13-01'), nothing);
  assert.ok(isAmong(ROW, AT, of('')));
});

test('the_last_day_counts_as_a_whole', () => {
  assert.deepEqual(askedOf(of('from=2026-11-20&to=2026-11-20')), {
    ...{ botId: undefined, venue: undefined, symbol: undefined },
    ...{ from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') },
  });
  assert.ok(isAmong(ROW, AT, of('from=2026-11-20&to=2026-11-20')));
  assert.ok(!isAmong(ROW, AT, of('to=2026-11-19')));
  assert.ok(!isAmong(ROW, AT, of('from=2026-11-21')));
});

test('a_row_is_of_the_bot_and_of_the_instrument_at_its_venue', () => {
  assert.ok(isAmong(ROW, AT, of(`bot=${BOT}&instrument=BINANCE:BTCUSDT`)));
  for (const other of [
    'bot=0199a000-0000-7000-8000-000000000001',
    'instrument=KRAKEN:BTCUSDT',
    'instrument=BINANCE:BTCUSD',
  ]) {
    assert.ok(!isAmong(ROW, AT, of(other)), other);
  }
});
