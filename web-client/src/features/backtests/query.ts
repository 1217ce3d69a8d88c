/** Backtests: what is read, the same on the server and in the browser. */
import type { AppRouter, BacktestId } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';

const PAGE_SIZE = 100;
const TRADES = 200;

type Trpc = TRPCOptionsProxy<AppRouter>;

/** `backtests.list`, newest first, page by page. */
export function backtestPages(trpc: Trpc) {
  return trpc.backtests.list.infiniteQueryOptions(
    { limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.nextCursor },
  );
}

/** `backtests.get`: one with its curve. */
export function backtestOptions(trpc: Trpc, id: string) {
  return trpc.backtests.get.queryOptions({ id: id as BacktestId });
}

/** `backtests.trades`, in order, page by page. */
export function tradePages(trpc: Trpc, id: string) {
  return trpc.backtests.trades.infiniteQueryOptions(
    { id: id as BacktestId, limit: TRADES },
    { getNextPageParam: (page) => page.nextCursor },
  );
}
