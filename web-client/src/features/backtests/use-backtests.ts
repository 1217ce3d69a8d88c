'use client';
/** `backtests.list`, kept current by `backtests.onChange`, and how far one has come, by `backtests.onProgress`. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { Backtest, BacktestProgress } from '@tickwire/bindings';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { liveClient } from '@/trpc/socket';
import { useLive } from '@/trpc/use-live';
import { applyBacktests } from './live';
import { backtestPages } from './query';
import { isOver } from './words';

const RESTART_MS = 1_000;

export function useLiveBacktests() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { queryKey } = backtestPages(trpc);
  const list = useInfiniteQuery(backtestPages(trpc));
  useLive<Backtest>({
    asOf: list.data?.pages[0]?.asOf,
    open: (from, handlers) => [liveClient().backtests.onChange.subscribe({ lastEventId: from }, handlers)],
    apply: (events) => cache.setQueryData(queryKey, (pages) => pages && applyBacktests(pages, events)),
    readAgain: queryKey,
  });
  return list;
}

/** How far it has come, four times a second; `onOver` is called once, when that is all the way. */
export function useProgress({ id, status, candlesDone, candlesTotal }: Backtest, onOver?: () => void) {
  const [progress, setProgress] = useState<BacktestProgress>({ status, candlesDone, candlesTotal });
  const [restarts, setRestarts] = useState(0);
  const over = useEffectEvent(() => onOver?.());
  const isGoing = !isOver(status);
  useEffect(() => {
    if (!isGoing) return;
    let hasEnded = false;
    let restart: ReturnType<typeof setTimeout> | undefined;
    const again = () => {
      if (!hasEnded) restart ??= setTimeout(() => setRestarts((count) => count + 1), RESTART_MS);
    };
    const subscription = liveClient().backtests.onProgress.subscribe(
      { id },
      {
        onData: (next) => {
          setProgress(next);
          if (hasEnded || !isOver(next.status)) return;
          hasEnded = true;
          over();
        },
        onError: again,
        onComplete: again,
      },
    );
    return () => {
      hasEnded = true;
      clearTimeout(restart);
      subscription.unsubscribe();
    };
  }, [id, isGoing, restarts]);
  return isGoing ? progress : { status, candlesDone, candlesTotal };
}
