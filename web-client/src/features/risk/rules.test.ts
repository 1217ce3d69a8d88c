import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatLimit, formatSeconds, hasPlace, refusalName } from './rules';

test('a limit is written in what it counts', () => {
  assert.equal(formatLimit('25000', 'money'), '25,000.00');
  assert.equal(formatLimit('0.125', 'money'), '0.125');
  assert.equal(formatLimit('0.2', 'share'), '20 %');
  assert.equal(formatLimit('0.125', 'share'), '12.5 %');
  assert.equal(formatLimit('2', 'times'), '2 ×');
  assert.equal(formatLimit('1.23456', 'times'), '1.23 ×');
  assert.equal(formatLimit('12', 'count'), '12');
});

test('seconds are told by their two largest parts', () => {
  assert.equal(formatSeconds('0'), '0 s');
  assert.equal(formatSeconds('45.9'), '45 s');
  assert.equal(formatSeconds('3600'), '1 h');
  assert.equal(formatSeconds('5400'), '1 h 30 min');
  assert.equal(formatSeconds('86399'), '23 h 59 min');
  assert.equal(formatSeconds('172800'), '2 d');
});

test('what refused has a name, and a place where there is something to set', () => {
  assert.equal(refusalName('order_rate'), 'Orders in a minute');
  assert.equal(refusalName('kill_switch'), 'Trading is halted');
  assert.equal(refusalName('min_qty'), 'min qty');
  assert.ok(hasPlace('signal_age') && hasPlace('pair_lock') && !hasPlace('min_qty'));
});
