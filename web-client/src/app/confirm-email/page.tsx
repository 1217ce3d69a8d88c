/** `/confirm-email`: where the link of a change of address leads. */
import type { Metadata } from 'next';
import { ConfirmEmailForm } from '@/features/account/confirm-email-form';
import { Linked, readToken } from '@/ui/link-token';
import { Outside } from '@/ui/outside';

export const metadata: Metadata = { title: 'Confirm your address · Tickwire' };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function ConfirmEmailPage({ searchParams }: Props) {
  const token = await readToken(searchParams);
  return (
    <Outside title="Confirm your address" note="It becomes the one that you sign in with.">
      <Linked token={token}>
        <ConfirmEmailForm token={token} />
      </Linked>
    </Outside>
  );
}
