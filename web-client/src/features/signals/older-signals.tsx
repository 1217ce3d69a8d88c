/** What lies below the feed's last row: a further page. */
import { Button } from '@/ui/button';
import type { SignalFeed } from './use-signals';

export function OlderSignals({ feed }: { feed: SignalFeed }) {
  if (!feed.hasNextPage) return null;
  return (
    <div className="p-4">
      <Button onClick={() => void feed.fetchNextPage()} disabled={feed.isFetchingNextPage}>
        {feed.isFetchingNextPage ? 'Reading…' : 'Older signals'}
      </Button>
    </div>
  );
}
