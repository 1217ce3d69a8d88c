/** What a mutation makes stale is read again: as its registration in Rust says. */
import type { MutationCache, QueryClient, QueryKey } from '@tanstack/react-query';
import { invalidations } from '../generated/invalidations';

/** The mutations that make something stale. */
export type InvalidatingMutation = keyof typeof invalidations;

/** The keys of what a mutation makes stale, by the mutation's own key, with its prefix where it has one. */
export function staleKeys(mutationKey: QueryKey | undefined): QueryKey[] {
  // tRPC's key of a mutation is its path, cut at the dots, behind the prefix if the proxy has one.
  const path = mutationKey?.at(-1);
  if (!Array.isArray(path)) return [];
  const stale = new Map<string, readonly string[]>(Object.entries(invalidations)).get(path.join('.')) ?? [];
  const prefix = mutationKey?.slice(0, -1) ?? [];
  return stale.map((name) => [...prefix, name.split('.')]);
}

/** Reads again what a mutation of the client's cache makes stale, each time one succeeds; until the end is called. */
export function invalidateAfterMutations(queryClient: QueryClient): () => void {
  const cache: MutationCache = queryClient.getMutationCache();
  return cache.subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return;
    for (const queryKey of staleKeys(event.mutation.options.mutationKey)) {
      void queryClient.invalidateQueries({ queryKey });
    }
  });
}
