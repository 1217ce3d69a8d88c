/** `/t/[slug]/backtests/candles`: the team's own candles, and a way for more. */
import { mayCall } from '@tickwire/bindings/permissions';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { CandleSetsList } from '@/features/candle-sets/candle-sets-list';
import { candleSetPages } from '@/features/candle-sets/query';
import { readTold, TOLD } from '@/features/candle-sets/told';
import { UploadForm } from '@/features/candle-sets/upload-form';
import { instrumentPages } from '@/features/market/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { whyNot } from '@/ui/no-permission';
import { PageHeading } from '@/ui/page-heading';
import { Section } from '@/ui/section';
import { TextLink } from '@/ui/text-link';
import { requireTenant } from '../../../../session';

export const metadata: Metadata = { title: 'Candles · Tickwire' };

export default async function CandlesPage({ params }: { params: Promise<{ slug: string }> }) {
  const { role, tenant } = await requireTenant((await params).slug);
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([cache.infiniteQuery(candleSetPages(trpc)), cache.infiniteQuery(instrumentPages(trpc))]);
  const told = readTold((await cookies()).get(TOLD)?.value);
  const mayManage = mayCall(role, 'candleSets.upload');
  return (
    <Hydrate>
      <main id="content" tabIndex={-1} className="flex-1 outline-hidden">
        <PageHeading title="Candles">
          <p className="text-row">
            <TextLink href={`/t/${tenant.slug}/backtests`}>Backtests</TextLink>
          </p>
        </PageHeading>
        <CandleSetsList slug={tenant.slug} mayManage={mayManage} mayTest={mayCall(role, 'backtests.create')} />
        <Section
          title="Upload"
          note="A candle a line: time, open, high, low, close, volume, in this order or as a first line names them, separated by commas, semicolons or tabs. Or a trade a line, in their order, with a first line that names time, price and qty. Times are RFC 3339, or seconds, milliseconds or microseconds since 1970."
        >
          {mayManage ? (
            <UploadForm told={told} />
          ) : (
            <p className="text-row text-muted">{whyNot(role, 'CANDLES_MANAGE')}</p>
          )}
        </Section>
      </main>
    </Hydrate>
  );
}
