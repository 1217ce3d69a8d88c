'use client';
/** One list of positions in each of its states: read, being read, empty, failed. */
import Link from 'next/link';
import { rowsOf } from '@/trpc/pages';
import { Button } from '@/ui/button';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { Skeleton } from '@/ui/skeleton';
import { PositionsTable } from './positions-table';
import type { Filter } from './query';
import type { PositionList } from './use-positions';

type PositionsListProps = { filter: Filter; slug: string; list: PositionList };

export function PositionsList({ filter, slug, list }: PositionsListProps) {
  const positions = rowsOf(list.data);
  return (
    <div className="min-h-0 flex-1 lg:overflow-y-auto">
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />}
      {list.isPending && <Skeleton label="Reading positions" />}
      {list.data && positions.length === 0 && <NoPositions filter={filter} slug={slug} />}
      {positions.length > 0 && <PositionsTable filter={filter} positions={positions} />}
      {list.hasNextPage && (
        <div className="p-4">
          <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
            {list.isFetchingNextPage ? 'Reading…' : 'Older positions'}
          </Button>
        </div>
      )}
    </div>
  );
}

function NoPositions({ filter, slug }: { filter: Filter; slug: string }) {
  if (filter === 'closed') {
    return <Empty title="No closed positions">A position is closed when an opposite fill takes it back to zero.</Empty>;
  }
  return (
    <Empty title={filter === 'open' ? 'No open positions' : 'No positions yet'}>
      A bot’s first filled signal opens one.{' '}
      {filter === 'open' && (
        <Link href={`/t/${slug}?status=closed`} className="underline underline-offset-2">
          See closed positions
        </Link>
      )}
    </Empty>
  );
}
