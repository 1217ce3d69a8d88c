/** The list of API keys: what is read, the same on the server and in the browser. */
import type { AppRouter } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';

const PAGE_SIZE = 100;

/** `keys.list`, newest first, page by page. */
export function keyPages(trpc: TRPCOptionsProxy<AppRouter>) {
  return trpc.keys.list.infiniteQueryOptions({ limit: PAGE_SIZE }, { getNextPageParam: (page) => page.nextCursor });
}
