/** The signals page: which of them, as its URL says, the same on the server and in the browser. */
import type { AppRouter, Side, Signal, SignalStatus } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { SIDES } from '@/features/orders/describe-order';
import { askedOf, isAmong, NARROW_NAMES, readNarrow, type Narrow } from '@/trpc/narrow';
import { wordIn, type Search } from '@/ui/search';
import { STATUSES } from './describe-signal';

const PAGE_SIZE = 100;

export type SignalFilter = Narrow & { status?: SignalStatus; side?: Side };

/** The parameters that are filters. */
export const FILTER_NAMES = [...NARROW_NAMES, 'side', 'status'] as const;

export function readFilter(search: Search): SignalFilter {
  return {
    ...readNarrow(search),
    status: wordIn(search, 'status', STATUSES),
    side: wordIn(search, 'side', SIDES),
  };
}

/** `signals.list`, newest first, page by page. */
export function chosenSignalPages(trpc: TRPCOptionsProxy<AppRouter>, filter: SignalFilter, limit = PAGE_SIZE) {
  const { status, side } = filter;
  return trpc.signals.list.infiniteQueryOptions(
    { ...askedOf(filter), status, side, limit },
    { getNextPageParam: (page) => page.nextCursor },
  );
}

/** Whether a signal belongs in the list that is read. */
export function belongs(signal: Signal, filter: SignalFilter): boolean {
  const { status, side } = filter;
  const isInStatus = status === undefined || signal.status === status;
  return isAmong(signal, signal.receivedAt, filter) && isInStatus && (side === undefined || signal.side === side);
}
