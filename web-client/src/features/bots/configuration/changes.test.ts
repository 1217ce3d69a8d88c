import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesBetween } from './changes';

test('the_same_has_no_changes_in_whatever_order_its_names_are', () => {
  assert.deepEqual(changesBetween({ a: 1, b: { c: [1, 2], d: null } }, { b: { d: null, c: [1, 2] }, a: 1 }), []);
});

test('a_change_says_its_whole_path', () => {
  assert.deepEqual(
    changesBetween({ strategy: { type: 'RSI', period: 14 } }, { strategy: { type: 'RSI', period: 7 } }),
    [{ path: 'strategy.period', before: 14, after: 7 }],
  );
});

test('what_comes_and_what_goes_have_one_side', () => {
  assert.deepEqual(changesBetween({ old: true }, { limits: [{ 'max qty': '1' }] }), [
    { path: 'limits', before: undefined, after: [{ 'max qty': '1' }] },
    { path: 'old', before: true, after: undefined },
  ]);
});

test('lists_are_compared_place_by_place', () => {
  assert.deepEqual(changesBetween({ symbols: ['A', 'B'] }, { symbols: ['A', 'C', 'D'] }), [
    { path: 'symbols[1]', before: 'B', after: 'C' },
    { path: 'symbols[2]', before: undefined, after: 'D' },
  ]);
});

test('a_name_that_is_no_word_stands_in_quotes', () => {
  const [change] = changesBetween({ limits: { 'max qty': 1 } }, { limits: { 'max qty': 2 } });
  assert.equal(change?.path, 'limits["max qty"]');
});

test('null_and_nothing_are_two_things_and_so_are_text_and_number', () => {
  assert.equal(changesBetween({ a: null }, {}).length, 1);
  assert.equal(changesBetween({ a: '1' }, { a: 1 }).length, 1);
  assert.equal(changesBetween({ a: [1] }, { a: { 0: 1 } }).length, 1);
});
