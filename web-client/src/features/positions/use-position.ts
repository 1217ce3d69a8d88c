'use client';
/** `positions.get`, read again when something happens to the position, or to an order of its bot in its instrument. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Order, Position, PositionId } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { isAmong } from '@/trpc/narrow';
import { readAgain } from '@/trpc/read-again';
import { liveClient } from '@/trpc/socket';
import { useLive } from '@/trpc/use-live';

/** Mount it once: it holds two subscriptions. */
export function useLivePosition(id: PositionId) {
  const cache = useQueryClient();
  const query = useTRPC().positions.get.queryOptions({ id });
  const detail = useQuery(query);
  useLive<Position | Order>({
    asOf: detail.data?.asOf,
    open: (from, handlers) => [
      liveClient().positions.onChange.subscribe({ lastEventId: from }, handlers),
      liveClient().orders.onChange.subscribe({ lastEventId: from }, handlers),
    ],
    apply: (events) => {
      const position = cache.getQueryData(query.queryKey)?.position;
      if (!position) return;
      const here = { bot: position.bot.id, market: position.instrument };
      if (events.some((event) => isAmong(event, position.openedAt, here))) readAgain(cache, query.queryKey);
    },
    readAgain: query.queryKey,
  });
  return detail;
}
