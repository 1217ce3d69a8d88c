/** `/invite`: where the link of an invitation leads. */
import type { InvitationOffer, InvitationOver, Me, ProviderDto } from '@tickwire/bindings';
import type { Metadata } from 'next';
import { LogOutButton } from '@/features/auth/log-out-button';
import { Providers } from '@/features/auth/providers';
import { AcceptForm } from '@/features/invitations/accept-form';
import { OVER } from '@/features/invitations/refusals';
import { ROLE_NAMES } from '@/features/members/roles';
import { refusalOf } from '@/trpc/errors';
import { client } from '@/trpc/server';
import { Linked, readToken } from '@/ui/link-token';
import { Outside } from '@/ui/outside';
import { TextLink } from '@/ui/text-link';
import { readMe, readProviders } from '../session';

export const metadata: Metadata = { title: 'Invitation · Tickwire' };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function InvitePage({ searchParams }: Props) {
  const token = await readToken(searchParams);
  const offer = await readOffer(token);
  if (typeof offer === 'string') {
    return (
      <Outside title="Nothing to accept" note={OVER[offer]}>
        <TextLink href="/">Go on</TextLink>
      </Outside>
    );
  }
  const { tenant, role, invitedBy, email } = offer;
  return (
    <Outside
      title={`Join ${tenant}`}
      note={
        <>
          {invitedBy} offers a place as {ROLE_NAMES[role].toLowerCase()} to <span className="text-ink">{email}</span>.
        </>
      }
    >
      <Answer token={token} offer={offer} me={await readMe()} providers={await readProviders()} />
    </Outside>
  );
}

type AnswerProps = { token: string; offer: InvitationOffer; me: Me | undefined; providers: ProviderDto[] };

function Answer({ token, offer, me, providers }: AnswerProps) {
  if (me && me.user.email.toLowerCase() !== offer.email.toLowerCase()) {
    return (
      <div className="flex flex-col gap-4">
        <p className="text-row">You are signed in as {me.user.email}. Log out to accept it.</p>
        <LogOutButton />
      </div>
    );
  }
  if (!me && offer.hasAccount) {
    const back = `/invite?token=${encodeURIComponent(token)}`;
    return (
      <>
        <p className="text-row">
          This address has an account.{' '}
          <TextLink href={`/login?next=${encodeURIComponent(back)}`}>Sign in to accept it</TextLink>
        </p>
        <Providers providers={providers} wish={{ invitation: token }} />
      </>
    );
  }
  return (
    <Linked token={token}>
      <AcceptForm token={token} team={offer.tenant} isNew={!me} />
      {!me && <Providers providers={providers} wish={{ invitation: token }} />}
    </Linked>
  );
}

/** The offer, or why there is none. */
async function readOffer(token: string): Promise<InvitationOffer | InvitationOver['type']> {
  if (token === '') return 'UnknownInvitation';
  try {
    return await client.invitations.get.query({ token });
  } catch (error) {
    const type = refusalOf(error)?.type;
    if (type !== undefined && isOver(type)) return type;
    throw error;
  }
}

function isOver(type: string): type is InvitationOver['type'] {
  return type in OVER;
}
