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

/** A tenant's dashboard: what is held, and what the bots ask for. */
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
      <main
        id="content"
        tabIndex={-1}
        className="grid flex-1 outline-hidden lg:min-h-0 lg:grid-cols-[minmax(0,1fr)_22.5rem] xl:grid-cols-[minmax(0,1fr)_25rem]"
      >
        <h1 className="sr-only">{me.tenant.name}</h1>
        <PositionsPane filter={filter} slug={me.tenant.slug} tenantName={me.tenant.name} />
        <SignalsPane apiUrl={apiUrl()} />
      </main>
    </Hydrate>
  );
}
