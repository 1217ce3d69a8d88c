import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf } from './csv';

const fields = [
  ['name', ({ name }: { name: string }) => name],
  ['at', () => new Date(0)],
] as const;

const line = (name: string) => csvOf(fields, [{ name }]).split('\r\n')[1];

test('a file has a line of names and a line a row', () => {
  assert.equal(csvOf(fields, [{ name: 'a' }]), 'name,at\r\na,1970-01-01T00:00:00.000Z\r\n');
});

test('what would end a field is quoted', () => {
  assert.equal(line('a "b", c'), '"a ""b"", c",1970-01-01T00:00:00.000Z');
});

test('a name is no formula, and a number stays one', () => {
  assert.match(line('=1+1') ?? '', /^'=1\+1,/);
  assert.match(line('-cmd') ?? '', /^'-cmd,/);
  assert.match(line('-1.5') ?? '', /^-1\.5,/);
});
