/** The positions lists: what is read, the same on the server and in the browser. */
import type { AppRouter, PositionId, PositionSide, PositionStatus } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { askedOf, NARROW_NAMES, readNarrow, type Narrow } from '@/trpc/narrow';
import { idIn, wordIn, type Search } from '@/ui/search';

const PAGE_SIZE = 100;

/** Which positions are shown, as the URL writes it; open ones where it says nothing. */
export const FILTERS = ['open', 'closed', 'all'] as const;
export type Filter = (typeof FILTERS)[number];

export const FILTER_NAMES: Record<Filter, string> = { open: 'Open', closed: 'Closed', all: 'All' };

/** The filter that `?status=` names. */
export function readFilter(value: string | string[] | null | undefined): Filter {
  return FILTERS.find((filter) => filter === value) ?? 'open';
}

/** The status that the API filters by; nothing for all. */
export function statusOf(filter: Filter): PositionStatus | undefined {
  if (filter === 'all') return undefined;
  return filter === 'open' ? 'OPEN' : 'CLOSED';
}

/** Of these, which. */
export type Choice = Narrow & { side?: PositionSide };

/** The parameters that are filters. */
export const CHOICE_NAMES = [...NARROW_NAMES, 'side'] as const;

export function readChoice(search: Search): Choice {
  return { ...readNarrow(search), side: wordIn(search, 'side', ['LONG', 'SHORT'] as const) };
}

/** The position whose panel is open, by the parameter that names it. */
export function readOpen(search: Search, param: string): PositionId | undefined {
  return idIn(search, param) as PositionId | undefined;
}

/** `positions.getAll`, newest first, page by page. */
export function positionPages(trpc: TRPCOptionsProxy<AppRouter>, filter: Filter, choice: Choice = {}) {
  return trpc.positions.getAll.infiniteQueryOptions(
    { ...askedOf(choice), side: choice.side, status: statusOf(filter), limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.nextCursor },
  );
}
