import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdRows } from './held-rows';

const row = (id: string, note = '') => ({ id, note });
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).join('');

test('a_table_that_is_not_held_shows_its_rows', () => {
  const rows = [row('b'), row('a')];
  assert.equal(holdRows(rows, undefined).shown, rows);
});

test('what_comes_above_waits_and_what_is_read_below_follows', () => {
  const held = holdRows([row('e'), row('d'), row('c'), row('b'), row('a')], [row('c'), row('b')]);
  assert.equal(ids(held.shown), 'cba');
  assert.equal(held.waiting, 2);
});

test('a_row_that_changes_changes_in_its_place', () => {
  const held = holdRows([row('a', 'new'), row('b')], [row('b'), row('a', 'old')]);
  assert.deepEqual(held.shown, [row('b'), row('a', 'new')]);
  assert.equal(held.waiting, 0);
});

test('a_row_that_leaves_stays_as_it_was_until_the_table_is_let_go', () => {
  const held = holdRows([row('c'), row('a')], [row('b', 'last'), row('a')]);
  assert.deepEqual(held.shown, [row('b', 'last'), row('a')]);
  assert.deepEqual([...held.gone], ['b']);
  assert.equal(held.waiting, 1);
});

test('other_rows_altogether_follow_what_was_held', () => {
  assert.equal(ids(holdRows([row('z')], [row('a')]).shown), 'az');
});
