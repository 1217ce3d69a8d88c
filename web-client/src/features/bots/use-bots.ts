'use client';
/** `bots.list` and `bots.get`, kept current by `bots.onChange`; and when bots were last heard of. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Bot, BotId } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { readAgain } from '@/trpc/read-again';
import { liveClient } from '@/trpc/socket';
import { useLive } from '@/trpc/use-live';
import { applyBots, applyToDetail } from './live';
import { botPages } from './query';

/** How often heartbeats are asked for: one that brings no news is no event. */
const BEAT_MS = 10_000;
/** Bots whose heartbeats are asked for at once. */
const MOST = 200;

/** The list of bots, kept current. Mount it once: it holds a subscription. */
export function useLiveBots() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const query = botPages(trpc);
  const list = useInfiniteQuery(query);
  useLive<Bot>({
    asOf: list.data?.pages[0]?.asOf,
    open: (from, handlers) => [liveClient().bots.onChange.subscribe({ lastEventId: from }, handlers)],
    apply: (events) => cache.setQueryData(query.queryKey, (pages) => pages && applyBots(pages, events)),
    readAgain: query.queryKey,
  });
  return list;
}

/** One bot with what belongs to it, as the cache has it. */
export function useBot(id: BotId) {
  return useQuery(useTRPC().bots.get.queryOptions({ id }));
}

/** The same, kept current. Mount it once: it holds a subscription. */
export function useLiveBot(id: BotId): ReturnType<typeof useBot> {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { queryKey } = trpc.bots.get.queryOptions({ id });
  const detail = useBot(id);
  useLive<Bot>({
    asOf: detail.data?.asOf,
    open: (from, handlers) => [liveClient().bots.onChange.subscribe({ lastEventId: from }, handlers)],
    apply: (events) => {
      const known = cache.getQueryData(queryKey);
      if (!known) return;
      const changed = applyToDetail(known, events);
      cache.setQueryData(queryKey, changed);
      // A run that began or ended, and another configuration, are not in the event.
      const { desiredStatus, version } = known.bot;
      if (changed.bot.desiredStatus !== desiredStatus || changed.bot.version !== version) readAgain(cache, queryKey);
    },
    readAgain: queryKey,
  });
  return detail;
}

/** When each bot was last heard of, by its id; asked for again and again while one of them sends heartbeats. */
export function useHeartbeats(bots: readonly Bot[]): ReadonlyMap<BotId, Date | null> {
  const beats = useQuery({
    ...useTRPC().bots.list.queryOptions({ limit: MOST }),
    enabled: bots.some((bot) => bot.lastHeartbeatAt !== null),
    refetchInterval: BEAT_MS,
  });
  const newest = new Map(bots.map((bot) => [bot.id, bot.lastHeartbeatAt]));
  for (const { id, lastHeartbeatAt } of beats.data?.items ?? []) {
    const known = newest.get(id);
    if (known && lastHeartbeatAt && lastHeartbeatAt > known) newest.set(id, lastHeartbeatAt);
  }
  return newest;
}
