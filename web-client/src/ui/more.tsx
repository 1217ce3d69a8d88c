'use client';
/** The rest of a list that was read page by page. */
import { Button } from './button';
import { Failure } from './failure';

type MoreProps = {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; error: unknown; fetchNextPage: () => unknown };
};

export function More({ list }: MoreProps) {
  if (!list.hasNextPage) return null;
  if (list.error) return <Failure error={list.error} onRetry={() => void list.fetchNextPage()} />;
  return (
    <div className="px-4 py-3 sm:px-6">
      <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {list.isFetchingNextPage ? 'Reading…' : 'Show more'}
      </Button>
    </div>
  );
}
