/** Who is asking, for server components. */
import 'server-only';
import type { Me, ProviderDto } from '@tickwire/bindings';
import { notFound, redirect } from 'next/navigation';
import { isSignedOut } from '@/trpc/errors';
import { getQueryClient, trpc } from '@/trpc/server';

/** The person behind the session, or nobody; fails where the API cannot be asked. Read once a request. */
export async function readMe(): Promise<Me | undefined> {
  try {
    return await getQueryClient().query(trpc.auth.me.queryOptions());
  } catch (error) {
    if (isSignedOut(error)) return undefined;
    throw error;
  }
}

/** The person, who must be signed in to the tenant that the URL names: the slug only names, the session decides. */
export async function requireTenant(slug: string): Promise<Me> {
  const me = await readMe();
  if (!me) redirect('/login');
  if (me.tenant.slug === slug) return me;
  const tenants = await getQueryClient().query(trpc.tenants.list.queryOptions());
  // A member is asked to switch; whoever is none learns nothing.
  if (tenants.some((tenant) => tenant.slug === slug)) redirect(`/switch/${slug}`);
  notFound();
}

/** With whom people may sign in; nobody, where the API cannot be asked. */
export async function readProviders(): Promise<ProviderDto[]> {
  return getQueryClient()
    .query(trpc.auth.providers.queryOptions())
    .catch(() => []);
}
