'use client';
/** Positions: the headline of what is open, the filter, the list. */
import { useEffect } from 'react';
import { formatDecimal } from '@/format/decimal';
import { rowsOf } from '@/trpc/pages';
import { FilterBar } from './filter-bar';
import { Headline } from './headline';
import { PositionsList } from './positions-list';
import type { Filter } from './query';
import { totalsOf, type Total } from './totals';
import { usePositions } from './use-positions';

type PositionsPaneProps = { filter: Filter; slug: string; tenantName: string };

export function PositionsPane({ filter, slug, tenantName }: PositionsPaneProps) {
  const open = usePositions('open');
  const positions = rowsOf(open.data);
  const totals = totalsOf(positions);
  useTitle(totals, tenantName);
  return (
    <section
      id="positions"
      aria-labelledby="positions-heading"
      className="@container flex min-w-0 scroll-mt-12 flex-col lg:min-h-0"
    >
      <Headline totals={totals} count={positions.length} hasMore={open.hasNextPage} />
      <div className="flex min-h-11 items-center gap-4 border-b border-line px-4">
        <h2 id="positions-heading" className="text-body font-semibold">
          Positions
        </h2>
        <FilterBar filter={filter} slug={slug} />
      </div>
      {filter === 'open' ? (
        <PositionsList filter={filter} slug={slug} list={open} />
      ) : (
        <OtherPositions key={filter} filter={filter} slug={slug} />
      )}
    </section>
  );
}

/** A list beside the open one has its own subscription, for as long as it is shown. */
function OtherPositions({ filter, slug }: { filter: Filter; slug: string }) {
  return <PositionsList filter={filter} slug={slug} list={usePositions(filter)} />;
}

/** The tab says how the money stands. */
function useTitle(totals: Total[], tenantName: string): void {
  const sums = totals.map(
    ({ netPnl, places, quote }) => `${formatDecimal(netPnl, { places, signed: true })} ${quote}`,
  );
  const title = [...sums, tenantName].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
