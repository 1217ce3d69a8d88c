/** The trades that were closed last: what is read, the same on the server and in the browser. */
import type { AppRouter } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';

/** Trades that today's are counted among. */
export const LAST = 50;

/** `trades.list`, the last closed first. */
export function lastTrades(trpc: TRPCOptionsProxy<AppRouter>) {
  return trpc.trades.list.infiniteQueryOptions({ limit: LAST }, { getNextPageParam: (page) => page.nextCursor });
}
