/** `/t/[slug]/bots`: the tenant's bots. */
import { mayCall } from '@tickwire/bindings/permissions';
import type { Metadata } from 'next';
import Link from 'next/link';
import { BotsList } from '@/features/bots/bots-list';
import { botPages } from '@/features/bots/query';
import { equityOptions } from '@/features/equity/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { BUTTON, LOOKS } from '@/ui/button';
import { whyNot } from '@/ui/no-permission';
import { PageHeading } from '@/ui/page-heading';
import { requireTenant } from '../../../session';

export const metadata: Metadata = { title: 'Bots · Tickwire' };

export default async function BotsPage({ params }: { params: Promise<{ slug: string }> }) {
  const me = await requireTenant((await params).slug);
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([cache.infiniteQuery(botPages(trpc)), cache.query(equityOptions(trpc, {}))]);
  return (
    <Hydrate>
      <main id="content" tabIndex={-1} className="flex-1 outline-hidden">
        <PageHeading title="Bots">
          {mayCall(me.role, 'bots.create') ? (
            <Link href={`/t/${me.tenant.slug}/bots/new`} className={`${BUTTON} ${LOOKS.solid}`}>
              New bot
            </Link>
          ) : (
            <p className="text-note text-muted">{whyNot(me.role, 'BOTS_MANAGE')}</p>
          )}
        </PageHeading>
        <BotsList slug={me.tenant.slug} role={me.role} />
      </main>
    </Hydrate>
  );
}
