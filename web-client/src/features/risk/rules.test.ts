import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { formatLimit, formatSeconds, formatUsed, hasPlace, refusalName } from './rules';

test('a limit is written in what it counts', () => {
  assert.equal(formatLimit('25000', 'money'), '25,000.00');
  assert.equal(formatLimit('0.125', 'money'), '0.125');
  assert.equal(formatLimit('0.2', 'share'), '20 %');
  assert.equal(formatLimit('0.125', 'share'), '12.5 %');
  assert.equal(formatLimit('2', 'times'), '2 ×');
  assert.equal(formatLimit('12', 'count'), '12');
  assert.equal(formatLimit('5400', 'seconds'), '1 h 30 min');
});

test('a limit has all of its digits', () => {
  assert.equal(formatLimit('1.23456', 'times'), '1.23456 ×');
  assert.equal(formatLimit('0.001000000000', 'times'), '0.001 ×');
  assert.equal(formatLimit('0.00001', 'share'), '0.001 %');
  assert.equal(formatLimit('0.000000000001', 'share'), '0.0000000001 %');
  assert.equal(formatLimit('1.5', 'seconds'), '1.5 s');
  assert.equal(formatLimit('0.25', 'seconds'), '0.25 s');
  assert.equal(formatLimit('90061.50', 'seconds'), '1 d 1 h 1 min 1.5 s');
});

test('what is used is rounded, but no coarser than its limit', () => {
  assert.equal(formatUsed('1.23456', '2', 'times'), '1.23 ×');
  assert.equal(formatUsed('0.0487654', '0.001', 'times'), '0.049 ×');
  assert.equal(formatUsed('0.0123456', '0.2', 'share'), '1.23 %');
  assert.equal(formatUsed('0.0000042', '0.00001', 'share'), '0.000 %');
  assert.equal(formatUsed('0.0000042', '0.000009', 'share'), '0.0004 %');
  assert.equal(formatUsed('0.125', '25000', 'money'), '0.125');
});

test('seconds are told by their two largest parts', () => {
  assert.equal(formatSeconds('0'), '0 s');
  assert.equal(formatSeconds('45.9'), '45 s');
  assert.equal(formatSeconds('3600'), '1 h');
  assert.equal(formatSeconds('5400'), '1 h 30 min');
  assert.equal(formatSeconds('86399'), '23 h 59 min');
  assert.equal(formatSeconds('86399.5'), '23 h 59 min');
  assert.equal(formatSeconds('172800'), '2 d');
});

test('what refused has a name, and a place where there is something to set', () => {
  assert.equal(refusalName('order_rate'), 'Orders in a minute');
  assert.equal(refusalName('kill_switch'), 'Trading is halted');
  assert.equal(refusalName('min_qty'), 'Smallest quantity');
  assert.equal(refusalName('of_tomorrow'), 'of tomorrow');
  assert.ok(hasPlace('signal_age') && hasPlace('pair_lock') && !hasPlace('min_qty'));
});

test('every rule of the server has its words', () => {
  const source = readFileSync(new URL('../../../../crates/trading/src/risk/refusal.rs', import.meta.url), 'utf8');
  const names = [...source.matchAll(/^ {4}\w+ = "(\w+)",$/gm)].map(([, name]) => name ?? '');
  // What an acceptance is stored under refuses nothing.
  const refusing = names.filter((name) => name !== 'every_rule');
  assert.ok(refusing.includes('amount_range'));
  assert.deepEqual(
    refusing.filter((name) => refusalName(name) === name.replaceAll('_', ' ')),
    [],
  );
});
