'use client';
/** `backtests.get`: one backtest, while it is computed and once it is. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Backtest, BacktestReport } from '@tickwire/bindings';
import { useActionState, useMemo, type ReactNode } from 'react';
import { formatDecimal, percentOf, placesOf } from '@/format/decimal';
import { useTRPC } from '@/trpc/client';
import { LineChart } from '@/ui/chart/line-chart';
import type { Point } from '@/ui/chart/point';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { Act } from '@/ui/form/act';
import { Refusal } from '@/ui/form/refusal';
import { Skeleton } from '@/ui/skeleton';
import { cancelBacktest } from './actions';
import { drawdownOf } from './drawdown';
import { Progress } from './progress';
import { backtestOptions, tradePages } from './query';
import { CANCEL_REFUSALS } from './sentences';
import { Statistics } from './statistics';
import { TradesSection } from './trades-section';
import { useProgress } from './use-backtests';
import { isOver, periodText, sourceText, strategyText } from './words';

/** All that a rate may have. */
const FEE_PLACES = 10;

type BacktestViewProps = { id: string; mayCancel: boolean };

export function BacktestView({ id, mayCancel }: BacktestViewProps) {
  const found = useQuery(backtestOptions(useTRPC(), id));
  if (found.data) return <Report report={found.data} mayCancel={mayCancel} />;
  if (found.error) {
    return <Failure error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />;
  }
  return <Skeleton label="Reading the backtest" />;
}

function Report({ report: { backtest, equity }, mayCancel }: { report: BacktestReport; mayCancel: boolean }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const readAgain = () => {
    void cache.refetchQueries({ queryKey: backtestOptions(trpc, backtest.id).queryKey });
    void cache.invalidateQueries({ queryKey: tradePages(trpc, backtest.id).queryKey });
  };
  const progress = useProgress(backtest, readAgain);
  const isGoing = !isOver(progress.status);
  const { statistics } = backtest;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-8 gap-y-2 border-b border-line px-4 py-3 sm:px-6">
        <div role="status" className="min-w-40 text-row">
          <Progress name="How far it is" progress={progress} />
        </div>
        {isGoing && mayCancel && <Cancel backtest={backtest} />}
        <Facts backtest={backtest} />
      </div>
      {backtest.status === 'FAILED' && <Empty title="It could not be computed">{backtest.error}</Empty>}
      {backtest.status === 'CANCELED' && (
        <Empty title="It was cancelled">
          Nothing of it is kept. Ask for another one with the same seed to see it whole.
        </Empty>
      )}
      {statistics && (
        <>
          <Curves backtest={backtest} equity={equity} />
          <Statistics backtest={backtest} statistics={statistics} />
          <TradesSection backtest={backtest} />
        </>
      )}
    </>
  );
}

function Cancel({ backtest: { id, cancelRequested } }: { backtest: Backtest }) {
  const [posted, send] = useActionState(cancelBacktest, {});
  const cancel = useMutation(useTRPC().backtests.cancel.mutationOptions());
  const isAsked = cancelRequested || cancel.isPending || cancel.isSuccess;
  return (
    <div className="flex items-center gap-2">
      <Refusal error={cancel.error} own={CANCEL_REFUSALS} sentence={posted.sentence} />
      <Act action={send} fields={{ id }} isBusy={isAsked} onAct={() => cancel.mutate({ id })}>
        {isAsked ? 'Cancelling…' : 'Cancel'}
      </Act>
    </div>
  );
}

/** What was tried, over what, at what cost. */
function Facts({ backtest }: { backtest: Backtest }) {
  const { strategy, costs, instrument, seed } = backtest;
  const facts: [string, ReactNode][] = [
    ['Strategy', strategyText(strategy)],
    ['Over', sourceText(backtest)],
    ['In UTC', periodText(backtest)],
    ['Quantity', `${formatDecimal(costs.qty, { places: placesOf(instrument.lotStep) })} ${instrument.base}`],
    ['Fee', `${percentOf(costs.feeRate, '1', FEE_PLACES).replace(/\.?0+$/, '')}% of the value`],
    ['Slippage', `${costs.slippageBps} bps at most`],
    ['Seed', seed],
  ];
  if (costs.maxLeverage !== null) facts.push(['Leverage', `${costs.maxLeverage} at most`]);
  return (
    <dl className="flex min-w-0 flex-wrap gap-x-6 gap-y-1 text-note">
      {facts.map(([name, value]) => (
        <div key={name} className="flex gap-1.5">
          <dt className="text-muted">{name}</dt>
          <dd className="numbers">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Curves({ backtest: { instrument, costs }, equity }: { backtest: Backtest; equity: BacktestReport['equity'] }) {
  const points = useMemo(() => equity.map((point): Point => [point.at, point.equity]), [equity]);
  const drawdown = useMemo(() => drawdownOf(points, costs.cash), [points, costs.cash]);
  const empty = <Empty title="No curve">There were no candles to follow it by.</Empty>;
  return (
    <div className="grid border-b border-line xl:grid-cols-2">
      <LineChart
        title="Equity"
        lines={[{ name: 'Equity', points, tone: 'ink', isFilled: true }]}
        scale={{ places: 2, unit: instrument.quote }}
        empty={empty}
      />
      <LineChart
        title="Drawdown"
        lines={[{ name: 'Drawdown', points: drawdown, tone: 'loss', isFilled: true }]}
        scale={{ places: 2, unit: '%' }}
        empty={null}
      />
    </div>
  );
}
