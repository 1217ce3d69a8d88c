'use client';
/** `orders.list`, kept current by `orders.onChange`. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Order } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { liveClient } from '@/trpc/socket';
import { useLiveList } from '@/trpc/use-live-list';
import { orderRules } from './live';
import { orderPages, type OrderFilter } from './query';

/** Mount it once: it holds its subscription. */
export function useLiveOrders(filter: OrderFilter, pageSize?: number) {
  const query = orderPages(useTRPC(), filter, pageSize);
  const list = useInfiniteQuery(query);
  useLiveList<Order>({
    list,
    queryKey: query.queryKey,
    open: (from, handlers) => [liveClient().orders.onChange.subscribe({ lastEventId: from }, handlers)],
    ...orderRules(filter),
  });
  return list;
}
