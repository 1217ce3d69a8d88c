'use client';
/** The signals that a filter names, kept current by `signals.onNew` and `signals.onChange`. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Signal } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { liveClient } from '@/trpc/socket';
import { useLiveList } from '@/trpc/use-live-list';
import { belongs, chosenSignalPages, type SignalFilter } from './filter';

/** Mount it once: it holds its two subscriptions. Of a list with a `limit` one page is read and kept. */
export function useChosenSignals(filter: SignalFilter, limit?: number) {
  const query = chosenSignalPages(useTRPC(), filter, limit);
  const list = useInfiniteQuery(query);
  useLiveList<Signal>({
    list,
    queryKey: query.queryKey,
    open: (from, handlers) => [
      liveClient().signals.onNew.subscribe({ lastEventId: from }, handlers),
      liveClient().signals.onChange.subscribe({ lastEventId: from }, handlers),
    ],
    since: (signal) => signal.receivedAt,
    belongs: (signal) => belongs(signal, filter),
    ...(limit !== undefined && { limit }),
  });
  return list;
}
