'use client';
/** `positions.getAll` as a hook, and the same kept current by `positions.onChange`. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { Position } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { liveClient } from '@/trpc/socket';
import { useLive } from '@/trpc/use-live';
import { applyPositions } from './live';
import { positionPages, type Filter } from './query';

export type PositionList = ReturnType<typeof usePositions>;

/** The list that `filter` names, as the cache has it. */
export function usePositions(filter: Filter) {
  return useInfiniteQuery(positionPages(useTRPC(), filter));
}

/** The same, kept current. Mount it once a filter: each holds a subscription. */
export function useLivePositions(filter: Filter): PositionList {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { queryKey } = positionPages(trpc, filter);
  const list = usePositions(filter);

  useLive<Position>({
    asOf: list.data?.pages[0]?.asOf,
    open: (from, handlers) => [liveClient().positions.onChange.subscribe({ lastEventId: from }, handlers)],
    apply: (events) => cache.setQueryData(queryKey, (pages) => pages && applyPositions(pages, events, filter)),
    readAgain: () => void cache.refetchQueries({ queryKey, exact: true }, { cancelRefetch: false }),
  });
  return list;
}
