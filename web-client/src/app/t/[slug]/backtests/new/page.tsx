/** `/t/[slug]/backtests/new`: asks for a backtest. */
import { mayCall } from '@tickwire/bindings/permissions';
import type { Metadata } from 'next';
import { NewBacktest } from '@/features/backtests/new-backtest';
import { candleSetPages } from '@/features/candle-sets/query';
import { instrumentPages } from '@/features/market/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { NoPermission } from '@/ui/no-permission';
import { PageHeading } from '@/ui/page-heading';
import { requireTenant } from '../../../../session';

export const metadata: Metadata = { title: 'New backtest · Tickwire' };

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ candles?: string | string[] }> };

export default async function NewBacktestPage({ params, searchParams }: Props) {
  const { role, tenant } = await requireTenant((await params).slug);
  const { candles } = await searchParams;
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([cache.infiniteQuery(candleSetPages(trpc)), cache.infiniteQuery(instrumentPages(trpc))]);
  return (
    <Hydrate>
      <main id="content" tabIndex={-1} className="flex-1 outline-hidden">
        <PageHeading title="New backtest" />
        {mayCall(role, 'backtests.create') ? (
          <NewBacktest
            slug={tenant.slug}
            candles={typeof candles === 'string' ? candles : ''}
            once={crypto.randomUUID()}
          />
        ) : (
          <NoPermission role={role} permission="BACKTESTS_MANAGE" what="New backtests" />
        )}
      </main>
    </Hydrate>
  );
}
