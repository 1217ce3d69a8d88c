import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BotEquity, BotId, Equity } from '@tickwire/bindings';
import { applyEquity } from './live';

const START = Date.parse('2026-11-20T12:00:00Z');

function came(bot: string, second: number, realized: string, unrealized: string, today = '0'): BotEquity {
  return {
    bot: { id: bot as BotId, name: bot },
    currency: 'USDT',
    realized,
    unrealized,
    today,
    exposure: '0',
    openPositions: 1,
    at: new Date(START + second * 1000),
  };
}

const EMPTY: Equity = {
  currency: 'USDT',
  startingBalance: '100000',
  equity: '100000',
  today: '0',
  bots: [],
  points: [],
  asOf: '1.0',
};

test('sums_are_exact_over_all_bots', () => {
  const curve = applyEquity(EMPTY, [came('a', 0, '0.1', '0.2', '0.3'), came('b', 1, '-0.000000000001', '0', '1')], {});
  assert.equal(curve.equity, '100000.299999999999');
  assert.equal(curve.today, '1.3');
  assert.deepEqual(
    curve.points.map(({ equity }) => equity),
    ['100000.3', '100000.299999999999'],
  );
});

test('an_older_event_changes_nothing', () => {
  const curve = applyEquity(EMPTY, [came('a', 5, '1', '0')], {});
  assert.equal(applyEquity(curve, [came('a', 4, '9', '0')], {}), curve);
});

test('a_bots_curve_is_of_its_own_events', () => {
  const of = { botId: 'a' as BotId };
  const curve = applyEquity(EMPTY, [came('b', 1, '5', '0'), came('a', 2, '1', '0')], of);
  assert.equal(curve.equity, '100001');
  assert.equal(curve.points.length, 1);
});

test('changes_of_one_second_are_one_point', () => {
  const curve = applyEquity(EMPTY, [came('a', 1, '1', '0'), came('b', 1.5, '1', '0')], {});
  assert.deepEqual(
    curve.points.map(({ equity }) => equity),
    ['100002'],
  );
});

test('the_last_point_moves_until_it_is_as_far_from_the_one_before_as_the_others_are_from_each_other', () => {
  const minutes = [0, 60, 120].map((second) => ({ at: new Date(START + second * 1000), equity: '100000' }));
  let curve: Equity = { ...EMPTY, points: minutes };
  const seconds = () => curve.points.map(({ at }) => (at.getTime() - START) / 1000);
  curve = applyEquity(curve, [came('a', 125, '1', '0')], {});
  assert.deepEqual(seconds(), [0, 60, 120, 125]);
  curve = applyEquity(curve, [came('a', 150, '2', '0')], {});
  assert.deepEqual(seconds(), [0, 60, 120, 150]);
  curve = applyEquity(curve, [came('a', 181, '3', '0'), came('a', 182, '4', '0')], {});
  assert.deepEqual(seconds(), [0, 60, 120, 181, 182]);
  assert.equal(curve.points.at(-1)?.equity, '100004');
});

test('a_curve_that_is_watched_all_day_stays_small_and_keeps_both_its_ends', () => {
  let curve = EMPTY;
  for (let second = 0; second < 20_000; second += 1) {
    curve = applyEquity(curve, [came('a', second, String(second), '0')], { hours: 24 });
  }
  assert.ok(curve.points.length <= 1_200 && curve.points.length > 300, String(curve.points.length));
  assert.equal(curve.points[0]?.at.getTime(), START);
  assert.equal(curve.points.at(-1)?.equity, '119999');
});
