/** `/t/[slug]/trades`: positions that were closed, and the executions that opened and closed them. */
import type { Metadata } from 'next';
import { botPages } from '@/features/bots/query';
import { instrumentPages } from '@/features/market/query';
import { readOpen } from '@/features/positions/query';
import { fillPages, readFilter, tradePages } from '@/features/trades/filter';
import { TradesPage } from '@/features/trades/trades-page';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { searchOf } from '@/ui/search';
import { requireTenant } from '../../../session';

export const metadata: Metadata = { title: 'Trades · Tickwire' };

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  await requireTenant((await params).slug);
  const search = searchOf(await searchParams);
  const filter = readFilter(search);
  const openId = readOpen(search, 'trade');
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([
    filter.view === 'fills'
      ? cache.infiniteQuery(fillPages(trpc, filter))
      : cache.infiniteQuery(tradePages(trpc, filter)),
    cache.infiniteQuery(botPages(trpc)),
    cache.infiniteQuery(instrumentPages(trpc)),
    openId && cache.query(trpc.positions.get.queryOptions({ id: openId })),
  ]);
  return (
    <Hydrate>
      <TradesPage />
    </Hydrate>
  );
}
