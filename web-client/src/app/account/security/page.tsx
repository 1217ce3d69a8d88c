/** `/account/security`: what keeps others out. */
import type { Metadata } from 'next';
import { PasswordForm } from '@/features/account/password-form';
import { ProviderRefusal } from '@/features/auth/providers';
import { IdentitiesSection } from '@/features/identities/identities-section';
import { SecondFactorSection } from '@/features/second-factor/second-factor-section';
import { SessionsSection } from '@/features/sessions/sessions-section';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { PageHeading } from '@/ui/page-heading';
import { Section } from '@/ui/section';
import { readProviders } from '../../session';

export const metadata: Metadata = { title: 'Security · Tickwire' };

type Props = { searchParams: Promise<{ error?: string | string[] }> };

export default async function SecurityPage({ searchParams }: Props) {
  const { error } = await searchParams;
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([
    cache.query(trpc.secondFactor.get.queryOptions()),
    cache.query(trpc.sessions.list.queryOptions()),
    cache.query(trpc.identities.list.queryOptions()),
  ]);
  const providers = await readProviders();
  return (
    <Hydrate>
      <PageHeading title="Security" />
      <Section title="Password" note="Changing it ends every session but this one.">
        <PasswordForm />
      </Section>
      <SecondFactorSection />
      <IdentitiesSection
        providers={providers}
        refusal={typeof error === 'string' && <ProviderRefusal reason={error} />}
      />
      <SessionsSection />
    </Hydrate>
  );
}
