/** The trades page: closed positions, and the executions beneath; what is read, and what the URL says of it. */
import type { AppRouter, Side } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { SIDES } from '@/features/orders/describe-order';
import { askedOf, NARROW_NAMES, readNarrow, type Narrow } from '@/trpc/narrow';
import { wordIn, type Search } from '@/ui/search';

/** Rows a page on the screen, and of a file. */
const PAGE_SIZE = 100;
export const FILE_PAGE_SIZE = 200;

export const VIEW_NAMES = { trades: 'Closed', fills: 'Fills' } as const;
export type View = keyof typeof VIEW_NAMES;

/** A closed position has no side: it bought and sold. */
export type FillFilter = Narrow & { side?: Side };
export type TradeFilter = FillFilter & { view: View };

/** The parameters that narrow a view down. */
export const FILTER_NAMES = { trades: NARROW_NAMES, fills: [...NARROW_NAMES, 'side'] } as const;

export function readFilter(search: Search): TradeFilter {
  const view = wordIn(search, 'of', ['trades', 'fills'] as const) ?? 'trades';
  return { ...readNarrow(search), view, side: view === 'fills' ? wordIn(search, 'side', SIDES) : undefined };
}

/** `trades.list`, the last closed first, page by page. */
export function tradePages(trpc: TRPCOptionsProxy<AppRouter>, filter: Narrow) {
  return trpc.trades.list.infiniteQueryOptions(
    { ...askedOf(filter), limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.nextCursor },
  );
}

/** `fills.list`, newest first, page by page. */
export function fillPages(trpc: TRPCOptionsProxy<AppRouter>, filter: FillFilter, limit = PAGE_SIZE) {
  return trpc.fills.list.infiniteQueryOptions(
    { ...askedOf(filter), side: filter.side, limit },
    { getNextPageParam: (page) => page.nextCursor },
  );
}
