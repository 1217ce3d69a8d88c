/** `/register`: an account begins with a link to an address. */
import type { Metadata } from 'next';
import { MailForm } from '@/features/auth/mail-form';
import { Providers } from '@/features/auth/providers';
import { Outside } from '@/ui/outside';
import { TextLink } from '@/ui/text-link';
import { readProviders } from '../session';

export const metadata: Metadata = { title: 'Create an account · Tickwire' };

export default async function RegisterPage() {
  const providers = (await readProviders()).filter(({ registers }) => registers);
  return (
    <Outside
      title="Create an account"
      note="You get a link by e-mail, and are trading paper money a minute later."
      footer={
        <>
          You have an account? <TextLink href="/login">Sign in</TextLink>
        </>
      }
    >
      <MailForm procedure="register" verb="Send me the link" />
      <Providers providers={providers} wish={{ register: '1' }} />
    </Outside>
  );
}
