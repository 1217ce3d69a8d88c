/** The orders list: what is read, the same on the server and in the browser, and what the URL says of it. */
import type { AppRouter, BotId, OrderId, OrderStatus, Side } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { askedOf, NARROW_NAMES, readNarrow, type Narrow } from '@/trpc/narrow';
import { ASKED_ANEW } from '@/trpc/read-again';
import { idIn, wordIn, type Search } from '@/ui/search';
import { SIDES, STATUSES } from './describe-order';

const PAGE_SIZE = 100;
/** As many of a list as one page holds are counted. */
export const COUNTED = 200;

/** Which orders are shown, as the URL writes it; open ones where it says nothing. */
export const VIEW_NAMES = { open: 'Open', all: 'All' } as const;
export type View = keyof typeof VIEW_NAMES;

export type OrderFilter = Narrow & { view: View; status?: OrderStatus; side?: Side };

/** The parameters that narrow a view down. */
export const FILTER_NAMES = [...NARROW_NAMES, 'side', 'status'] as const;

export function readFilter(search: Search): OrderFilter {
  return {
    ...readNarrow(search),
    view: wordIn(search, 'view', ['open', 'all'] as const) ?? 'open',
    status: wordIn(search, 'status', STATUSES),
    side: wordIn(search, 'side', SIDES),
  };
}

/** The order whose panel is open. */
export function readOpen(search: Search): OrderId | undefined {
  return idIn(search, 'order') as OrderId | undefined;
}

/** `orders.list`, newest first, page by page. */
export function orderPages(trpc: TRPCOptionsProxy<AppRouter>, filter: OrderFilter, limit = PAGE_SIZE) {
  const { view, status, side } = filter;
  return trpc.orders.list.infiniteQueryOptions(
    { ...askedOf(filter), status, side, open: view === 'open' ? true : undefined, limit },
    { getNextPageParam: (page) => page.nextCursor },
  );
}

/** The open orders of one bot or of all, as they are counted when a question is asked. */
export function countedOrders(trpc: TRPCOptionsProxy<AppRouter>, botId: BotId | undefined) {
  return { ...trpc.orders.list.queryOptions({ botId, open: true, limit: COUNTED }), ...ASKED_ANEW };
}
