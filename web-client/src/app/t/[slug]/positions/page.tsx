/** `/t/[slug]/positions`: what is held, and what was. */
import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { botPages } from '@/features/bots/query';
import { instrumentPages } from '@/features/market/query';
import { PositionsPage } from '@/features/positions/positions-page';
import { positionPages, readChoice, readFilter, readOpen } from '@/features/positions/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { searchOf } from '@/ui/search';
import { requireTenant } from '../../../session';

export const metadata: Metadata = { title: 'Positions · Tickwire' };

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { role } = await requireTenant((await params).slug);
  const search = searchOf(await searchParams);
  const choice = readChoice(search);
  const openId = readOpen(search, 'position');
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([
    // What closing everything would close is said on every view.
    cache.infiniteQuery(positionPages(trpc, 'open', { bot: choice.bot })),
    cache.infiniteQuery(positionPages(trpc, readFilter(search.get('status')), choice)),
    cache.infiniteQuery(botPages(trpc)),
    cache.infiniteQuery(instrumentPages(trpc)),
    openId && cache.query(trpc.positions.get.queryOptions({ id: openId })),
  ]);
  return (
    <Hydrate>
      <PositionsPage role={role} once={randomUUID()} />
    </Hydrate>
  );
}
