import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Backtest } from '@tickwire/bindings';
import { applyBacktests } from './live';

function backtest(id: string, status: Backtest['status'], seq: number, second = 0): Backtest {
  return { id, status, seq, createdAt: new Date(second * 1_000) } as Backtest;
}

test('a new one comes first, and what is told late changes nothing', () => {
  const list = { pages: [{ items: [backtest('a', 'FINISHED', 9)], nextCursor: null, asOf: '' }], pageParams: [null] };
  const after = applyBacktests(list, [backtest('b', 'QUEUED', 10, 5), backtest('a', 'RUNNING', 8)]);
  assert.deepEqual(after.pages[0]?.items, [backtest('b', 'QUEUED', 10, 5), backtest('a', 'FINISHED', 9)]);
});
