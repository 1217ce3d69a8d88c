'use client';
/** `market.onTick`, for as long as it is looked at. Nothing is kept of what was missed: the next price is the news. */
import type { Tick } from '@tickwire/bindings';
import { useEffect, useEffectEvent, useState } from 'react';
import { liveClient } from '@/trpc/socket';
import type { Market } from '@/trpc/narrow';

const RESTART_MS = 2_000;

export function useTicks({ venue, symbol }: Market, onTick: (tick: Tick) => void, isFollowed = true): void {
  const [restarts, setRestarts] = useState(0);
  const take = useEffectEvent(onTick);
  useEffect(() => {
    if (!isFollowed) return;
    let restart: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const again = () => {
      if (!isOver) restart ??= setTimeout(() => setRestarts((count) => count + 1), RESTART_MS);
    };
    const handlers = { onData: (tick: Tick) => take(tick), onError: again, onComplete: again };
    const subscription = liveClient().market.onTick.subscribe({ venue, symbol }, handlers);
    return () => {
      isOver = true;
      clearTimeout(restart);
      subscription.unsubscribe();
    };
  }, [venue, symbol, isFollowed, restarts]);
}
