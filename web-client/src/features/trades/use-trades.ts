'use client';
/** `trades.list` kept current by `positions.onChange`, and `fills.list` by `fills.onNew`. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Fill, Position } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { isAmong, type Narrow } from '@/trpc/narrow';
import { liveClient } from '@/trpc/socket';
import { useLiveList } from '@/trpc/use-live-list';
import { fillPages, tradePages, type FillFilter } from './filter';

/** When a trade came to be. */
export function closedAt({ closedAt, openedAt }: Position): Date {
  return closedAt ?? openedAt;
}

/** Mount it once: it holds its subscription. */
export function useLiveTrades(filter: Narrow) {
  const query = tradePages(useTRPC(), filter);
  const list = useInfiniteQuery(query);
  useLiveList<Position>({
    list,
    queryKey: query.queryKey,
    open: (from, handlers) => [liveClient().positions.onChange.subscribe({ lastEventId: from }, handlers)],
    since: closedAt,
    belongs: (trade) => trade.status === 'CLOSED' && isAmong(trade, closedAt(trade), filter),
  });
  return list;
}

/** Mount it once: it holds its subscription. */
export function useLiveFills(filter: FillFilter, pageSize?: number) {
  const query = fillPages(useTRPC(), filter, pageSize);
  const list = useInfiniteQuery(query);
  useLiveList<Fill>({
    list,
    queryKey: query.queryKey,
    open: (from, handlers) => [liveClient().fills.onNew.subscribe({ lastEventId: from }, handlers)],
    since: (fill) => fill.executedAt,
    belongs: (fill) =>
      isAmong(fill, fill.executedAt, filter) && (filter.side === undefined || fill.side === filter.side),
  });
  return list;
}
