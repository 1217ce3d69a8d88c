import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readIds } from './compare';

const [A, B] = ['01a1fec1-a187-7708-8158-4d25825a403c', '01a1fec1-a187-7708-8158-4d25825a403d'];

test('what the URL names is looked at once, and what is no id is not', () => {
  assert.deepEqual(readIds([A, B, A.toUpperCase(), 'nonsense']), [A, B]);
  assert.deepEqual(readIds(A), [A]);
  assert.deepEqual(readIds(undefined), []);
});
