/** Backtests in words: what is tried, how it stands, what came out. */
import type { Backtest, BacktestStatus, Strategy } from '@tickwire/bindings';
import { CircleCheck, CircleDashed, CircleDot, CircleSlash, TriangleAlert, type LucideIcon } from 'lucide-react';
import { INTERVALS } from '@/features/market/intervals';
import { formatDate, formatMoment } from '@/format/time';

const STATUSES: Record<BacktestStatus, { word: string; Icon: LucideIcon }> = {
  QUEUED: { word: 'Waiting', Icon: CircleDashed },
  RUNNING: { word: 'Running', Icon: CircleDot },
  FINISHED: { word: 'Finished', Icon: CircleCheck },
  CANCELED: { word: 'Cancelled', Icon: CircleSlash },
  FAILED: { word: 'Failed', Icon: TriangleAlert },
};

export function isOver(status: BacktestStatus): boolean {
  return status !== 'QUEUED' && status !== 'RUNNING';
}

export function Status({ status }: { status: BacktestStatus }) {
  const { word, Icon } = STATUSES[status];
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon className="size-3.5 shrink-0 text-muted" aria-hidden />
      {word}
    </span>
  );
}

/** `Crossover 10/30, long and short`. */
export function strategyText(strategy: Strategy): string {
  const way = strategy.short ? ', long and short' : '';
  if (strategy.type === 'MA_CROSSOVER') return `Crossover ${strategy.fast}/${strategy.slow}${way}`;
  return `RSI ${strategy.period}, ${strategy.oversold}/${strategy.overbought}${way}`;
}

/** `BTCUSDT, 1 min, minutes of mine`. */
export function sourceText({ instrument, interval, candleSet }: Backtest): string {
  return [instrument.symbol, INTERVALS[interval].name, candleSet?.name].filter(Boolean).join(', ');
}

/** `01 Jan 2025 to 01 Feb 2025`, in UTC; to the minute where it is no more than a few days. */
export function periodText({ from, to }: Backtest): string {
  const isShort = to.getTime() - from.getTime() < 3 * 86_400_000;
  const text = (at: Date) => (isShort ? formatMoment(at, 'UTC') : formatDate(at, 'UTC'));
  return `${text(from)} to ${text(to)}`;
}

const percent = new Intl.NumberFormat('en-US', {
  style: 'percent',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});
const ratio = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A share that is no amount, such as a year's return, in percent. */
export function shareText(share: number | null): string {
  return share === null ? '–' : percent.format(share).replace('-', '−');
}

/** A ratio that is no amount, such as Sharpe's. */
export function ratioText(value: number | null): string {
  return value === null ? '–' : ratio.format(value).replace('-', '−');
}
