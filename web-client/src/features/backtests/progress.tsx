'use client';
/** How far a backtest has come. */
import type { BacktestProgress } from '@tickwire/bindings';
import clsx from 'clsx';
import { Status } from './words';

type ProgressProps = { name: string; progress: BacktestProgress; className?: string };

export function Progress({ name, progress: { status, candlesDone, candlesTotal }, className }: ProgressProps) {
  if (status !== 'RUNNING' || candlesTotal === 0) return <Status status={status} />;
  // What is said to be done is never more than it is.
  const share = Math.min(100, Math.floor((candlesDone / candlesTotal) * 100));
  return (
    <span className={clsx('flex items-center gap-2', className)}>
      <progress aria-label={name} max={candlesTotal} value={candlesDone} className="h-2 min-w-12 flex-1 accent-ink" />
      <span className="numbers w-9 text-right">{share} %</span>
    </span>
  );
}
