/** `/t/[slug]/backtests/compare?id=…&id=…`: a few backtests on one axis. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LEAST, MOST, readIds } from '@/features/backtests/compare';
import { CompareView } from '@/features/backtests/compare-view';
import { backtestOptions } from '@/features/backtests/query';
import { refusalOf } from '@/trpc/errors';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { Empty } from '@/ui/empty';
import { PageHeading } from '@/ui/page-heading';
import { TextLink } from '@/ui/text-link';
import { requireTenant } from '../../../../session';

export const metadata: Metadata = { title: 'Backtests compared · Tickwire' };

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ id?: string | string[] }> };

export default async function ComparePage({ params, searchParams }: Props) {
  const { tenant } = await requireTenant((await params).slug);
  const ids = readIds((await searchParams).id);
  const isFew = ids.length >= LEAST && ids.length <= MOST;
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  const found = await Promise.allSettled(isFew ? ids.map((id) => cache.query(backtestOptions(trpc, id))) : []);
  const isUnknown = found.some((one) => one.status === 'rejected' && refusalOf(one.reason)?.type === 'UnknownBacktest');
  if (isUnknown) notFound();
  const list = <TextLink href={`/t/${tenant.slug}/backtests`}>All backtests</TextLink>;
  return (
    <Hydrate>
      <main id="content" tabIndex={-1} className="flex-1 outline-hidden">
        <PageHeading title="Backtests compared">
          <p className="text-row">{list}</p>
        </PageHeading>
        {isFew ? (
          <CompareView ids={ids} slug={tenant.slug} />
        ) : (
          <Empty title={`Choose ${LEAST} to ${MOST}`}>Tick the backtests that are to be compared: {list}.</Empty>
        )}
      </main>
    </Hydrate>
  );
}
