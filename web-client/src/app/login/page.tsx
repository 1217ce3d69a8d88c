/** `/login`. Whoever is signed in already goes on to their tenant. */
import type { Metadata } from 'next';
import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { LoginForm } from '@/features/auth/login-form';
import { readNext } from '@/features/auth/next';
import { ProviderRefusal, Providers } from '@/features/auth/providers';
import { Outside } from '@/ui/outside';
import { TextLink } from '@/ui/text-link';
import { readMe, readProviders } from '../session';

export const metadata: Metadata = { title: 'Sign in · Tickwire' };

type Props = { searchParams: Promise<{ next?: string | string[]; error?: string | string[] }> };

export default async function LoginPage({ searchParams }: Props) {
  const { next: sentFrom, error } = await searchParams;
  const next = readNext(sentFrom);
  // With the API away the form still shows, and says so when it is sent.
  const me = await readMe().catch(() => undefined);
  // Who is signed in was connecting a provider.
  if (me && typeof error === 'string') redirect(`/account/security?error=${encodeURIComponent(error)}`);
  if (me) redirect((next ?? `/t/${me.tenant.slug}`) as Route);
  return (
    <Outside
      title="Sign in"
      footer={
        <>
          New here? <TextLink href="/register">Create an account</TextLink>
        </>
      }
    >
      {typeof error === 'string' && <ProviderRefusal reason={error} />}
      <LoginForm next={next} />
      <Providers providers={await readProviders()} next={next} />
    </Outside>
  );
}
