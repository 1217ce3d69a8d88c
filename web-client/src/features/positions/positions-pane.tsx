'use client';
/** Positions: the filter and the list that it names. */
import { FilterBar } from './filter-bar';
import { PositionsList } from './positions-list';
import type { Filter } from './query';
import { useLivePositions, usePositions } from './use-positions';

type PositionsPaneProps = { filter: Filter; slug: string };

export function PositionsPane({ filter, slug }: PositionsPaneProps) {
  return (
    <section
      id="positions"
      aria-labelledby="positions-heading"
      className="@container flex min-w-0 scroll-mt-12 flex-col lg:min-h-0"
    >
      <div className="box-content flex h-11 shrink-0 items-center gap-4 border-b border-line px-4">
        <h2 id="positions-heading" className="text-body font-semibold">
          Positions
        </h2>
        <FilterBar filter={filter} slug={slug} />
      </div>
      {filter === 'open' ? <OpenPositions slug={slug} /> : <OtherPositions key={filter} filter={filter} slug={slug} />}
    </section>
  );
}

/** The headline keeps these current. */
function OpenPositions({ slug }: { slug: string }) {
  return <PositionsList filter="open" slug={slug} list={usePositions('open')} />;
}

/** Kept current for as long as they are shown. */
function OtherPositions({ filter, slug }: PositionsPaneProps) {
  return <PositionsList filter={filter} slug={slug} list={useLivePositions(filter)} />;
}
