'use client';
/** `equity.get` as a hook, and the same kept current by `equity.onChange`. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { BotEquity } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { liveClient } from '@/trpc/socket';
import { useLive } from '@/trpc/use-live';
import { applyEquity } from './live';
import { equityOptions, type EquityOf } from './query';

/** A curve, as the cache has it. */
export function useEquity(of: EquityOf) {
  return useQuery(equityOptions(useTRPC(), of));
}

/** The same, kept current. Mount it once a curve: each holds a subscription. */
export function useLiveEquity(of: EquityOf): ReturnType<typeof useEquity> {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { queryKey } = equityOptions(trpc, of);
  const curve = useEquity(of);
  useLive<BotEquity>({
    asOf: curve.data?.asOf,
    open: (from, handlers) => [liveClient().equity.onChange.subscribe({ lastEventId: from }, handlers)],
    apply: (events) => cache.setQueryData(queryKey, (known) => known && applyEquity(known, events, of)),
    readAgain: queryKey,
  });
  return curve;
}
