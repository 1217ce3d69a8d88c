'use client';
/** `bots.commands` of one bot, kept current by `bots.onCommandChange`. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { BotCommand, BotId, CommandStatus } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { liveClient } from '@/trpc/socket';
import { useLiveList } from '@/trpc/use-live-list';
import { commandPages } from './query';

/** Mount it once: it holds its subscription. */
export function useCommands(id: BotId, status: CommandStatus | undefined) {
  const query = commandPages(useTRPC(), id, status);
  const list = useInfiniteQuery(query);
  useLiveList<BotCommand>({
    list,
    queryKey: query.queryKey,
    open: (from, handlers) => [liveClient().bots.onCommandChange.subscribe({ lastEventId: from }, handlers)],
    since: (command) => command.sentAt,
    belongs: (command) => command.botId === id && (status === undefined || command.status === status),
  });
  return list;
}
