/** `/t/[slug]/settings/keys`: what programs sign in with. */
import { randomUUID } from 'node:crypto';
import { mayCall } from '@tickwire/bindings/permissions';
import type { Metadata } from 'next';
import { botPages } from '@/features/bots/query';
import { KeysList } from '@/features/keys/keys-list';
import { NewKey } from '@/features/keys/new-key';
import { keyPages } from '@/features/keys/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { NoPermission } from '@/ui/no-permission';
import { PageHeading } from '@/ui/page-heading';
import { requireTenant } from '../../../../session';

export const metadata: Metadata = { title: 'API keys · Tickwire' };

export default async function KeysPage({ params }: { params: Promise<{ slug: string }> }) {
  const { role } = await requireTenant((await params).slug);
  if (!mayCall(role, 'keys.list')) {
    return (
      <>
        <PageHeading title="API keys" />
        <NoPermission role={role} permission="KEYS_MANAGE" what="API keys" />
      </>
    );
  }
  const once = randomUUID();
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([cache.infiniteQuery(keyPages(trpc)), cache.infiniteQuery(botPages(trpc))]);
  return (
    <Hydrate>
      <PageHeading title="API keys">
        <NewKey role={role} once={once} />
      </PageHeading>
      <KeysList once={once} />
    </Hydrate>
  );
}
