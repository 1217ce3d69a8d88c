/** `/account/profile`: who the person is. */
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { EmailForm } from '@/features/account/email-form';
import { ProfileForm } from '@/features/account/profile-form';
import { PageHeading } from '@/ui/page-heading';
import { Section } from '@/ui/section';
import { readMe } from '../../session';

export const metadata: Metadata = { title: 'Profile · Tickwire' };

export default async function ProfilePage() {
  const me = await readMe();
  if (!me) redirect('/login');
  return (
    <>
      <PageHeading title="Profile" />
      <Section title="Name" note="What the members of your teams see.">
        <ProfileForm name={me.user.name} />
      </Section>
      <Section
        title="E-mail"
        note={
          <>
            You sign in with <span className="break-words text-ink">{me.user.email}</span>. The change is made by a link
            to the new address.
          </>
        }
      >
        <EmailForm />
      </Section>
    </>
  );
}
