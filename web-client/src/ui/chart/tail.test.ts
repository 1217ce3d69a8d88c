import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tailOf } from './tail';

const row = (time: number, value = '') => ({ time, value });
const [a, b, c, d] = [row(1), row(2), row(3), row(4)];
const timeOf = ({ time }: { time: number }) => time;
const isSame = (x: { value: string }, y: { value: string }) => x.value === y.value;

test('rows after the last are new, and so is the last one where it has changed', () => {
  assert.deepEqual(tailOf([a, b], [a, b], timeOf), []);
  assert.deepEqual(tailOf([a, b], [a, b, c, d], timeOf), [c, d]);
  assert.deepEqual(tailOf([a, b], [a, row(2, 'new'), c], timeOf), [row(2, 'new'), c]);
});

test('a series that begins anew, or ends earlier, is another one', () => {
  assert.equal(tailOf([a, b], [b, c, d], timeOf), undefined);
  assert.equal(tailOf([a, b, c], [a, b], timeOf), undefined);
  assert.equal(tailOf([], [a], timeOf), undefined);
});

test('so is one with a row between those that there were', () => {
  assert.equal(tailOf([a, c], [a, b, c], timeOf), undefined);
  assert.equal(tailOf([a, c], [a, d], timeOf), undefined);
});

test('rows that were read again are the same where they say the same', () => {
  const rows = (...values: string[]) => values.map((value, time) => row(time, value));
  assert.deepEqual(tailOf(rows('1', '2'), rows('1', '2', '3'), timeOf, isSame), rows('1', '2', '3').slice(2));
  assert.deepEqual(tailOf(rows('1', '2'), rows('1', '4', '3'), timeOf, isSame), rows('1', '4', '3').slice(1));
  assert.equal(tailOf(rows('1', '2'), rows('0', '2', '3'), timeOf, isSame), undefined);
});
