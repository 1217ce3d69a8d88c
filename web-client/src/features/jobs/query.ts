/** The team's background work: what is read, the same on the server and in the browser. */
import type { AppRouter } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';

/** How often it is read again: a job that was asked for begins within a second. */
const READ_AGAIN_MS = 3_000;

/** `jobs.list`: what failed first, then what comes next. */
export function allJobs(trpc: TRPCOptionsProxy<AppRouter>) {
  return { ...trpc.jobs.list.queryOptions(), refetchInterval: READ_AGAIN_MS };
}
