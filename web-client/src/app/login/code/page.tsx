/** `/login/code`: where a provider's sign-in leads whoever has a second factor. */
import type { Metadata } from 'next';
import { CompleteSignInForm } from '@/features/auth/complete-sign-in-form';
import { readNext } from '@/features/auth/next';
import { Outside } from '@/ui/outside';
import { TextLink } from '@/ui/text-link';

export const metadata: Metadata = { title: 'Sign in · Tickwire' };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function CodePage({ searchParams }: Props) {
  const { next } = await searchParams;
  return (
    <Outside title="One more step" footer={<TextLink href="/login">Sign in otherwise</TextLink>}>
      <CompleteSignInForm next={readNext(next)} />
    </Outside>
  );
}
