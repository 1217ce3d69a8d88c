/** `/t/[slug]/backtests/[id]`: one backtest and its report. */
import { mayCall } from '@tickwire/bindings/permissions';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { BacktestView } from '@/features/backtests/backtest-view';
import { isId } from '@/features/backtests/id';
import { backtestOptions, tradePages } from '@/features/backtests/query';
import { refusalOf } from '@/trpc/errors';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { PageHeading } from '@/ui/page-heading';
import { TextLink } from '@/ui/text-link';
import { requireTenant } from '../../../../session';

export const metadata: Metadata = { title: 'Backtest · Tickwire' };

export default async function BacktestPage({ params }: { params: Promise<{ slug: string; id: string }> }) {
  const { slug, id } = await params;
  const { role, tenant } = await requireTenant(slug);
  if (!isId(id)) notFound();
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  const [found] = await Promise.allSettled([
    cache.query(backtestOptions(trpc, id)),
    cache.infiniteQuery(tradePages(trpc, id)),
  ]);
  if (found.status === 'rejected' && refusalOf(found.reason)?.type === 'UnknownBacktest') notFound();
  const title = found.status === 'fulfilled' ? found.value.backtest.name : 'Backtest';
  return (
    <Hydrate>
      <main id="content" tabIndex={-1} className="flex-1 outline-hidden">
        <PageHeading title={title}>
          <p className="text-row">
            <TextLink href={`/t/${tenant.slug}/backtests`}>All backtests</TextLink>
          </p>
        </PageHeading>
        <BacktestView id={id} mayCancel={mayCall(role, 'backtests.cancel')} />
      </main>
    </Hydrate>
  );
}
