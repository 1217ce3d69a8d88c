'use client';
/** `orders.get`, read again when something happens to the order: an event says how it stands, not how it came there. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Order, OrderId } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { readAgain } from '@/trpc/read-again';
import { liveClient } from '@/trpc/socket';
import { useLive } from '@/trpc/use-live';

/** Mount it once: it holds a subscription. */
export function useLiveOrder(id: OrderId) {
  const cache = useQueryClient();
  const query = useTRPC().orders.get.queryOptions({ id });
  const detail = useQuery(query);
  useLive<Order>({
    asOf: detail.data?.asOf,
    open: (from, handlers) => [liveClient().orders.onChange.subscribe({ lastEventId: from }, handlers)],
    apply: (events) => {
      if (events.some((event) => event.id === id)) readAgain(cache, query.queryKey);
    },
    readAgain: query.queryKey,
  });
  return detail;
}
