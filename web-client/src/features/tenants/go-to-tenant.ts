import { leaveFor } from '@/trpc/go-to-login';

/** Into another team: a full load, so that nothing read in the one before stays in memory. */
export function goToTenant(slug: string): void {
  leaveFor(`/t/${encodeURIComponent(slug)}`);
}
