'use client';
/** The orders page: which of them, the list, and the one that is looked at. */
import type { Role } from '@tickwire/bindings';
import { useMemo } from 'react';
import { InstrumentFilter } from '@/features/market/instrument-filter';
import { BotFilter, useBotName } from '@/features/bots/bot-filter';
import { rowsOf } from '@/trpc/pages';
import { Empty } from '@/ui/empty';
import { PageHeading } from '@/ui/page-heading';
import { isFiltered } from '@/ui/search';
import { FilterDay, Filters, FilterSelect } from '@/ui/table/filters';
import { LiveTable } from '@/ui/table/live-table';
import { NoMatch } from '@/ui/table/no-match';
import { UrlLink } from '@/ui/url-link';
import { useUrl } from '@/ui/use-url';
import { Views } from '@/ui/views';
import { CancelAll } from './cancel-all';
import { COLUMNS } from './columns';
import { STATUS_NAMES } from './describe-order';
import { OrderPanel } from './order-panel';
import { FILTER_NAMES, readFilter, readOpen, VIEW_NAMES, type OrderFilter, type View } from './query';
import { SideFilter } from './side-filter';
import { useLiveOrders } from './use-orders';

const KEPT = ['view', 'sort'] as const;

export function OrdersPage({ role }: { role: Role }) {
  const { search } = useUrl();
  const filter = readFilter(search);
  const openId = readOpen(search);
  const botName = useBotName(filter.bot);
  return (
    <main id="content" tabIndex={-1} className="flex flex-1 flex-col outline-hidden lg:min-h-0">
      <PageHeading
        title="Orders"
        tabs={<Views label="Which orders" param="view" names={VIEW_NAMES} value={filter.view} />}
      >
        <CancelAll role={role} botId={filter.bot} botName={botName} />
      </PageHeading>
      <Filters names={FILTER_NAMES} keeps={KEPT}>
        <InstrumentFilter />
        <BotFilter />
        <SideFilter />
        <FilterSelect name="status" label="Status" any="Any status" options={Object.entries(STATUS_NAMES)} />
        <FilterDay name="from" label="From" />
        <FilterDay name="to" label="To" />
      </Filters>
      <div className="flex flex-1 lg:min-h-0">
        <div className="flex min-w-0 flex-1 flex-col lg:min-h-0">
          <OrdersList key={JSON.stringify(filter)} filter={filter} />
        </div>
        {openId && <OrderPanel id={openId} role={role} />}
      </div>
    </main>
  );
}

function OrdersList({ filter }: { filter: OrderFilter }) {
  const list = useLiveOrders(filter);
  const rows = useMemo(() => rowsOf(list.data), [list.data]);
  return (
    <LiveTable
      label="Orders"
      what="orders"
      columns={COLUMNS}
      list={list}
      rows={rows}
      quoteOf={(order) => order.instrument.quote}
      opens="order"
      empty={<NoOrders view={filter.view} />}
    />
  );
}

function NoOrders({ view }: { view: View }) {
  const { search } = useUrl();
  if (isFiltered(search, FILTER_NAMES)) return <NoMatch names={FILTER_NAMES} />;
  if (view === 'all') {
    return <Empty title="No orders yet">A bot’s signal becomes an order when every rule of risk lets it.</Empty>;
  }
  return (
    <Empty title="No open orders">
      Orders at the market end as they are placed.{' '}
      <UrlLink to={{ view: 'all' }} className="underline underline-offset-2">
        See all orders
      </UrlLink>
    </Empty>
  );
}
