'use client';
/** `candleSets.list`: each set, what it is of, and what it lacks. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { CandleSet } from '@tickwire/bindings';
import type { Route } from 'next';
import Link from 'next/link';
import { INTERVALS } from '@/features/market/intervals';
import { formatMoment } from '@/format/time';
import { useTRPC } from '@/trpc/client';
import { rowsOf } from '@/trpc/pages';
import { BUTTON, LOOKS } from '@/ui/button';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { More } from '@/ui/more';
import { Skeleton } from '@/ui/skeleton';
import { candleSetPages } from './query';
import { RemoveCandles } from './remove-candles';

type CandleSetsListProps = { slug: string; mayManage: boolean; mayTest: boolean };

export function CandleSetsList(props: CandleSetsListProps) {
  const list = useInfiniteQuery(candleSetPages(useTRPC()));
  const sets = rowsOf(list.data);
  return (
    <>
      {list.error && !list.data && (
        <Failure error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
      )}
      {list.isPending && <Skeleton label="Reading candles" />}
      {list.data && sets.length === 0 && (
        <Empty title="No candles of your own yet">
          Backtests run over the market’s candles too; bring a file for other times, or another source.
        </Empty>
      )}
      {sets.length > 0 && (
        <ul aria-label="Candle sets">
          {sets.map((set) => (
            <SetRow key={set.id} set={set} {...props} />
          ))}
        </ul>
      )}
      <More list={list} />
    </>
  );
}

function SetRow({ set, slug, mayManage, mayTest }: CandleSetsListProps & { set: CandleSet }) {
  const isReady = set.status === 'READY';
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 text-row sm:px-6">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <span className="truncate font-medium">{set.name}</span>
          <span className="text-note text-muted">
            {set.instrument.symbol} · {INTERVALS[set.interval].name}
          </span>
          {!isReady && <span className="text-note font-medium">Being read</span>}
        </p>
        <p className="numbers text-note text-muted">{describeSet(set)}</p>
      </div>
      <div className="flex gap-2">
        {mayTest && isReady && (
          <Link
            href={`/t/${slug}/backtests/new?candles=${set.id}` as Route}
            aria-label={`New backtest over ${set.name}`}
            className={`${BUTTON} ${LOOKS.line}`}
          >
            Backtest
          </Link>
        )}
        {mayManage && <RemoveCandles set={set} />}
      </div>
    </li>
  );
}

/** `1,440 candles from 01 Jan 2025, 00:00 to 01 Jan 2025, 23:59 UTC, 7 missing between them`. */
export function describeSet({ count, firstAt, lastAt, missing }: CandleSet): string {
  const candles = `${count.toLocaleString('en-US')} ${count === 1 ? 'candle' : 'candles'}`;
  if (!firstAt || !lastAt) return `${candles} so far`;
  const gaps = missing > 0 ? `, ${missing.toLocaleString('en-US')} missing between them` : '';
  return `${candles} from ${formatMoment(firstAt, 'UTC')} to ${formatMoment(lastAt, 'UTC')} UTC${gaps}`;
}
