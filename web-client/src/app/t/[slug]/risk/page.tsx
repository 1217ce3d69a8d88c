/** `/t/[slug]/risk`: what bounds the team's trading. */
import type { Metadata } from 'next';
import { botPages } from '@/features/bots/query';
import { instrumentPages } from '@/features/market/query';
import { riskOptions } from '@/features/risk/query';
import { RiskView } from '@/features/risk/risk-view';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { PageHeading } from '@/ui/page-heading';
import { requireTenant } from '../../../session';

export const metadata: Metadata = { title: 'Risk · Tickwire' };

export default async function RiskPage({ params }: { params: Promise<{ slug: string }> }) {
  const me = await requireTenant((await params).slug);
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([
    cache.query(riskOptions(trpc)),
    // What the forms choose from.
    cache.infiniteQuery(botPages(trpc)),
    cache.infiniteQuery(instrumentPages(trpc)),
  ]);
  return (
    <Hydrate>
      <main id="content" tabIndex={-1} className="flex-1 outline-hidden">
        <PageHeading title="Risk" />
        <RiskView role={me.role} slug={me.tenant.slug} once={crypto.randomUUID()} />
      </main>
    </Hydrate>
  );
}
