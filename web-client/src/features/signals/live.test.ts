import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BotId, Signal, SignalId, SignalStatus } from '@tickwire/bindings';
import { rowsOf, type Pages } from '@/trpc/pages';
import { applySignals, FEED_LIMIT } from './live';
import { PAGE_SIZE } from './query';

const START = Date.parse('2026-11-20T12:00:00Z');

/** The `n`th signal, received `n` seconds after the start. */
function signal(n: number, seq: number, status: SignalStatus = 'RECEIVED'): Signal {
  const at = new Date(START + n * 1000);
  return {
    id: `id-${String(n).padStart(4, '0')}` as SignalId,
    bot: { id: 'bot' as BotId, name: 'momentum' },
    instrument: {
      ...{ venue: 'BINANCE', symbol: 'BTCUSDT', base: 'BTC', quote: 'USDT' },
      ...{ priceTick: '0.01', lotStep: '0.00001' },
    },
    ...{ source: 'API', dedupKey: String(n), action: 'ORDER', side: 'BUY', qty: '1', price: null },
    ...{ targetQty: null, orderType: 'MARKET', limitPrice: null, triggerPrice: null, refusal: null },
    ...{ status, rejectReason: null, occurredAt: at, receivedAt: at, seq },
  };
}

function feed(items: Signal[], nextCursor: string | null = null): Pages<Signal> {
  return { pages: [{ items, nextCursor, asOf: '7.100' }], pageParams: [null] };
}

const summary = (pages: Pages<Signal>) => rowsOf(pages).map((row) => `${row.id} ${row.status}`);

test('a_new_signal_enters_at_the_top', () => {
  const next = applySignals(feed([signal(1, 10)]), [signal(2, 11)]);
  assert.deepEqual(summary(next), ['id-0002 RECEIVED', 'id-0001 RECEIVED']);
});

test('a_change_replaces_its_row_in_place', () => {
  const start = feed([signal(2, 11), signal(1, 10)]);
  const next = applySignals(start, [signal(1, 12, 'EXECUTED')]);
  assert.deepEqual(summary(next), ['id-0002 RECEIVED', 'id-0001 EXECUTED']);
});

test('what_is_at_or_below_a_rows_seq_is_dropped', () => {
  const start = feed([signal(1, 12, 'EXECUTED')]);
  assert.equal(applySignals(start, [signal(1, 12), signal(1, 10, 'ACCEPTED')]), start);
});

test('replaying_everything_changes_nothing', () => {
  const events = [signal(1, 10), signal(2, 11), signal(1, 12, 'ACCEPTED'), signal(1, 13, 'EXECUTED')];
  const once = applySignals(feed([]), events);
  assert.equal(applySignals(once, events), once);
});

test('a_change_may_overtake_the_signal_it_belongs_to', () => {
  const changed = applySignals(feed([signal(1, 10)]), [signal(2, 12, 'ACCEPTED')]);
  const late = applySignals(changed, [signal(2, 11)]);
  assert.deepEqual(summary(late), ['id-0002 ACCEPTED', 'id-0001 RECEIVED']);
});

test('signals_of_one_instant_are_ordered_by_id', () => {
  const twin = { ...signal(2, 11), receivedAt: signal(1, 10).receivedAt };
  assert.deepEqual(summary(applySignals(feed([signal(1, 10)]), [twin])), ['id-0002 RECEIVED', 'id-0001 RECEIVED']);
});

test('a_change_to_a_signal_on_a_page_not_yet_read_is_left_to_that_page', () => {
  const start = feed([signal(5, 10)], 'more');
  assert.equal(applySignals(start, [signal(1, 11, 'EXECUTED')]), start);
  assert.equal(rowsOf(applySignals(feed([signal(5, 10)]), [signal(1, 11)])).length, 2);
});

test('the_feed_stays_bounded_and_keeps_the_newest', () => {
  const events = Array.from({ length: FEED_LIMIT + 5 }, (_, n) => signal(n, n + 10));
  const full = applySignals(feed([]), events);
  assert.equal(rowsOf(full).length, FEED_LIMIT);
  assert.equal(rowsOf(full)[0]?.id, 'id-0104');
  assert.equal(rowsOf(full).at(-1)?.id, 'id-0005');
  assert.equal(full.pages.at(-1)?.nextCursor, 'id-0005', 'what was cut off is read from there');
});

test('pages_that_a_person_has_loaded_stay', () => {
  const rows = Array.from({ length: FEED_LIMIT + PAGE_SIZE }, (_, n) => signal(900 - n, 10));
  const [first, second] = [rows.slice(0, FEED_LIMIT), rows.slice(FEED_LIMIT)];
  const start: Pages<Signal> = {
    pages: [
      { items: first, nextCursor: 'second', asOf: '7.100' },
      { items: second, nextCursor: 'third', asOf: '7.100' },
    ],
    pageParams: [null, 'second'],
  };
  const next = applySignals(start, [signal(900, 11, 'EXECUTED')]);
  assert.equal(rowsOf(next).length, FEED_LIMIT + PAGE_SIZE);
  assert.equal(next.pages.at(-1)?.nextCursor, 'third');
});
