import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  absolute,
  compareDecimals,
  formatDecimal,
  percentOf,
  placesOf,
  shownSign,
  subtractDecimals,
  sumDecimals,
} from './decimal';

test('a_step_gives_its_significant_places', () => {
  assert.equal(placesOf('0.01'), 2);
  assert.equal(placesOf('0.010000000000'), 2);
  assert.equal(placesOf('1'), 0);
  assert.equal(placesOf('1.000'), 0);
});

test('sums_are_exact_where_floats_are_not', () => {
  assert.equal(sumDecimals(['0.1', '0.2']), '0.3');
  assert.equal(sumDecimals(['-0.000000000001', '9007199254740993']), '9007199254740992.999999999999');
  assert.equal(sumDecimals(['-0.5', '-0.25']), '-0.75');
  assert.equal(sumDecimals(['1.50', '-1.5']), '0.00');
  assert.equal(sumDecimals([]), '0');
});

test('a_sum_refuses_what_is_not_a_decimal', () => {
  assert.throws(() => sumDecimals(['1', 'NaN']), /not a decimal/);
});

test('places_are_fixed_and_thousands_grouped', () => {
  assert.equal(formatDecimal('1234567.5', { places: 2 }), '1,234,567.50');
  assert.equal(formatDecimal('9007199254740993.25', { places: 2 }), '9,007,199,254,740,993.25');
  assert.equal(formatDecimal('0.00015', { places: 5 }), '0.00015');
  assert.equal(formatDecimal('-3', { places: 0 }), '\u22123');
});

test('a_signed_number_shows_its_sign_unless_it_rounds_to_zero', () => {
  assert.equal(formatDecimal('8.8525', { places: 2, signed: true }), '+8.85');
  assert.equal(formatDecimal('-21.5125', { places: 2, signed: true }), '\u221221.51');
  assert.equal(formatDecimal('-0.001', { places: 2, signed: true }), '0.00');
});

test('the_sign_is_read_from_what_is_shown', () => {
  assert.equal(shownSign('+8.85'), 1);
  assert.equal(shownSign('\u22120.01'), -1);
  assert.equal(shownSign('0.00'), 0);
});

test('absolute_drops_the_sign_alone', () => {
  assert.equal(absolute('-1.250'), '1.250');
  assert.equal(absolute('1.250'), '1.250');
});

test('numbers are ordered exactly', () => {
  assert.equal(compareDecimals('9007199254740992', '9007199254740993'), -1);
  assert.equal(compareDecimals('-0.5', '-0.50'), 0);
  assert.equal(compareDecimals('0.1', '-0.2'), 1);
});

test('a difference is exact', () => {
  assert.equal(subtractDecimals('0.3', '0.1'), '0.2');
  assert.equal(subtractDecimals('1', '-0.000000000001'), '1.000000000001');
});

test('a share is told in percent, rounded half away from zero', () => {
  assert.equal(percentOf('1', '3', 2), '33.33');
  assert.equal(percentOf('37', '311', 1), '11.9');
  assert.equal(percentOf('4961', '10105', 1), '49.1');
  assert.equal(percentOf('1', '800', 2), '0.13');
  assert.equal(percentOf('-1', '800', 2), '-0.13');
  assert.equal(percentOf('1', '-800', 2), '-0.13');
  assert.equal(percentOf('-0.00001', '1', 2), '0.00');
  assert.equal(percentOf('-2500', '10000', 2), '-25.00');
  assert.equal(percentOf('19999.99', '20000', 2), '100.00');
  assert.equal(percentOf('1', '0', 2), '0');
});
