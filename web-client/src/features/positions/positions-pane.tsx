'use client';
/** Positions: the filter and the list that it names. */
import { Views } from '@/ui/views';
import { useUrl } from '@/ui/use-url';
import { PositionsList } from './positions-list';
import { FILTER_NAMES, readFilter, type Filter } from './query';
import { useLivePositions, usePositions } from './use-positions';

export function PositionsPane() {
  const filter = readFilter(useUrl().search.get('status'));
  return (
    <section
      id="positions"
      aria-labelledby="positions-heading"
      className="flex min-w-0 scroll-mt-12 flex-col border-t border-line lg:max-h-120 lg:shrink-0"
    >
      <div className="box-content flex h-11 shrink-0 items-center gap-4 border-b border-line px-4">
        <h2 id="positions-heading" className="text-body font-semibold">
          Positions
        </h2>
        <Views label="Which positions" param="status" names={FILTER_NAMES} value={filter} />
      </div>
      {filter === 'open' ? <OpenPositions /> : <OtherPositions key={filter} filter={filter} />}
    </section>
  );
}

/** The headline keeps these current. */
function OpenPositions() {
  return <PositionsList filter="open" list={usePositions('open')} />;
}

/** Kept current for as long as they are shown. */
function OtherPositions({ filter }: { filter: Filter }) {
  return <PositionsList filter={filter} list={useLivePositions(filter)} />;
}
