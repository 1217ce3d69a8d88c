/** `/reset`: a forgotten password. */
import type { Metadata } from 'next';
import { MailForm } from '@/features/auth/mail-form';
import { Outside } from '@/ui/outside';
import { TextLink } from '@/ui/text-link';

export const metadata: Metadata = { title: 'Forgotten password · Tickwire' };

export default function ResetPage() {
  return (
    <Outside
      title="Forgotten password"
      note="Where the address has an account, a link by which you choose another one is sent to it."
      footer={<TextLink href="/login">Back to sign in</TextLink>}
    >
      <MailForm procedure="forgotPassword" verb="Send me the link" />
    </Outside>
  );
}
