/** `/t/[slug]/settings/team`: what the team is called, and the way out of it. */
import { mayCall } from '@tickwire/bindings/permissions';
import type { Metadata } from 'next';
import { LeaveTeam } from '@/features/members/leave-team';
import { TeamForm } from '@/features/tenants/team-form';
import { whyNot } from '@/ui/no-permission';
import { PageHeading } from '@/ui/page-heading';
import { Section } from '@/ui/section';
import { requireTenant } from '../../../../session';

export const metadata: Metadata = { title: 'Team · Tickwire' };

export default async function TeamPage({ params }: { params: Promise<{ slug: string }> }) {
  const { role, tenant } = await requireTenant((await params).slug);
  const reason = mayCall(role, 'tenants.rename') ? undefined : whyNot(role, 'TENANT_MANAGE');
  return (
    <>
      <PageHeading title="Team" />
      <Section
        title="Name"
        note={
          <>
            Its address stays: <code className="font-mono text-note">/t/{tenant.slug}</code>
          </>
        }
      >
        <TeamForm name={tenant.name} reason={reason} />
      </Section>
      <Section title="Leave" note="Gives your own place up.">
        <LeaveTeam team={tenant.name} />
      </Section>
    </>
  );
}
