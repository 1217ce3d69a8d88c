import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextSort, readSort } from './use-sort';

test('the_url_names_a_column_and_a_direction', () => {
  assert.deepEqual(readSort('net', ['net']), { id: 'net', desc: false });
  assert.deepEqual(readSort('-net', ['net']), { id: 'net', desc: true });
  assert.equal(readSort('nonsense', ['net']), undefined);
  assert.equal(readSort(null, ['net']), undefined);
});

test('a_head_is_pressed_three_times_around', () => {
  assert.equal(nextSort(undefined, 'net', true), '-net');
  assert.equal(nextSort({ id: 'net', desc: true }, 'net', true), 'net');
  assert.equal(nextSort({ id: 'net', desc: false }, 'net', true), undefined);
  assert.equal(nextSort({ id: 'net', desc: false }, 'symbol', false), 'symbol');
});
