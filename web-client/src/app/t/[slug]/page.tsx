/** A tenant's dashboard: how the money stands and came there, what is held, and what the bots ask for. */
import { mayCall } from '@tickwire/bindings/permissions';
import { BotsInNeed } from '@/features/bots/bots-in-need';
import { botPages } from '@/features/bots/query';
import { EquityPane } from '@/features/equity/equity-pane';
import { Headline } from '@/features/equity/headline';
import { equityOptions, RANGES, readRange } from '@/features/equity/query';
import { PositionsPane } from '@/features/positions/positions-pane';
import { positionPages, readFilter } from '@/features/positions/query';
import { signalPages } from '@/features/signals/query';
import { SignalsPane } from '@/features/signals/signals-pane';
import { LastTrades } from '@/features/trades/last-trades';
import { lastTrades } from '@/features/trades/query';
import { apiUrl } from '@/trpc/api-url';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { requireTenant } from '../../session';

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ status?: string | string[]; range?: string | string[] }>;
};

export default async function DashboardPage({ params, searchParams }: Props) {
  const me = await requireTenant((await params).slug);
  const { status, range } = await searchParams;
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([
    // The headline is about the day and open positions, whichever are listed.
    cache.query(equityOptions(trpc, {})),
    cache.query(equityOptions(trpc, RANGES[readRange(range)])),
    cache.infiniteQuery(positionPages(trpc, 'open')),
    cache.infiniteQuery(positionPages(trpc, readFilter(status))),
    cache.infiniteQuery(botPages(trpc)),
    cache.infiniteQuery(lastTrades(trpc)),
    cache.infiniteQuery(signalPages(trpc)),
  ]);
  return (
    <Hydrate>
      <main id="content" tabIndex={-1} className="flex flex-1 flex-col outline-hidden lg:min-h-0">
        <h1 className="sr-only">{me.tenant.name}</h1>
        <div className="grid lg:min-h-0 lg:flex-1 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex min-w-0 flex-col lg:overflow-y-auto">
            <Headline tenantName={me.tenant.name} />
            <BotsInNeed slug={me.tenant.slug} mayMake={mayCall(me.role, 'bots.create')} />
            <EquityPane />
            <PositionsPane />
            <LastTrades />
          </div>
          <SignalsPane apiUrl={apiUrl()} />
        </div>
      </main>
    </Hydrate>
  );
}
