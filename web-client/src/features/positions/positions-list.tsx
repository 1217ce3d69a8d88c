'use client';
/** The positions that a filter names, as the dashboard has them. */
import { rowsOf } from '@/trpc/pages';
import { Empty } from '@/ui/empty';
import { LiveTable } from '@/ui/table/live-table';
import { UrlLink } from '@/ui/url-link';
import { COLUMNS_OF } from './columns';
import type { Filter } from './query';
import type { PositionList } from './use-positions';

type PositionsListProps = { filter: Filter; list: PositionList };

export function PositionsList({ filter, list }: PositionsListProps) {
  return (
    <LiveTable
      key={filter}
      label="Positions"
      what="positions"
      columns={COLUMNS_OF[filter]}
      list={list}
      rows={rowsOf(list.data)}
      quoteOf={(position) => position.instrument.quote}
      empty={<NoPositions filter={filter} />}
    />
  );
}

/** Why there is none. */
export function NoPositions({ filter }: { filter: Filter }) {
  if (filter === 'closed') {
    return <Empty title="No closed positions">A position is closed when an opposite fill takes it back to zero.</Empty>;
  }
  return (
    <Empty title={filter === 'open' ? 'No open positions' : 'No positions yet'}>
      A bot’s first filled signal opens one.{' '}
      {filter === 'open' && (
        <UrlLink to={{ status: 'closed' }} className="underline underline-offset-2">
          See closed positions
        </UrlLink>
      )}
    </Empty>
  );
}
