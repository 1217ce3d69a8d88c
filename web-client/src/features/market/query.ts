/** Instruments and candles: what is read, the same on the server and in the browser. */
import type { AppRouter, CandleInterval } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { Market } from '@/trpc/narrow';

const INSTRUMENTS = 200;
const CANDLES = 500;
/** Orders and fills of the team's own that are read at once. */
export const OWN_ROWS = 200;

type Trpc = TRPCOptionsProxy<AppRouter>;

/** `instruments.list`, by venue and symbol, page by page. */
export function instrumentPages(trpc: Trpc) {
  return trpc.instruments.list.infiniteQueryOptions(
    { limit: INSTRUMENTS },
    { getNextPageParam: (page) => page.nextCursor },
  );
}

/** `market.candles`, the newest page first; each page is in the order of time. */
export function candlePages(trpc: Trpc, { venue, symbol }: Market, interval: CandleInterval) {
  return trpc.market.candles.infiniteQueryOptions(
    { venue, symbol, interval, limit: CANDLES },
    { getNextPageParam: (page) => page.nextCursor },
  );
}
