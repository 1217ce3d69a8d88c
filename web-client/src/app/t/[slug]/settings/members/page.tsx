/** `/t/[slug]/settings/members`: who has a place in the team, and as what. */
import { randomUUID } from 'node:crypto';
import { mayCall } from '@tickwire/bindings/permissions';
import type { Metadata } from 'next';
import { InvitationsList } from '@/features/invitations/invitations-list';
import { InviteDialog } from '@/features/invitations/invite-dialog';
import { invitationPages } from '@/features/invitations/query';
import { MembersList } from '@/features/members/members-list';
import { memberPages } from '@/features/members/query';
import { ROLE_NAMES, ROLE_NOTES, ROLES } from '@/features/members/roles';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { NoPermission } from '@/ui/no-permission';
import { PageHeading } from '@/ui/page-heading';
import { Section } from '@/ui/section';
import { requireTenant } from '../../../../session';

export const metadata: Metadata = { title: 'Members · Tickwire' };

export default async function MembersPage({ params }: { params: Promise<{ slug: string }> }) {
  const me = await requireTenant((await params).slug);
  const isAllowed = mayCall(me.role, 'members.list');
  // What fails here is read once more by the browser, which shows why.
  if (isAllowed) {
    const cache = getQueryClient();
    await Promise.allSettled([cache.infiniteQuery(memberPages(trpc)), cache.infiniteQuery(invitationPages(trpc))]);
  }
  return (
    <Hydrate>
      <PageHeading title="Members">{isAllowed && <InviteDialog role={me.role} once={randomUUID()} />}</PageHeading>
      {isAllowed ? (
        <>
          <MembersList me={me} />
          <InvitationsList />
        </>
      ) : (
        <NoPermission role={me.role} permission="MEMBERS_MANAGE" what="Other members" />
      )}
      <Section
        title="Roles"
        note={`You are ${me.role === 'OWNER' || me.role === 'ADMIN' ? 'an' : 'a'} ${ROLE_NAMES[me.role].toLowerCase()} of ${me.tenant.name}.`}
      >
        <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-4 gap-y-1 text-row">
          {ROLES.map((role) => (
            <div key={role} className="contents">
              <dt>{ROLE_NAMES[role]}</dt>
              <dd className="text-muted">{ROLE_NOTES[role]}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </Hydrate>
  );
}
