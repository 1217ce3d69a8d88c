'use client';
/** The signals feed, newest first, as the bots send them. */
import { rowsOf } from '@/trpc/pages';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { Skeleton } from '@/ui/skeleton';
import { useMounted } from '@/ui/use-mounted';
import { Announcer } from './announcer';
import { NewSignals } from './new-signals';
import { NoSignals } from './no-signals';
import { SignalRow } from './signal-row';
import { useHeldList } from './use-held-list';
import { useSignals } from './use-signals';

export function SignalsPane({ apiUrl }: { apiUrl: string }) {
  const feed = useSignals();
  const signals = rowsOf(feed.data);
  const held = useHeldList(signals);
  const isMounted = useMounted();
  return (
    <section
      id="signals"
      aria-labelledby="signals-heading"
      className="flex min-w-0 scroll-mt-12 flex-col border-line max-lg:border-t lg:min-h-0 lg:border-l"
    >
      <h2
        id="signals-heading"
        className="flex h-11 shrink-0 items-center border-b border-line px-4 text-body font-semibold"
      >
        Signals
      </h2>
      <Announcer signals={signals} />
      {feed.error && (
        <Failure
          error={feed.error}
          onRetry={() => void feed.refetch()}
          isRetrying={feed.isFetching}
        />
      )}
      {feed.isPending && <Skeleton label="Reading signals" />}
      {feed.data && signals.length === 0 && <NoSignals apiUrl={apiUrl} />}
      {signals.length > 0 && (
        <div
          role="group"
          aria-label="Newest first"
          tabIndex={0}
          className="relative flex-1 -outline-offset-2 lg:min-h-0 lg:overflow-y-auto"
          {...held.handlers}
        >
          <NewSignals count={held.waiting} onShow={held.release} />
          <ol>
            {held.shown.map((signal) => (
              <SignalRow key={signal.id} signal={signal} isArriving={isMounted} />
            ))}
          </ol>
          <Older feed={feed} />
        </div>
      )}
    </section>
  );
}

/** What lies below the last row: more pages, or the cut that keeps a long-lived feed small. */
function Older({ feed }: { feed: ReturnType<typeof useSignals> }) {
  if (!feed.hasNextPage) return null;
  return (
    <div className="p-4">
      <Button onClick={() => void feed.fetchNextPage()} disabled={feed.isFetchingNextPage}>
        {feed.isFetchingNextPage ? 'Reading…' : 'Older signals'}
      </Button>
    </div>
  );
}
