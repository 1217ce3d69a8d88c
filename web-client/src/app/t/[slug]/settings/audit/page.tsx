/** `/t/[slug]/settings/audit`: who did what in the team. */
import { mayCall } from '@tickwire/bindings/permissions';
import type { Metadata } from 'next';
import { AuditActions } from '@/features/audit/audit-actions';
import { AuditFilterForm } from '@/features/audit/audit-filter';
import { AuditList } from '@/features/audit/audit-list';
import { auditPages, readFilter } from '@/features/audit/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { NoPermission } from '@/ui/no-permission';
import { PageHeading } from '@/ui/page-heading';
import { requireTenant } from '../../../../session';

export const metadata: Metadata = { title: 'Audit log · Tickwire' };

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function AuditPage({ params, searchParams }: Props) {
  const { role, tenant } = await requireTenant((await params).slug);
  if (!mayCall(role, 'audit.list')) {
    return (
      <>
        <PageHeading title="Audit log" />
        <NoPermission role={role} permission="AUDIT_READ" what="Entries of the audit log" />
      </>
    );
  }
  const filter = readFilter(await searchParams);
  const path = `/t/${tenant.slug}/settings/audit`;
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([getQueryClient().infiniteQuery(auditPages(trpc, filter))]);
  return (
    <Hydrate>
      <PageHeading title="Audit log">
        <AuditActions />
      </PageHeading>
      <AuditFilterForm key={JSON.stringify(filter)} filter={filter} path={path} />
      <AuditList filter={filter} path={path} />
    </Hydrate>
  );
}
