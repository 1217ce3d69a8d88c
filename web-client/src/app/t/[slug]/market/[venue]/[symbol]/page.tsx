/** `/t/[slug]/market/[venue]/[symbol]`: one market, with what the team has there. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readInterval } from '@/features/market/intervals';
import { MarketView } from '@/features/market/market-view';
import { candlePages, instrumentPages, OWN_ROWS } from '@/features/market/query';
import { orderPages } from '@/features/orders/query';
import { fillPages } from '@/features/trades/filter';
import { rowsOf } from '@/trpc/pages';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { PageHeading } from '@/ui/page-heading';
import { requireTenant } from '../../../../../session';

type Props = {
  params: Promise<{ slug: string; venue: string; symbol: string }>;
  searchParams: Promise<{ interval?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${decodeURIComponent((await params).symbol)} · Tickwire` };
}

export default async function InstrumentPage({ params, searchParams }: Props) {
  const { slug, ...names } = await params;
  const { tenant } = await requireTenant(slug);
  const market = { venue: decodeURIComponent(names.venue), symbol: decodeURIComponent(names.symbol) };
  const interval = readInterval((await searchParams).interval);
  const cache = getQueryClient();
  const [list] = await Promise.all([
    cache.infiniteQuery(instrumentPages(trpc)),
    // What fails here is read once more by the browser, which shows why.
    Promise.allSettled([
      cache.infiniteQuery(candlePages(trpc, market, interval)),
      cache.infiniteQuery(orderPages(trpc, { view: 'open', market }, OWN_ROWS)),
      cache.infiniteQuery(fillPages(trpc, { market }, OWN_ROWS)),
    ]),
  ]);
  const instrument = rowsOf(list).find(({ venue, symbol }) => venue === market.venue && symbol === market.symbol);
  if (!instrument) notFound();
  return (
    <Hydrate>
      <main id="content" tabIndex={-1} className="flex-1 outline-hidden">
        <PageHeading title={market.symbol}>
          <p className="text-row text-muted">
            {market.venue} · {instrument.base} in {instrument.quote}
          </p>
        </PageHeading>
        <MarketView
          instrument={instrument}
          interval={interval}
          path={`/t/${tenant.slug}/market/${names.venue}/${names.symbol}`}
        />
      </main>
    </Hydrate>
  );
}
