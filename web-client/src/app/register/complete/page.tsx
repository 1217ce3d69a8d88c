/** `/register/complete`: where the link of a registration leads. */
import type { Metadata } from 'next';
import { CompleteRegistrationForm } from '@/features/auth/complete-registration-form';
import { Linked, readToken } from '@/ui/link-token';
import { Outside } from '@/ui/outside';

export const metadata: Metadata = { title: 'Create an account · Tickwire' };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function CompleteRegistrationPage({ searchParams }: Props) {
  const token = await readToken(searchParams);
  return (
    <Outside title="Welcome" note="Your address is confirmed by this link. Three things are left.">
      <Linked token={token}>
        <CompleteRegistrationForm token={token} />
      </Linked>
    </Outside>
  );
}
