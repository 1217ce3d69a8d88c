'use client';
/** What is open, in three numbers for each currency; the tab's title says the first of them. */
import type { ReactNode } from 'react';
import { formatDecimal } from '@/format/decimal';
import { rowsOf } from '@/trpc/pages';
import { Pnl } from '@/ui/amount';
import { totalsOf, type Total } from './totals';
import { useLivePositions } from './use-positions';

/** Sums of the positions at hand. Keeps the open list current for the whole page. */
export function Headline({ tenantName }: { tenantName: string }) {
  const open = useLivePositions('open');
  const positions = rowsOf(open.data);
  const totals = totalsOf(positions);
  return (
    <dl className="flex min-h-19 flex-wrap items-end gap-x-8 gap-y-2 border-b border-line px-4 py-3 sm:gap-x-12">
      <title>{titleOf(totals, tenantName)}</title>
      {totals.flatMap(({ quote, places, netPnl, unrealized }) => [
        <Figure
          key={`${quote} net`}
          name={`Net PnL ${quote}`}
          hint="Realised on open positions, after fees and funding"
        >
          <Pnl value={netPnl} places={places} className="text-figure font-medium" />
        </Figure>,
        <Figure key={`${quote} unrealised`} name={`Unrealised ${quote}`} hint="What closing at the mark would add">
          <Pnl value={unrealized} places={places} className="text-title" />
        </Figure>,
      ])}
      <Figure name="Open">
        <span className="numbers text-title">
          {open.data ? positions.length : '–'}
          {open.hasNextPage && '+'}
        </span>
      </Figure>
    </dl>
  );
}

type FigureProps = { name: string; hint?: string; children: ReactNode };

function Figure({ name, hint, children }: FigureProps) {
  return (
    <div title={hint}>
      <dt className="text-note text-muted">{name}</dt>
      <dd className="flex h-7 items-center">{children}</dd>
    </div>
  );
}

/** What the tab says: how the money stands. */
function titleOf(totals: Total[], tenantName: string): string {
  const sums = totals.map(({ netPnl, places, quote }) => `${formatDecimal(netPnl, { places, signed: true })} ${quote}`);
  return [...sums, tenantName].join(' · ');
}
