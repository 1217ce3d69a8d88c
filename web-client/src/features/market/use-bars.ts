'use client';
/** An instrument's candles, older ones as they are asked for, and the newest as it happens. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CandleInterval, Tick } from '@tickwire/bindings';
import { useMemo, useState } from 'react';
import { useTRPC } from '@/trpc/client';
import type { Bar } from '@/ui/chart/point';
import { INTERVALS } from './intervals';
import { barsOf, withSeen, withTick } from './live-bars';
import type { Market } from '@/trpc/narrow';
import { candlePages } from './query';
import { useTicks } from './use-ticks';

/** Candles that are over are stored a moment later. */
const STORED_MS = 5_000;
const NEWEST = 1_000;

type Seen = { interval: CandleInterval; bars: readonly Bar[]; tick: Tick | undefined };

export function useBars({ venue, symbol }: Market, interval: CandleInterval) {
  const trpc = useTRPC();
  const stepMs = INTERVALS[interval].ms;
  const pages = useInfiniteQuery(candlePages(trpc, { venue, symbol }, interval));
  const first = pages.data?.pages[0];
  const from = first?.items.at(-1)?.openTime;
  const newest = useQuery({
    ...trpc.market.candles.queryOptions({ venue, symbol, interval, from, limit: NEWEST }),
    enabled: first !== undefined,
    refetchInterval: STORED_MS,
  });
  const [seen, setSeen] = useState<Seen>({ interval, bars: [], tick: undefined });
  useTicks({ venue, symbol }, (tick) =>
    setSeen((last) => ({ interval, bars: withTick(last.interval === interval ? last.bars : [], tick, stepMs), tick })),
  );
  const stored = useMemo(() => {
    const older = pages.data?.pages.toReversed().flatMap((page) => page.items) ?? [];
    const newer = newest.data?.items ?? [];
    const begin = newer[0]?.openTime;
    return barsOf([...(begin ? older.filter(({ openTime }) => openTime < begin) : older), ...newer]);
  }, [pages.data, newest.data]);
  const bars = useMemo(
    () => (seen.interval === interval ? withSeen(stored, seen.bars) : stored),
    [stored, seen, interval],
  );
  return { pages, bars, stepMs, tick: seen.tick };
}
