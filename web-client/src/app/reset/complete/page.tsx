/** `/reset/complete`: where the link of a forgotten password leads. */
import type { Metadata } from 'next';
import { ResetPasswordForm } from '@/features/auth/reset-password-form';
import { Linked, readToken } from '@/ui/link-token';
import { Outside } from '@/ui/outside';

export const metadata: Metadata = { title: 'New password · Tickwire' };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function ResetPasswordPage({ searchParams }: Props) {
  const token = await readToken(searchParams);
  return (
    <Outside title="New password" note="It ends all of your sessions, this browser’s too.">
      <Linked token={token}>
        <ResetPasswordForm token={token} />
      </Linked>
    </Outside>
  );
}
