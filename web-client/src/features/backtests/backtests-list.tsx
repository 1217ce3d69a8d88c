'use client';
/** `backtests.list`: what was tried, how far it is, what came out. */
import type { Backtest } from '@tickwire/bindings';
import { useMemo } from 'react';
import { ShortTime } from '@/format/time-text';
import { percentOf } from '@/format/decimal';
import { rowsOf } from '@/trpc/pages';
import { Empty } from '@/ui/empty';
import { byText, byTime, column } from '@/ui/table/columns';
import { LiveTable } from '@/ui/table/live-table';
import { TextLink } from '@/ui/text-link';
import { COMPARE_FORM } from './compare';
import { Progress } from './progress';
import { Share } from './share';
import { useLiveBacktests, useProgress } from './use-backtests';
import { periodText, sourceText, strategyText } from './words';

export function BacktestsList({ slug }: { slug: string }) {
  const list = useLiveBacktests();
  const columns = useMemo(() => columnsOf(slug), [slug]);
  return (
    <LiveTable
      label="Backtests"
      what="backtests"
      columns={columns}
      list={list}
      rows={rowsOf(list.data)}
      empty={
        <Empty title="No backtests yet">
          A backtest tries a strategy over candles of the past, by the same rules as live trading.
        </Empty>
      }
    />
  );
}

function columnsOf(slug: string) {
  return [
    column<Backtest>({
      id: 'name',
      header: 'Backtest',
      meta: { weight: 4, card: 'lead' },
      order: byText(({ name }) => name),
      cell: (backtest) => (
        <span className="flex min-w-0 items-center gap-2">
          <input
            type="checkbox"
            form={COMPARE_FORM}
            name="id"
            value={backtest.id}
            aria-label={`Compare ${backtest.name}`}
            disabled={backtest.status !== 'FINISHED'}
            className="size-4 shrink-0 accent-ink disabled:invisible"
          />
          <span className="flex min-w-0 flex-col leading-4">
            <span className="truncate">
              <TextLink href={`/t/${slug}/backtests/${backtest.id}`}>{backtest.name}</TextLink>
            </span>
            <span className="truncate text-note text-muted">{strategyText(backtest.strategy)}</span>
          </span>
        </span>
      ),
    }),
    column<Backtest>({
      id: 'over',
      header: 'Over',
      meta: { weight: 4, card: 'below' },
      cell: (backtest) => (
        <span className="flex min-w-0 flex-col leading-4">
          <span className="truncate">{sourceText(backtest)}</span>
          <span className="numbers truncate text-note text-muted">{periodText(backtest)}</span>
        </span>
      ),
    }),
    column<Backtest>({
      id: 'status',
      header: 'Status',
      meta: { weight: 2, card: 'end' },
      cell: (backtest) => <StatusCell backtest={backtest} />,
    }),
    column<Backtest>({
      id: 'return',
      header: 'Return',
      meta: { weight: 1.5, isNumeric: true, card: 'note', cardLabel: 'Return' },
      cell: ({ statistics }) => <Share share={statistics?.totalReturn ?? null} />,
    }),
    column<Backtest>({
      id: 'drawdown',
      header: 'Drawdown',
      meta: { weight: 1.5, isNumeric: true, card: 'more', cardLabel: 'Fall' },
      cell: ({ statistics }) => (
        <span className="numbers">{statistics ? `${percentOf(statistics.maxDrawdown, '1', 2)}%` : '–'}</span>
      ),
    }),
    column<Backtest>({
      id: 'asked',
      header: 'Asked for',
      meta: { weight: 2, isNumeric: true, card: 'tail' },
      order: byTime(({ createdAt }) => createdAt),
      cell: ({ createdAt }) => <ShortTime at={createdAt} className="numbers text-muted" />,
    }),
  ];
}

function StatusCell({ backtest }: { backtest: Backtest }) {
  return <Progress name={`${backtest.name} so far`} progress={useProgress(backtest)} />;
}
