/** What is open, in three numbers for each currency. */
import type { ReactNode } from 'react';
import { Pnl } from '@/ui/amount';
import type { Total } from './totals';

type HeadlineProps = { totals: Total[]; count: number; hasMore: boolean };

/** Sums of the positions at hand; where more wait on a further page, the count says so. */
export function Headline({ totals, count, hasMore }: HeadlineProps) {
  return (
    <dl className="flex min-h-19 flex-wrap items-end gap-x-8 gap-y-2 border-b border-line px-4 py-3 sm:gap-x-12">
      {totals.map(({ quote, places, netPnl, unrealized }) => (
        <div key={quote} className="contents">
          <Figure
            name="Net PnL"
            unit={quote}
            hint="Realised on open positions, after fees and funding"
          >
            <Pnl value={netPnl} places={places} className="text-figure font-medium" />
          </Figure>
          <Figure name="Unrealised" unit={quote} hint="What closing at the mark would add">
            <Pnl value={unrealized} places={places} className="text-title" />
          </Figure>
        </div>
      ))}
      <Figure name="Open">
        <span className="numbers text-title">
          {count}
          {hasMore && '+'}
        </span>
      </Figure>
    </dl>
  );
}

type FigureProps = { name: string; unit?: string; hint?: string; children: ReactNode };

function Figure({ name, unit, hint, children }: FigureProps) {
  return (
    <div title={hint}>
      <dt className="text-note text-muted">
        {name} {unit && <span className="text-muted">{unit}</span>}
      </dt>
      <dd className="flex h-7 items-center">{children}</dd>
    </div>
  );
}
