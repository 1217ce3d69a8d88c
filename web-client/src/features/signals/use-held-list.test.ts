import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitHeld } from './use-held-list';

const ROWS = [{ id: 'c' }, { id: 'b' }, { id: 'a' }];

test('a_list_that_is_not_held_shows_everything', () => {
  assert.deepEqual(splitHeld(ROWS, undefined), { shown: ROWS, waiting: 0 });
});

test('what_came_above_the_held_row_waits', () => {
  assert.deepEqual(splitHeld(ROWS, 'b'), { shown: [{ id: 'b' }, { id: 'a' }], waiting: 1 });
});

test('a_held_row_that_is_gone_holds_nothing_back', () => {
  assert.deepEqual(splitHeld(ROWS, 'z'), { shown: ROWS, waiting: 0 });
});
