import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BotId, Position, PositionId, PositionStatus } from '@tickwire/bindings';
import { applyRows, rowsOf, type Pages } from '@/trpc/pages';
import { positionRules } from './live';
import { readFilter, type Choice, type Filter } from './query';
import { totalsOf } from './totals';

const START = Date.parse('2026-11-20T12:00:00Z');

function position(n: number, seq: number, status: PositionStatus = 'OPEN', quote = 'USDT'): Position {
  const at = new Date(START + n * 1000);
  return {
    id: `id-${n}` as PositionId,
    bot: { id: 'bot' as BotId, name: 'momentum' },
    instrument: {
      ...{ venue: 'BINANCE', symbol: `BTC${quote}`, base: 'BTC', quote },
      ...{ priceTick: '0.01', lotStep: '0.00001' },
    },
    ...{ status, side: status === 'OPEN' ? 'LONG' : 'FLAT', signedQty: '1', avgPrice: '100' },
    ...{ openCost: '100', grossRealized: '0', fees: '0.1', funding: '0', netPnl: '-0.1' },
    ...{ markPrice: '100.2', markedAt: at, unrealizedPnl: '0.2' },
    ...{ openedAt: at, closedAt: status === 'OPEN' ? null : at, seq },
  };
}

function list(...items: Position[]): Pages<Position> {
  return { pages: [{ items, nextCursor: null, asOf: '7.100' }], pageParams: [null] };
}

const applyPositions = (pages: Pages<Position>, events: Position[], filter: Filter, choice?: Choice) =>
  applyRows(pages, events, positionRules(filter, choice));

const ids = (pages: Pages<Position>) => rowsOf(pages).map((row) => row.id);

test('a_position_that_opens_enters_the_open_list_at_its_place', () => {
  const next = applyPositions(list(position(3, 10), position(1, 9)), [position(2, 11)], 'open');
  assert.deepEqual(ids(next), ['id-3', 'id-2', 'id-1']);
});

test('a_position_that_was_not_asked_for_does_not_enter', () => {
  const long = position(1, 10);
  assert.deepEqual(ids(applyPositions(list(), [long], 'open', { bot: 'bot' as BotId, side: 'LONG' })), ['id-1']);
  for (const choice of [{ side: 'SHORT' }, { bot: 'other' as BotId }, { from: '2026-11-21' }] as Choice[]) {
    assert.deepEqual(ids(applyPositions(list(), [long], 'open', choice)), []);
  }
});

test('a_position_that_closes_leaves_the_open_list_and_enters_the_closed_one', () => {
  const closed = position(1, 12, 'CLOSED');
  assert.deepEqual(ids(applyPositions(list(position(1, 10)), [closed], 'open')), []);
  assert.deepEqual(ids(applyPositions(list(), [closed], 'closed')), ['id-1']);
  assert.deepEqual(ids(applyPositions(list(position(1, 10)), [closed], 'all')), ['id-1']);
});

test('a_position_that_opened_and_closed_in_one_frame_never_shows_as_open', () => {
  const events = [position(1, 10), position(1, 11, 'CLOSED')];
  assert.deepEqual(ids(applyPositions(list(), events, 'open')), []);
});

test('an_older_event_does_not_reach_a_newer_row', () => {
  const start = list(position(1, 12));
  assert.equal(applyPositions(start, [position(1, 11, 'CLOSED')], 'open'), start);
});

test('totals_are_exact_and_keep_currencies_apart', () => {
  const totals = totalsOf([position(1, 1), position(2, 2), position(3, 3, 'OPEN', 'EUR')]);
  assert.deepEqual(totals, [
    { quote: 'EUR', places: 2, unrealized: '0.2' },
    { quote: 'USDT', places: 2, unrealized: '0.4' },
  ]);
});

test('an_unknown_filter_in_the_url_means_open', () => {
  assert.equal(readFilter('closed'), 'closed');
  assert.equal(readFilter('nonsense'), 'open');
  assert.equal(readFilter(['closed', 'open']), 'open');
  assert.equal(readFilter(undefined), 'open');
});
