/** A tenant's dashboard: what is held, and what the bots ask for. */
import { Headline } from '@/features/positions/headline';
import { PositionsPane } from '@/features/positions/positions-pane';
import { positionPages, readFilter } from '@/features/positions/query';
import { signalPages } from '@/features/signals/query';
import { SignalsPane } from '@/features/signals/signals-pane';
import { apiUrl } from '@/trpc/api-url';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { requireTenant } from '../../session';

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ status?: string | string[] }>;
};

export default async function DashboardPage({ params, searchParams }: Props) {
  const me = await requireTenant((await params).slug);
  const filter = readFilter((await searchParams).status);
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([
    // The headline is about open positions, whichever are listed.
    cache.infiniteQuery(positionPages(trpc, 'open')),
    cache.infiniteQuery(positionPages(trpc, filter)),
    cache.infiniteQuery(signalPages(trpc)),
  ]);
  return (
    <Hydrate>
      <main id="content" tabIndex={-1} className="flex flex-1 flex-col outline-hidden lg:min-h-0">
        <h1 className="sr-only">{me.tenant.name}</h1>
        <Headline tenantName={me.tenant.name} />
        <div className="grid lg:min-h-0 lg:flex-1 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_25rem]">
          <PositionsPane filter={filter} slug={me.tenant.slug} />
          <SignalsPane apiUrl={apiUrl()} />
        </div>
      </main>
    </Hydrate>
  );
}
