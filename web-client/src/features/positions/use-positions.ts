'use client';
/** `positions.getAll`, kept current by `positions.onChange`. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { Position } from '@tickwire/bindings';
import { useTRPC, useTRPCClient } from '@/trpc/client';
import { useLive } from '@/trpc/use-live';
import { applyPositions } from './live';
import { positionPages, type Filter } from './query';

export type PositionList = ReturnType<typeof usePositions>;

/** The list that `filter` names. Mount it once a filter: each holds a subscription. */
export function usePositions(filter: Filter) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const query = positionPages(trpc, filter);
  const list = useInfiniteQuery(query);

  useLive<Position>({
    asOf: list.data?.pages[0]?.asOf,
    open: (from, handlers) => [
      client.positions.onChange.subscribe({ lastEventId: from }, handlers),
    ],
    apply: (events) =>
      cache.setQueryData(query.queryKey, (pages) => pages && applyPositions(pages, events, filter)),
    readAgain: () =>
      void cache.refetchQueries(
        { queryKey: query.queryKey, exact: true },
        { cancelRefetch: false },
      ),
  });
  return list;
}
