import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readText, writeText } from './json-text';

const sentenceOf = (text: string) => {
  const read = readText(text);
  return 'sentence' in read ? read.sentence : undefined;
};

test('what_was_written_is_read_again', () => {
  const content = { symbol: 'BTCUSDT', limits: { qty: '0.10', levels: [1, 2.5] } };
  assert.deepEqual(readText(writeText(content)), { content });
});

test('what_is_no_object_is_refused_in_a_sentence', () => {
  assert.match(sentenceOf('') ?? '', /Enter an object/);
  assert.match(sentenceOf('[1]') ?? '', /has to be an object/);
  assert.match(sentenceOf('null') ?? '', /has to be an object/);
  assert.match(sentenceOf('{\n  "a": 1,\n  "b" 2\n}') ?? '', /line 3/);
});

test('a_number_that_would_lose_digits_is_refused_and_as_text_it_is_not', () => {
  assert.match(sentenceOf('{"a": 0.1234567890123456}') ?? '', /Write 0\.1234567890123456 in quotes/);
  assert.match(sentenceOf('{"a": -9007199254740993}') ?? '', /in quotes/);
  assert.equal(sentenceOf('{"a": "9007199254740993.25", "b": 0.00001, "c": 1e20}'), undefined);
});
