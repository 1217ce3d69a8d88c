/** `/t/[slug]/market`: what can be traded. */
import type { Metadata } from 'next';
import { InstrumentsList } from '@/features/market/instruments-list';
import { instrumentPages } from '@/features/market/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { PageHeading } from '@/ui/page-heading';
import { requireTenant } from '../../../session';

export const metadata: Metadata = { title: 'Market · Tickwire' };

export default async function MarketPage({ params }: { params: Promise<{ slug: string }> }) {
  const { tenant } = await requireTenant((await params).slug);
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([getQueryClient().infiniteQuery(instrumentPages(trpc))]);
  return (
    <Hydrate>
      <main id="content" tabIndex={-1} className="flex-1 outline-hidden">
        <PageHeading title="Market" />
        <InstrumentsList slug={tenant.slug} />
      </main>
    </Hydrate>
  );
}
