/** `/login`. Whoever is signed in already goes on to their tenant. */
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { LoginForm } from '@/features/auth/login-form';
import { Wordmark } from '@/ui/wordmark';
import { readMe } from '../session';

export const metadata: Metadata = { title: 'Sign in · Tickwire' };

export default async function LoginPage() {
  // With the API away the form still shows, and says so when it is sent.
  const me = await readMe().catch(() => undefined);
  if (me) redirect(`/t/${me.tenant.slug}`);
  return (
    <main className="grid min-h-dvh place-items-center px-4 pt-8 pb-24">
      <div className="w-full max-w-80">
        <Wordmark className="mb-8" />
        <h1 className="mb-6 text-figure font-semibold tracking-tight">Sign in</h1>
        <LoginForm />
      </div>
    </main>
  );
}
