/** The list of bots: what is read, the same on the server and in the browser. */
import type { AppRouter, BotId } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { chosenSignalPages } from '@/features/signals/filter';

const PAGE_SIZE = 100;
const VERSIONS = 20;
const INSTRUMENTS = 200;
/** Signals that a bot's own page shows. */
export const LAST = 8;

/** `bots.list`, by name, page by page. */
export function botPages(trpc: TRPCOptionsProxy<AppRouter>) {
  return trpc.bots.list.infiniteQueryOptions({ limit: PAGE_SIZE }, { getNextPageParam: (page) => page.nextCursor });
}

/** `bots.versions`, newest first, page by page. */
export function versionPages(trpc: TRPCOptionsProxy<AppRouter>, id: BotId) {
  return trpc.bots.versions.infiniteQueryOptions(
    { id, limit: VERSIONS },
    { getNextPageParam: (page) => page.nextCursor },
  );
}

/** A bot's last signals. */
export function lastSignals(trpc: TRPCOptionsProxy<AppRouter>, bot: BotId) {
  return chosenSignalPages(trpc, { bot }, LAST);
}

/** The instruments that a bot can trade. */
export function instrumentOptions(trpc: TRPCOptionsProxy<AppRouter>) {
  return trpc.instruments.list.queryOptions({ limit: INSTRUMENTS });
}
