/** The list of members: what is read, the same on the server and in the browser. */
import type { AppRouter } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';

const PAGE_SIZE = 100;

/** `members.list`, in the order in which they came, page by page. */
export function memberPages(trpc: TRPCOptionsProxy<AppRouter>) {
  return trpc.members.list.infiniteQueryOptions({ limit: PAGE_SIZE }, { getNextPageParam: (page) => page.nextCursor });
}
