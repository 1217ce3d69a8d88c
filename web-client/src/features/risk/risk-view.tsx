'use client';
/** `risk.get`: the switches, the limits and how much of each is used, the locks, and what was refused of late. */
import type { Role } from '@tickwire/bindings';
import { Failure } from '@/ui/failure';
import { Skeleton } from '@/ui/skeleton';
import { Limits } from './limits';
import { Locks } from './locks';
import { Refusals } from './refusals';
import { Switches } from './switches';
import { useRiskInUse } from './use-risk';

/** `once` names what a form without a script sends: sent twice, it makes one lock. */
export function RiskView({ role, slug, once }: { role: Role; slug: string; once: string }) {
  const risk = useRiskInUse();
  return (
    <>
      {risk.error && <Failure error={risk.error} onRetry={() => void risk.refetch()} isRetrying={risk.isFetching} />}
      {risk.isPending && <Skeleton label="Reading risk" />}
      {risk.data && (
        <>
          <Switches status={risk.data} role={role} slug={slug} />
          <Limits status={risk.data} role={role} />
          <Locks locks={risk.data.locks} role={role} once={once} />
          <Refusals refusals={risk.data.refusals} />
        </>
      )}
    </>
  );
}
