import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAge, formatClock, formatShort, isZone } from './time';

const NOW = new Date('2026-11-20T23:30:00Z');

test('ages_use_the_largest_unit_that_fits', () => {
  const ago = (seconds: number) => formatAge(new Date(NOW.getTime() - seconds * 1000), NOW);
  assert.deepEqual(
    [ago(0), ago(59), ago(60), ago(3_599), ago(3_600), ago(86_399), ago(86_400), ago(-5)],
    ['0 s', '59 s', '1 min', '59 min', '1 h', '23 h', '1 d', '0 s'],
  );
});

test('the_clock_follows_the_zone', () => {
  assert.equal(formatClock(NOW, 'UTC'), '23:30:00');
  assert.equal(formatClock(NOW, 'Asia/Tokyo'), '08:30:00');
  assert.equal(formatClock(new Date('2026-11-20T00:00:05Z'), 'UTC'), '00:00:05');
});

test('earlier_days_show_the_day_and_earlier_years_the_year', () => {
  assert.equal(formatShort(new Date('2026-11-20T09:00:00Z'), NOW, 'UTC'), '09:00:00');
  assert.equal(formatShort(new Date('2026-11-19T23:59:59Z'), NOW, 'UTC'), '19 Nov 23:59');
  assert.equal(formatShort(new Date('2025-11-20T23:30:00Z'), NOW, 'UTC'), '20 Nov 2025');
  assert.equal(formatShort(new Date('2026-11-20T09:00:00Z'), NOW, 'Asia/Tokyo'), '20 Nov 18:00');
});

test('a_made_up_zone_is_refused', () => {
  assert.equal(isZone('Europe/Berlin'), true);
  assert.equal(isZone('Mars/Base'), false);
});
