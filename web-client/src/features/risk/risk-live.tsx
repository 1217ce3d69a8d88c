'use client';
/** `risk.onChange`: whatever it tells, `risk.get` is read again. Mounted once, on every page of a tenant. */
import { useQueryClient } from '@tanstack/react-query';
import type { RiskChange } from '@tickwire/bindings';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { liveClient } from '@/trpc/socket';
import { useLive } from '@/trpc/use-live';
import { riskOptions } from './query';
import { useRisk } from './use-risk';

export function RiskLive() {
  const cache = useQueryClient();
  const { queryKey } = riskOptions(useTRPC());
  const asOf = useRisk().data?.asOf;
  // Each reading has a position of its own: it is followed from the first one on, until that no longer stands.
  const [from, setFrom] = useState(asOf);
  if (from === undefined && asOf !== undefined) setFrom(asOf);
  const read = () => cache.refetchQueries({ queryKey, exact: true });
  useLive<RiskChange>({
    asOf: from,
    open: (position, handlers) => [liveClient().risk.onChange.subscribe({ lastEventId: position }, handlers)],
    apply: () => void read(),
    readAgain: () => void read().then(() => setFrom(cache.getQueryData(queryKey)?.asOf)),
  });
  return null;
}
