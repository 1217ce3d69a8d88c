'use client';
/** A list that was read page by page, kept current by subscriptions. */
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import type { Unsubscribable } from '@trpc/server/observable';
import { applyRows, keptOf, type LiveRow, type Pages, type Rules } from './pages';
import { useLive, type StreamHandlers } from './use-live';

type LiveList<T> = Rules<T> & {
  /** The list as the cache has it, and under which key. */
  list: { data: Pages<T> | undefined };
  queryKey: QueryKey;
  open: (from: string, handlers: StreamHandlers<T>) => Unsubscribable[];
};

/** Mount it once a list: it holds its subscriptions. What has been read stays, unless `limit` says otherwise. */
export function useLiveList<T extends LiveRow>({ list, queryKey, open, ...rules }: LiveList<T>): void {
  const cache = useQueryClient();
  useLive<T>({
    asOf: list.data?.pages[0]?.asOf,
    open,
    apply: (events) =>
      cache.setQueryData<Pages<T>>(
        queryKey,
        (pages) => pages && applyRows(pages, events, { limit: keptOf(pages), ...rules }),
      ),
    readAgain: queryKey,
  });
}
