'use client';
/** The trades page: positions that were closed, and the executions that opened and closed them. */
import { useMemo } from 'react';
import { InstrumentFilter } from '@/features/market/instrument-filter';
import { SideFilter } from '@/features/orders/side-filter';
import { BotFilter } from '@/features/bots/bot-filter';
import { PositionPanel } from '@/features/positions/position-panel';
import { readOpen } from '@/features/positions/query';
import { rowsOf } from '@/trpc/pages';
import { Empty } from '@/ui/empty';
import { PageHeading } from '@/ui/page-heading';
import { isFiltered } from '@/ui/search';
import { FilterDay, Filters } from '@/ui/table/filters';
import { LiveTable } from '@/ui/table/live-table';
import { NoMatch } from '@/ui/table/no-match';
import { useUrl } from '@/ui/use-url';
import { Views } from '@/ui/views';
import { FILL_COLUMNS, TRADE_COLUMNS } from './columns';
import { ExportTrades } from './export-trades';
import { FILTER_NAMES, readFilter, VIEW_NAMES, type TradeFilter, type View } from './filter';
import { useLiveFills, useLiveTrades } from './use-trades';

export function TradesPage() {
  const { search } = useUrl();
  const filter = readFilter(search);
  const openId = readOpen(search, 'trade');
  return (
    <main id="content" tabIndex={-1} className="flex flex-1 flex-col outline-hidden lg:min-h-0">
      <PageHeading
        title="Trades"
        tabs={
          <Views
            label="Trades or fills"
            param="of"
            names={VIEW_NAMES}
            value={filter.view}
            clears={{ sort: undefined, side: undefined, trade: undefined }}
          />
        }
      >
        <ExportTrades filter={filter} />
      </PageHeading>
      <Filters names={FILTER_NAMES[filter.view]} keeps={['of', 'sort']}>
        <InstrumentFilter />
        <BotFilter />
        {filter.view === 'fills' && <SideFilter />}
        <FilterDay name="from" label="From" />
        <FilterDay name="to" label="To" />
      </Filters>
      {filter.view === 'fills' ? (
        <Fills key={JSON.stringify(filter)} filter={filter} />
      ) : (
        <div className="flex flex-1 lg:min-h-0">
          <div className="flex min-w-0 flex-1 flex-col lg:min-h-0">
            <Trades key={JSON.stringify(filter)} filter={filter} />
          </div>
          {openId && <PositionPanel param="trade" id={openId} />}
        </div>
      )}
    </main>
  );
}

function Trades({ filter }: { filter: TradeFilter }) {
  const list = useLiveTrades(filter);
  const rows = useMemo(() => rowsOf(list.data), [list.data]);
  return (
    <LiveTable
      label="Trades"
      what="trades"
      columns={TRADE_COLUMNS}
      list={list}
      rows={rows}
      quoteOf={(trade) => trade.instrument.quote}
      opens="trade"
      empty={<Nothing view="trades" />}
    />
  );
}

function Fills({ filter }: { filter: TradeFilter }) {
  const list = useLiveFills(filter);
  const rows = useMemo(() => rowsOf(list.data), [list.data]);
  return (
    <LiveTable
      label="Fills"
      what="fills"
      columns={FILL_COLUMNS}
      list={list}
      rows={rows}
      quoteOf={(fill) => fill.instrument.quote}
      empty={<Nothing view="fills" />}
    />
  );
}

function Nothing({ view }: { view: View }) {
  const { search } = useUrl();
  if (isFiltered(search, FILTER_NAMES[view])) return <NoMatch names={FILTER_NAMES[view]} />;
  return view === 'fills' ? (
    <Empty title="No fills yet">What an order trades at the venue is written here, with its price and its fee.</Empty>
  ) : (
    <Empty title="No trades yet">A trade is a position that was opened and closed again.</Empty>
  );
}
