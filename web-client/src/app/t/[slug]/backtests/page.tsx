/** `/t/[slug]/backtests`: what was tried over candles of the past. */
import { mayCall } from '@tickwire/bindings/permissions';
import type { Metadata } from 'next';
import Link from 'next/link';
import { BacktestsList } from '@/features/backtests/backtests-list';
import { COMPARE_FORM } from '@/features/backtests/compare';
import { backtestPages } from '@/features/backtests/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { Button, BUTTON, LOOKS } from '@/ui/button';
import { whyNot } from '@/ui/no-permission';
import { PageHeading } from '@/ui/page-heading';
import { requireTenant } from '../../../session';

export const metadata: Metadata = { title: 'Backtests · Tickwire' };

export default async function BacktestsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { role, tenant } = await requireTenant((await params).slug);
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([getQueryClient().infiniteQuery(backtestPages(trpc))]);
  return (
    <Hydrate>
      <main id="content" tabIndex={-1} className="flex flex-1 flex-col outline-hidden lg:min-h-0">
        <PageHeading title="Backtests">
          <div className="flex flex-wrap items-center gap-3">
            <form id={COMPARE_FORM} action={`/t/${tenant.slug}/backtests/compare`} className="contents">
              <Button type="submit">Compare</Button>
            </form>
            <Link href={`/t/${tenant.slug}/backtests/candles`} className={`${BUTTON} ${LOOKS.line}`}>
              Candles
            </Link>
            {mayCall(role, 'backtests.create') ? (
              <Link href={`/t/${tenant.slug}/backtests/new`} className={`${BUTTON} ${LOOKS.solid}`}>
                New backtest
              </Link>
            ) : (
              <p className="text-note text-muted">{whyNot(role, 'BACKTESTS_MANAGE')}</p>
            )}
          </div>
        </PageHeading>
        <BacktestsList slug={tenant.slug} />
      </main>
    </Hydrate>
  );
}
