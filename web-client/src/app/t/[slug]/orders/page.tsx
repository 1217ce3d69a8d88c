/** `/t/[slug]/orders`: what went to the venue, and what became of it. */
import type { Metadata } from 'next';
import { botPages } from '@/features/bots/query';
import { instrumentPages } from '@/features/market/query';
import { OrdersPage } from '@/features/orders/orders-page';
import { orderPages, readFilter, readOpen } from '@/features/orders/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { searchOf } from '@/ui/search';
import { requireTenant } from '../../../session';

export const metadata: Metadata = { title: 'Orders · Tickwire' };

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { role } = await requireTenant((await params).slug);
  const search = searchOf(await searchParams);
  const openId = readOpen(search);
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([
    cache.infiniteQuery(orderPages(trpc, readFilter(search))),
    cache.infiniteQuery(botPages(trpc)),
    cache.infiniteQuery(instrumentPages(trpc)),
    openId && cache.query(trpc.orders.get.queryOptions({ id: openId })),
  ]);
  return (
    <Hydrate>
      <OrdersPage role={role} />
    </Hydrate>
  );
}
