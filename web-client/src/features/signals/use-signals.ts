'use client';
/** `signals.list`, kept current by `signals.onNew` and `signals.onChange`. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { Signal } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { liveClient } from '@/trpc/socket';
import { useLive } from '@/trpc/use-live';
import { applySignals } from './live';
import { signalPages } from './query';

export type SignalFeed = ReturnType<typeof useSignals>;

/** The feed. Mount it once: it holds its two subscriptions. */
export function useSignals() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const query = signalPages(trpc);
  const feed = useInfiniteQuery(query);

  useLive<Signal>({
    asOf: feed.data?.pages[0]?.asOf,
    open: (from, handlers) => [
      liveClient().signals.onNew.subscribe({ lastEventId: from }, handlers),
      liveClient().signals.onChange.subscribe({ lastEventId: from }, handlers),
    ],
    apply: (events) => cache.setQueryData(query.queryKey, (pages) => pages && applySignals(pages, events)),
    readAgain: query.queryKey,
  });
  return feed;
}
