'use client';
/** The signals feed, newest first, as the bots send them. */
import { useRef } from 'react';
import { rowsOf } from '@/trpc/pages';
import { Failure } from '@/ui/failure';
import { NewRows } from '@/ui/new-rows';
import { Skeleton } from '@/ui/skeleton';
import { useMounted } from '@/ui/use-mounted';
import { Announcer } from './announcer';
import { NoSignals } from './no-signals';
import { OlderSignals } from './older-signals';
import { SignalRow } from './signal-row';
import { useHeldList } from './use-held-list';
import { useSignals } from './use-signals';

export function SignalsPane({ apiUrl }: { apiUrl: string }) {
  const feed = useSignals();
  const signals = rowsOf(feed.data);
  const held = useHeldList(signals);
  const isMounted = useMounted();
  const list = useRef<HTMLDivElement>(null);

  const showNew = () => {
    held.release();
    list.current?.scrollTo({ top: 0 });
    // The button that was pressed goes: the focus stays with the list.
    list.current?.focus({ preventScroll: true });
  };

  return (
    <section
      id="signals"
      aria-labelledby="signals-heading"
      className="flex min-w-0 scroll-mt-12 flex-col border-line max-lg:border-t lg:min-h-0 lg:border-l"
      {...held.handlers}
    >
      <div className="sticky top-12 z-1 lg:top-0 box-content flex h-11 shrink-0 items-center justify-between border-b border-line bg-canvas pr-2 pl-4">
        <h2 id="signals-heading" className="text-body font-semibold">
          Signals
        </h2>
        <NewRows count={held.waiting} onShow={showNew} />
      </div>
      <Announcer signals={signals} />
      {feed.error && <Failure error={feed.error} onRetry={() => void feed.refetch()} isRetrying={feed.isFetching} />}
      {feed.isPending && <Skeleton label="Reading signals" />}
      {feed.data && signals.length === 0 && <NoSignals apiUrl={apiUrl} />}
      {signals.length > 0 && (
        <div
          ref={list}
          role="group"
          aria-label="Signals, newest first"
          tabIndex={0}
          className="flex-1 -outline-offset-2 lg:min-h-0 lg:overflow-y-auto"
        >
          <ol>
            {held.shown.map((signal) => (
              <SignalRow key={signal.id} signal={signal} isArriving={isMounted} />
            ))}
          </ol>
          <OlderSignals feed={feed} />
        </div>
      )}
    </section>
  );
}
