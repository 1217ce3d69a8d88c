/** `/switch/[slug]`: a link led into another of the person's teams; the session decides, so it asks. */
import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { SwitchButton } from '@/features/tenants/switch-button';
import { getQueryClient, trpc } from '@/trpc/server';
import { Outside } from '@/ui/outside';
import { TextLink } from '@/ui/text-link';
import { readMe } from '../../session';

export const metadata: Metadata = { title: 'Switch team · Tickwire' };

export default async function SwitchPage({ params }: { params: Promise<{ slug: string }> }) {
  const [me, { slug }] = [await readMe(), await params];
  if (!me) redirect('/login');
  if (me.tenant.slug === slug) redirect(`/t/${me.tenant.slug}`);
  const tenants = await getQueryClient().query(trpc.tenants.list.queryOptions());
  const tenant = tenants.find((known) => known.slug === slug);
  if (!tenant) notFound();
  return (
    <Outside
      title={`Switch to ${tenant.name}?`}
      note={`This browser is in ${me.tenant.name}. Every open page of it moves along.`}
      footer={<TextLink href={`/t/${me.tenant.slug}`}>Stay in {me.tenant.name}</TextLink>}
    >
      <SwitchButton id={tenant.id} name={tenant.name} />
    </Outside>
  );
}
