'use client';
/** One signal: what was asked, by whom, when, and what became of it. */
import type { Signal } from '@tickwire/bindings';
import clsx from 'clsx';
import { memo, useState } from 'react';
import { refusalName } from '@/features/risk/rules';
import { ShortTime } from '@/format/time-text';
import { describeOrder, SOURCE_NAMES, splitReason } from './describe-signal';
import { SignalStatusMark } from './signal-status';

type SignalRowProps = { signal: Signal; isArriving: boolean };

/** Kept as it is until its own signal changes: a burst touches the rows that it is about. */
export const SignalRow = memo(function SignalRow({ signal, isArriving }: SignalRowProps) {
  // Fixed when the row first shows: only what comes after the first paint fades in.
  const [hasArrived] = useState(isArriving);
  const { instrument, bot, source, receivedAt, status, rejectReason } = signal;
  return (
    <li
      className={clsx(
        'border-b border-line px-4 py-2 text-row [contain-intrinsic-size:auto_57px] [content-visibility:auto] hover:bg-raised',
        hasArrived && 'animate-appear',
      )}
    >
      <div className="flex items-baseline justify-between gap-3">
        <p className="numbers min-w-0 truncate">
          <span className="font-medium">{instrument.symbol}</span> {describeOrder(signal)}
        </p>
        <ShortTime at={receivedAt} className="numbers shrink-0 text-note text-muted" />
      </div>
      <div className="flex items-center justify-between gap-3 text-note text-muted">
        <p className="min-w-0 truncate">
          {bot.name} · {SOURCE_NAMES[source]}
        </p>
        <SignalStatusMark status={status} />
      </div>
      {rejectReason && <Reason {...splitReason(rejectReason)} />}
    </li>
  );
});

/** Why it was refused, and by which rule. */
function Reason({ rule, sentence }: { rule?: string; sentence: string }) {
  return (
    <p className="pt-1 text-note text-danger">
      {sentence} {rule && <span className="text-muted">{refusalName(rule)}</span>}
    </p>
  );
}
