/** Hooks: is there a new version of the server, and what did a mutation make stale. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { invalidateAfterMutations } from './invalidation';
import { isSkewed, onSkew } from './skew';

export { contractLink } from './skew';

/** Whether the server has other procedures than this page was built for: it should be loaded anew. */
export function useContractSkew(): boolean {
  return useSyncExternalStore(onSkew, isSkewed, () => false);
}

/** Has the queries read again that a mutation makes stale. Mount it once, under the `QueryClientProvider`. */
export function useInvalidation(): void {
  const queryClient = useQueryClient();
  useEffect(() => invalidateAfterMutations(queryClient), [queryClient]);
}
