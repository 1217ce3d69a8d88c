'use client';
/** The positions that were closed last, kept current by `positions.onChange`. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Position } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { liveClient } from '@/trpc/socket';
import { useLiveList } from '@/trpc/use-live-list';
import { LAST, lastTrades } from './query';
import { closedAt } from './use-trades';

/** The last trades, as the cache has them. */
export function useLastTrades() {
  return useInfiniteQuery(lastTrades(useTRPC()));
}

/** The same, kept current. Mount it once: it holds a subscription. */
export function useLiveLastTrades(): ReturnType<typeof useLastTrades> {
  const list = useLastTrades();
  useLiveList<Position>({
    list,
    queryKey: lastTrades(useTRPC()).queryKey,
    open: (from, handlers) => [liveClient().positions.onChange.subscribe({ lastEventId: from }, handlers)],
    since: closedAt,
    belongs: (position) => position.status === 'CLOSED',
    limit: LAST,
  });
  return list;
}
