/** What a bot has to say: which of it, as the URL says, the same on the server and in the browser. */
import type { AppRouter, BotId, MessageLevel } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { wordIn, type Search } from '@/ui/search';

const PAGE_SIZE = 100;

export const LEVEL_NAMES: Record<MessageLevel, string> = { INFO: 'Info', WARNING: 'Warning', ERROR: 'Error' };

/** The parameters that are filters. */
export const FILTER_NAMES = ['level'] as const;

export function readLevel(search: Search): MessageLevel | undefined {
  return wordIn(search, 'level', Object.keys(LEVEL_NAMES) as MessageLevel[]);
}

/** `bots.messages`, newest first, page by page. */
export function messagePages(trpc: TRPCOptionsProxy<AppRouter>, id: BotId, level: MessageLevel | undefined) {
  return trpc.bots.messages.infiniteQueryOptions(
    { id, level, limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.nextCursor },
  );
}
