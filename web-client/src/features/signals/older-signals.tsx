'use client';
/** What lies below the feed's last row: a further page, or the cut that keeps a long-lived feed small. */
import { Button } from '@/ui/button';
import { FEED_LIMIT } from './live';
import type { SignalFeed } from './use-signals';

export function OlderSignals({ feed, count }: { feed: SignalFeed; count: number }) {
  if (feed.hasNextPage) {
    return (
      <div className="p-4">
        <Button onClick={() => void feed.fetchNextPage()} disabled={feed.isFetchingNextPage}>
          {feed.isFetchingNextPage ? 'Reading…' : 'Older signals'}
        </Button>
      </div>
    );
  }
  if (count < FEED_LIMIT) return null;
  return (
    <div className="flex items-center justify-between gap-4 p-4 text-note text-muted">
      The newest {count} stay on the page.
      <Button onClick={() => void feed.refetch()} disabled={feed.isFetching}>
        {feed.isFetching ? 'Reading…' : 'Start over'}
      </Button>
    </div>
  );
}
