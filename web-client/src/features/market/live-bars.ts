/** The bar that is under way: what was stored of it, and what has been seen since. */
import type { InfiniteData } from '@tanstack/react-query';
import type { Candle, CandlePageDto, Tick } from '@tickwire/bindings';
import { compareDecimals } from '@/format/decimal';
import type { Bar } from '@/ui/chart/point';

/** Bars that were seen and may not be stored yet. */
const KEPT = 5;

/** The pages, the newest first, with candles that were read since: the first of them is as far as the pages knew. */
export function withNewest<Cursor>(
  known: InfiniteData<CandlePageDto, Cursor>,
  newer: readonly Candle[],
): InfiniteData<CandlePageDto, Cursor> {
  const [newest, ...older] = known.pages;
  const [from] = newer;
  if (!newest || !from) return known;
  const items = [...newest.items.filter(({ openTime }) => openTime < from.openTime), ...newer];
  return { ...known, pages: [{ ...newest, items }, ...older] };
}

/** The bars that are seen, with one more tick. */
export function withTick(seen: readonly Bar[], { price, at }: Tick, stepMs: number): readonly Bar[] {
  const openTime = new Date(Math.floor(at.getTime() / stepMs) * stepMs);
  const last = seen.at(-1);
  if (last && openTime < last.openTime) return seen;
  if (last && openTime.getTime() === last.openTime.getTime()) {
    return [...seen.slice(0, -1), { ...joined(last, { high: price, low: price }), close: price }];
  }
  return [...seen, { openTime, open: price, high: price, low: price, close: price }].slice(-KEPT);
}

/** Stored candles as bars. Of the last one there may be more to come: nothing of it is missing yet. */
export function barsOf(candles: readonly Candle[]): Bar[] {
  const last = candles.length - 1;
  return candles.map(({ openTime, open, high, low, close, missing }, index) => {
    const bar = { openTime, open, high, low, close };
    return missing > 0 && index < last ? { ...bar, isPartial: true } : bar;
  });
}

/** What is stored, and after it what is seen; of a bar that is both, the most of it. */
export function withSeen(stored: readonly Bar[], seen: readonly Bar[]): readonly Bar[] {
  const last = stored.at(-1);
  if (!last) return seen;
  const later = seen.filter(({ openTime }) => openTime > last.openTime);
  const same = seen.find(({ openTime }) => openTime.getTime() === last.openTime.getTime());
  // One that another has followed is over, and stored as it was.
  if (!same || later.length > 0) return later.length > 0 ? [...stored, ...later] : stored;
  return [...stored.slice(0, -1), { ...joined(last, same), close: same.close }];
}

function joined(bar: Bar, { high, low }: { high: string; low: string }): Bar {
  return {
    ...bar,
    high: compareDecimals(high, bar.high) > 0 ? high : bar.high,
    low: compareDecimals(low, bar.low) < 0 ? low : bar.low,
  };
}
