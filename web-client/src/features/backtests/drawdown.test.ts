import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Point } from '@/ui/chart/point';
import { drawdownOf, returnOf } from './drawdown';

function equity(...values: string[]): Point[] {
  return values.map((value, day) => [new Date(day * 86_400_000), value]);
}

test('a drawdown is told from the highest before, the beginning included', () => {
  const values = drawdownOf(equity('9000', '12000', '9000', '12000.5'), '10000').map(([, value]) => value);
  assert.deepEqual(values, ['-10.00', '0', '-25.00', '0']);
});

test('what is less than a hundredth of a percent below is no minus zero', () => {
  const values = drawdownOf(equity('9999.9999'), '10000').map(([, value]) => value);
  assert.deepEqual(values, ['0']);
});

test('a return is told from the beginning', () => {
  const values = returnOf(equity('9000', '12345.6'), '10000').map(([, value]) => value);
  assert.deepEqual(values, ['-10.00', '23.46']);
});
