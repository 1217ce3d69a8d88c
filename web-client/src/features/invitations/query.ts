/** The list of invitations: what is read, the same on the server and in the browser. */
import type { AppRouter } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';

const PAGE_SIZE = 100;

/** `invitations.list`, page by page. */
export function invitationPages(trpc: TRPCOptionsProxy<AppRouter>) {
  return trpc.invitations.list.infiniteQueryOptions(
    { limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.nextCursor },
  );
}
