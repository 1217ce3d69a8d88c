/** `/t/[slug]/settings/jobs`: what is done for the team in the background, and what of it failed. */
import { mayCall } from '@tickwire/bindings/permissions';
import type { Metadata } from 'next';
import { JobsList } from '@/features/jobs/jobs-list';
import { allJobs } from '@/features/jobs/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { NoPermission } from '@/ui/no-permission';
import { PageHeading } from '@/ui/page-heading';
import { requireTenant } from '../../../../session';

export const metadata: Metadata = { title: 'Background work · Tickwire' };

export default async function JobsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { role } = await requireTenant((await params).slug);
  if (!mayCall(role, 'jobs.list')) {
    return (
      <>
        <PageHeading title="Background work" />
        <NoPermission role={role} permission="TENANT_MANAGE" what="background work" />
      </>
    );
  }
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([getQueryClient().query(allJobs(trpc))]);
  return (
    <Hydrate>
      <PageHeading title="Background work" />
      <JobsList />
    </Hydrate>
  );
}
