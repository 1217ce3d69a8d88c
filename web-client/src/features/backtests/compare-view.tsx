'use client';
/** Two to four backtests on one axis, and what came out of each beside the others. */
import { useQueries } from '@tanstack/react-query';
import type { BacktestReport, BacktestStatistics } from '@tickwire/bindings';
import { useMemo, type ReactNode } from 'react';
import { formatDecimal, percentOf } from '@/format/decimal';
import { useTRPC } from '@/trpc/client';
import { LineChart } from '@/ui/chart/line-chart';
import type { Line, Point } from '@/ui/chart/point';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { Skeleton } from '@/ui/skeleton';
import { TextLink } from '@/ui/text-link';
import { returnOf } from './drawdown';
import { backtestOptions } from './query';
import { Share } from './share';
import { periodText, ratioText, sourceText, strategyText } from './words';

/** Neither is better: they differ by ink and by dashes, and by no hue. */
const STROKES: Pick<Line, 'tone' | 'isDashed'>[] = [
  { tone: 'ink' },
  { tone: 'ink', isDashed: true },
  { tone: 'muted' },
  { tone: 'muted', isDashed: true },
];

export function CompareView({ ids, slug }: { ids: string[]; slug: string }) {
  const trpc = useTRPC();
  const found = useQueries({ queries: ids.map((id) => backtestOptions(trpc, id)) });
  const failed = found.find(({ error }) => error);
  if (failed) {
    return <Failure error={failed.error} onRetry={() => void failed.refetch()} isRetrying={failed.isFetching} />;
  }
  const reports = found.flatMap(({ data }) => (data ? [data] : []));
  if (reports.length < ids.length) return <Skeleton label="Reading the backtests" />;
  return <Side reports={reports} slug={slug} />;
}

function Side({ reports, slug }: { reports: BacktestReport[]; slug: string }) {
  const key = reports.map(({ backtest }) => backtest.id).join(' ');
  // They are over, and do not change.
  const lines = useMemo(() => linesOf(reports), [key]);
  return (
    <>
      <LineChart
        title="Return"
        lines={lines}
        scale={{ places: 2, unit: '%' }}
        className="h-80"
        tools={<Legend lines={lines} />}
        empty={<Empty title="No curves">None of these backtests has come to an end.</Empty>}
      />
      <div
        className="overflow-x-auto border-t border-line -outline-offset-2"
        role="region"
        aria-label="Figures"
        tabIndex={0}
      >
        <table className="numbers w-full text-row">
          <caption className="sr-only">What came out of each</caption>
          <thead>
            <tr>
              <td className="px-4 sm:px-6" />
              {reports.map(({ backtest }, index) => (
                <th key={backtest.id} scope="col" className="px-4 py-2 text-right font-medium sm:px-6">
                  <TextLink href={`/t/${slug}/backtests/${backtest.id}`}>{lines[index]?.name}</TextLink>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROWS.map(([name, cell]) => (
              <tr key={name} className="border-t border-line">
                <th scope="row" className="px-4 py-1.5 text-left font-normal whitespace-nowrap text-muted sm:px-6">
                  {name}
                </th>
                {reports.map(({ backtest }) => (
                  <td key={backtest.id} className="px-4 py-1.5 text-right sm:px-6">
                    {backtest.statistics ? cell(backtest, backtest.statistics) : '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

type Cell = (backtest: BacktestReport['backtest'], statistics: BacktestStatistics) => ReactNode;

const money = (value: string | null) => (value === null ? '–' : formatDecimal(value, { places: 2 }));

const ROWS: [string, Cell][] = [
  ['Strategy', ({ strategy }) => strategyText(strategy)],
  ['Over', (backtest) => sourceText(backtest)],
  ['In UTC', (backtest) => periodText(backtest)],
  ['Return', (_, { totalReturn }) => <Share share={totalReturn} />],
  ['Deepest drawdown', (_, { maxDrawdown }) => `${percentOf(maxDrawdown, '1', 2)}%`],
  ['Sharpe', (_, { sharpe }) => ratioText(sharpe)],
  ['Sortino', (_, { sortino }) => ratioText(sortino)],
  ['Trades', (_, { trades }) => trades.toLocaleString('en-US')],
  ['Equity at the end', ({ instrument }, { equity }) => `${money(equity)} ${instrument.quote}`],
  ['Fees', ({ instrument }, { fees }) => `${money(fees)} ${instrument.quote}`],
];

/** Two of one name are told apart by their number. */
function linesOf(reports: BacktestReport[]): Line[] {
  const names = reports.map(({ backtest }) => backtest.name);
  return reports.map(({ backtest, equity }, index) => ({
    name:
      names.indexOf(backtest.name) === names.lastIndexOf(backtest.name)
        ? backtest.name
        : `${backtest.name} (${index + 1})`,
    points: returnOf(
      equity.map((point): Point => [point.at, point.equity]),
      backtest.costs.cash,
    ),
    tone: 'ink',
    ...STROKES[index],
  }));
}

function Legend({ lines }: { lines: readonly Line[] }) {
  return (
    <ul aria-label="Lines" className="flex flex-wrap gap-x-4 gap-y-1 text-note">
      {lines.map(({ name, tone, isDashed }) => (
        <li key={name} className="flex items-center gap-1.5">
          <svg viewBox="0 0 24 4" className={tone === 'ink' ? 'w-6 text-ink' : 'w-6 text-muted'} aria-hidden>
            <path d="M0 2h24" stroke="currentColor" strokeWidth="2" strokeDasharray={isDashed ? '4 3' : undefined} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
