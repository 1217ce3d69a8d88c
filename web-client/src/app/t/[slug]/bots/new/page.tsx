/** `/t/[slug]/bots/new`: a bot of a built-in strategy; or a bot, its key, and its first signal. */
import { mayCall } from '@tickwire/bindings/permissions';
import type { Metadata } from 'next';
import { NewBot } from '@/features/bots/new-bot';
import { instrumentOptions } from '@/features/bots/query';
import { apiUrl } from '@/trpc/api-url';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { NoPermission } from '@/ui/no-permission';
import { PageHeading } from '@/ui/page-heading';
import { requireTenant } from '../../../../session';

export const metadata: Metadata = { title: 'New bot · Tickwire' };

export default async function NewBotPage({ params }: { params: Promise<{ slug: string }> }) {
  const { role, tenant } = await requireTenant((await params).slug);
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([getQueryClient().query(instrumentOptions(trpc))]);
  return (
    <Hydrate>
      <main id="content" tabIndex={-1} className="flex-1 outline-hidden">
        <PageHeading title="New bot" />
        {mayCall(role, 'bots.create') ? (
          <NewBot apiUrl={apiUrl()} slug={tenant.slug} role={role} once={crypto.randomUUID()} />
        ) : (
          <NoPermission role={role} permission="BOTS_MANAGE" what="New bots" />
        )}
      </main>
    </Hydrate>
  );
}
