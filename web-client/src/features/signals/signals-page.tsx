'use client';
/** The signals page: what bots wanted, and what became of it. */
import { useMemo } from 'react';
import { InstrumentFilter } from '@/features/market/instrument-filter';
import { SideFilter } from '@/features/orders/side-filter';
import { BotFilter } from '@/features/bots/bot-filter';
import { rowsOf } from '@/trpc/pages';
import { PageHeading } from '@/ui/page-heading';
import { isFiltered } from '@/ui/search';
import { FilterDay, Filters, FilterSelect } from '@/ui/table/filters';
import { LiveTable } from '@/ui/table/live-table';
import { NoMatch } from '@/ui/table/no-match';
import { useUrl } from '@/ui/use-url';
import { COLUMNS } from './columns';
import { FILTER_NAMES, readFilter, type SignalFilter } from './filter';
import { NoSignals } from './no-signals';
import { STATUS_NAMES } from './describe-signal';
import { useChosenSignals } from './use-chosen-signals';

export function SignalsPage({ apiUrl }: { apiUrl: string }) {
  const filter = readFilter(useUrl().search);
  return (
    <main id="content" tabIndex={-1} className="flex flex-1 flex-col outline-hidden lg:min-h-0">
      <PageHeading title="Signals" tabs={null} />
      <Filters names={FILTER_NAMES} keeps={['sort']}>
        <InstrumentFilter />
        <BotFilter />
        <SideFilter />
        <FilterSelect name="status" label="Verdict" any="Any verdict" options={Object.entries(STATUS_NAMES)} />
        <FilterDay name="from" label="From" />
        <FilterDay name="to" label="To" />
      </Filters>
      <SignalsList key={JSON.stringify(filter)} filter={filter} apiUrl={apiUrl} />
    </main>
  );
}

function SignalsList({ filter, apiUrl }: { filter: SignalFilter; apiUrl: string }) {
  const list = useChosenSignals(filter);
  const rows = useMemo(() => rowsOf(list.data), [list.data]);
  const { search } = useUrl();
  return (
    <LiveTable
      label="Signals"
      what="signals"
      columns={COLUMNS}
      list={list}
      rows={rows}
      empty={isFiltered(search, FILTER_NAMES) ? <NoMatch names={FILTER_NAMES} /> : <NoSignals apiUrl={apiUrl} />}
    />
  );
}
