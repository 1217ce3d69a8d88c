/** `/t/[slug]/signals`: what bots wanted, and what became of it. */
import type { Metadata } from 'next';
import { botPages } from '@/features/bots/query';
import { instrumentPages } from '@/features/market/query';
import { chosenSignalPages, readFilter } from '@/features/signals/filter';
import { SignalsPage } from '@/features/signals/signals-page';
import { apiUrl } from '@/trpc/api-url';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { searchOf } from '@/ui/search';
import { requireTenant } from '../../../session';

export const metadata: Metadata = { title: 'Signals · Tickwire' };

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  await requireTenant((await params).slug);
  const search = searchOf(await searchParams);
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([
    cache.infiniteQuery(chosenSignalPages(trpc, readFilter(search))),
    cache.infiniteQuery(botPages(trpc)),
    cache.infiniteQuery(instrumentPages(trpc)),
  ]);
  return (
    <Hydrate>
      <SignalsPage apiUrl={apiUrl()} />
    </Hydrate>
  );
}
