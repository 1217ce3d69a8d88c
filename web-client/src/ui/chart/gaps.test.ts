import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countMissing, withGaps } from './gaps';

const MINUTE = 60_000;

function bars(...minutes: number[]) {
  const at = (minute: number) => ({ openTime: new Date(minute * MINUTE), open: '1', high: '1', low: '1', close: '1' });
  return minutes.map(at);
}

test('a gap is left free, bar by bar', () => {
  const rows = withGaps(bars(0, 1, 4), MINUTE);
  const times = rows.map((row) => (row instanceof Date ? `gap ${row.getTime() / MINUTE}` : 'bar'));
  assert.deepEqual(times, ['bar', 'bar', 'gap 2', 'gap 3', 'bar']);
  assert.equal(countMissing(bars(0, 1, 4, 6), MINUTE), 3);
});

test('a long gap takes no more room than that it is seen', () => {
  assert.equal(withGaps(bars(0, 10_000), MINUTE).length, 62);
  assert.equal(countMissing(bars(0, 10_000), MINUTE), 9_999);
});
