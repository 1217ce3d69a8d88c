'use client';
/** An instrument's candles, older ones as they are asked for, and the newest as it happens. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CandleInterval, CandlePageDto, Tick } from '@tickwire/bindings';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { readAgain } from '@/trpc/read-again';
import type { Bar } from '@/ui/chart/point';
import { INTERVALS } from './intervals';
import { barsOf, withNewest, withSeen, withTick } from './live-bars';
import type { Market } from '@/trpc/narrow';
import { candlePages } from './query';
import { useTicks } from './use-ticks';

/** Candles that are over are stored a moment later. */
const STORED_MS = 5_000;
const NEWEST = 1_000;

type Seen = { interval: CandleInterval; bars: readonly Bar[]; tick: Tick | undefined };

export function useBars({ venue, symbol }: Market, interval: CandleInterval) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const stepMs = INTERVALS[interval].ms;
  const query = candlePages(trpc, { venue, symbol }, interval);
  const pages = useInfiniteQuery(query);
  const last = pages.data?.pages[0]?.items.at(-1)?.openTime;
  const newest = useQuery({
    ...trpc.market.candles.queryOptions({ venue, symbol, interval, from: last, limit: NEWEST }),
    enabled: pages.data !== undefined,
    refetchInterval: STORED_MS,
    gcTime: STORED_MS,
  });
  // What is stored in a list that is being read is undone by its answer, and hides why it could not be.
  const isSettled = !pages.isFetching && !pages.error;
  const onNewest = useEffectEvent((page: CandlePageDto) => {
    // More came since than one page holds: it begins anew.
    if (last !== undefined && page.nextCursor !== null) readAgain(cache, query.queryKey);
    else cache.setQueryData(query.queryKey, (known) => known && withNewest(known, page.items));
  });
  useEffect(() => {
    if (newest.data && isSettled) onNewest(newest.data);
  }, [newest.data, isSettled]);
  const [seen, setSeen] = useState<Seen>({ interval, bars: [], tick: undefined });
  useTicks({ venue, symbol }, (tick) =>
    setSeen((last) => ({ interval, bars: withTick(last.interval === interval ? last.bars : [], tick, stepMs), tick })),
  );
  const stored = useMemo(
    () => barsOf(pages.data?.pages.toReversed().flatMap((page) => page.items) ?? []),
    [pages.data],
  );
  const bars = useMemo(
    () => (seen.interval === interval ? withSeen(stored, seen.bars) : stored),
    [stored, seen, interval],
  );
  return { pages, bars, stepMs, tick: seen.tick };
}
