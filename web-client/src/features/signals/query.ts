/** The signals feed: what is read, the same on the server and in the browser. */
import type { AppRouter } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';

/** Signals a page. */
export const PAGE_SIZE = 50;

/** `signals.list`, newest first, page by page. */
export function signalPages(trpc: TRPCOptionsProxy<AppRouter>) {
  return trpc.signals.list.infiniteQueryOptions({ limit: PAGE_SIZE }, { getNextPageParam: (page) => page.nextCursor });
}
