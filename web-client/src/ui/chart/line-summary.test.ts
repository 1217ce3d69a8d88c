import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeLines } from './line-summary';
import type { Line } from './point';

const SCALE = { places: 2, unit: 'USDT' };

function line(name: string, ...values: string[]): Line {
  return { name, tone: 'ink', points: values.map((value, hour) => [new Date(Date.UTC(2026, 0, 1, hour)), value]) };
}

test('a line is told by its ends and its extremes', () => {
  assert.equal(
    describeLines([line('Equity', '10000', '9800.5', '11400', '11234.504')], SCALE, 'UTC'),
    'From 10,000.00 USDT on 01 Jan 2026, 00:00 to 11,234.50 on 01 Jan 2026, 03:00; lowest 9,800.50, highest 11,400.00.',
  );
});

test('numbers that floats cannot tell apart are told apart', () => {
  const text = describeLines([line('Equity', '9007199254740992', '9007199254740993')], SCALE, 'UTC');
  assert.match(text, /highest 9,007,199,254,740,993\.00/);
});

test('several lines have their names, and those without a point say nothing', () => {
  const text = describeLines([line('First', '1'), line('Second', '2'), line('Third')], SCALE, 'UTC');
  assert.equal(text, 'First: 1.00 USDT on 01 Jan 2026, 00:00. Second: 2.00 USDT on 01 Jan 2026, 00:00.');
});
