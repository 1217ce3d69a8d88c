/** The team's own candles: what is read, the same on the server and in the browser. */
import type { AppRouter } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';

const PAGE_SIZE = 100;

/** `candleSets.list`, newest first, page by page. */
export function candleSetPages(trpc: TRPCOptionsProxy<AppRouter>) {
  return trpc.candleSets.list.infiniteQueryOptions(
    { limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.nextCursor },
  );
}
