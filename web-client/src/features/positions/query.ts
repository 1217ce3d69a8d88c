/** The positions lists: what is read, the same on the server and in the browser. */
import type { AppRouter, PositionStatus } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';

const PAGE_SIZE = 100;

/** Which positions are shown, as the URL writes it; open ones where it says nothing. */
export const FILTERS = ['open', 'closed', 'all'] as const;
export type Filter = (typeof FILTERS)[number];

/** The filter that `?status=` names. */
export function readFilter(value: string | string[] | undefined): Filter {
  return FILTERS.find((filter) => filter === value) ?? 'open';
}

/** The status that the API filters by; nothing for all. */
export function statusOf(filter: Filter): PositionStatus | undefined {
  if (filter === 'all') return undefined;
  return filter === 'open' ? 'OPEN' : 'CLOSED';
}

/** `positions.getAll`, newest first, page by page. */
export function positionPages(trpc: TRPCOptionsProxy<AppRouter>, filter: Filter) {
  return trpc.positions.getAll.infiniteQueryOptions(
    { status: statusOf(filter), limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.nextCursor },
  );
}
