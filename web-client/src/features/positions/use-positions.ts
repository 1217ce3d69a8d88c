'use client';
/** `positions.getAll` as a hook, and the same kept current by `positions.onChange`. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Position } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { liveClient } from '@/trpc/socket';
import { useLiveList } from '@/trpc/use-live-list';
import { positionRules } from './live';
import { positionPages, type Choice, type Filter } from './query';

export type PositionList = ReturnType<typeof usePositions>;

/** The list that `filter` names, as the cache has it; of these, those that are chosen. */
export function usePositions(filter: Filter, choice: Choice = {}) {
  return useInfiniteQuery(positionPages(useTRPC(), filter, choice));
}

/** The same, kept current: a position that opens enters at its place. Mount it once a list: it holds a subscription. */
export function useLivePositions(filter: Filter, choice: Choice = {}): PositionList {
  const list = usePositions(filter, choice);
  useLiveList<Position>({
    list,
    queryKey: positionPages(useTRPC(), filter, choice).queryKey,
    open: (from, handlers) => [liveClient().positions.onChange.subscribe({ lastEventId: from }, handlers)],
    ...positionRules(filter, choice),
  });
  return list;
}
