import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BotEquity, Position } from '@tickwire/bindings';
import { countToday, todayOf } from './today';

const NOW = new Date('2026-11-20T00:30:00Z');

function closed(at: string, netPnl: string): Position {
  const trade: Pick<Position, 'closedAt' | 'netPnl'> = { closedAt: new Date(at), netPnl };
  return trade as Position;
}

test('what_was_closed_since_midnight_is_counted_and_what_was_won_among_it', () => {
  const trades = [
    closed('2026-11-20T00:20:00Z', '1.5'),
    closed('2026-11-20T00:10:00Z', '-0.01'),
    closed('2026-11-20T00:00:00Z', '0.00'),
    closed('2026-11-19T23:59:59Z', '9'),
  ];
  assert.equal(countToday(trades, NOW), '3, 1 won');
  assert.equal(countToday(trades.slice(3), NOW), '0');
});

test('of_more_than_were_read_it_says_so', () => {
  const trades = Array.from({ length: 50 }, () => closed('2026-11-20T00:20:00Z', '1'));
  assert.equal(countToday(trades, NOW), '50+');
});

test('what_a_bot_came_to_yesterday_is_not_of_today', () => {
  const told = (at: string, today: string) => ({ at: new Date(at), today }) as BotEquity;
  const bots = [told('2026-11-19T23:59:59Z', '250'), told('2026-11-20T00:00:01Z', '-1.5')];
  assert.equal(todayOf(bots, new Date('2026-11-19T23:59:59Z')), '248.5');
  assert.equal(todayOf(bots, NOW), '-1.5');
  assert.equal(todayOf([], NOW), '0');
});
