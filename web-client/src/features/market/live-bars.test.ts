import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InfiniteData } from '@tanstack/react-query';
import type { Candle, CandlePageDto, Tick } from '@tickwire/bindings';
import { barsOf, withNewest, withSeen, withTick } from './live-bars';

const MINUTE = 60_000;

function tick(second: number, price: string): Tick {
  return { at: new Date(second * 1_000), price, qty: '1' };
}

function candle(minute: number, close: string, missing = 0): Candle {
  return { openTime: new Date(minute * MINUTE), open: '1', high: '9', low: '1', close, volume: '1', missing };
}

function seenOf(...ticks: Tick[]) {
  return ticks.reduce<readonly ReturnType<typeof barsOf>[number][]>((seen, one) => withTick(seen, one, MINUTE), []);
}

test('ticks of one interval are one bar, and the next interval begins another', () => {
  const seen = seenOf(tick(61, '10.5'), tick(62, '9'), tick(63, '10'), tick(125, '11'), tick(70, '99'));
  assert.deepEqual(seen, [
    { openTime: new Date(MINUTE), open: '10.5', high: '10.5', low: '9', close: '10' },
    { openTime: new Date(2 * MINUTE), open: '11', high: '11', low: '11', close: '11' },
  ]);
});

test('what is stored of a bar and what is seen of it are one', () => {
  const bars = withSeen(barsOf([candle(0, '5'), candle(1, '5', 30)]), seenOf(tick(61, '8'), tick(62, '12')));
  assert.deepEqual(bars.at(-1), { openTime: new Date(MINUTE), open: '1', high: '12', low: '1', close: '12' });
  assert.equal(bars.length, 2);
});

test('a bar that is over is as it was stored, and not as it was seen', () => {
  const bars = withSeen(barsOf([candle(0, '5'), candle(1, '5')]), seenOf(tick(61, '8'), tick(125, '7')));
  assert.deepEqual(
    bars.map(({ close }) => close),
    ['5', '5', '7'],
  );
});

test('a candle that misses some of its minutes says so, unless it is under way', () => {
  const partial = barsOf([candle(0, '5', 2), candle(1, '5', 2)]).map(({ isPartial }) => isPartial);
  assert.deepEqual(partial, [true, undefined]);
});

test('what is read as time goes on follows what is known, however long it goes on', () => {
  const first = { items: [candle(0, '1'), candle(1, '2')], nextCursor: null };
  let known: InfiniteData<CandlePageDto, null> = { pages: [first], pageParams: [null] };
  for (let minute = 1; minute <= 3_000; minute += 1) {
    known = withNewest(known, [candle(minute, 'over'), candle(minute + 1, 'under way')]);
  }
  const items = known.pages[0]?.items ?? [];
  assert.deepEqual(
    items.map(({ openTime }) => openTime.getTime() / MINUTE),
    Array.from({ length: 3_002 }, (_, minute) => minute),
  );
  assert.deepEqual([items[0]?.close, items[1]?.close, items.at(-1)?.close], ['1', 'over', 'under way']);
  assert.equal(withNewest(known, []), known);
});
