'use client';
/** `bots.messages` of one bot, kept current by `bots.onMessage`. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { BotId, BotMessage, MessageLevel } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { liveClient } from '@/trpc/socket';
import { useLiveList } from '@/trpc/use-live-list';
import { messagePages } from './query';

/** Messages stand as they arrived, which their ids say: their times are the bot's own. */
const TOGETHER = new Date(0);

/** Mount it once: it holds its subscription. */
export function useMessages(id: BotId, level: MessageLevel | undefined) {
  const query = messagePages(useTRPC(), id, level);
  const list = useInfiniteQuery(query);
  useLiveList<BotMessage>({
    list,
    queryKey: query.queryKey,
    open: (from, handlers) => [liveClient().bots.onMessage.subscribe({ lastEventId: from }, handlers)],
    since: () => TOGETHER,
    belongs: (message) => message.botId === id && (level === undefined || message.level === level),
  });
  return list;
}
