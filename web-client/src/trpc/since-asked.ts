/** Events that come while their query is read again, or on: its answer may be older than they are. */
import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query';

/** Remembers events for as long as an answer may undo them. */
export type SinceAsked<T> = { add: (events: readonly T[]) => void; stop: () => void };

/**
 * Applies events once more when an answer came after them that says nothing of them. An answer of another position than
 * `asOf` is left alone: from there the stream is followed anew.
 */
export function sinceAsked<T>(
  cache: QueryClient,
  queryKey: QueryKey,
  asOf: string,
  apply: (events: T[]) => void,
): SinceAsked<T> {
  const queryHash = hashKey(queryKey);
  let events: T[] = [];
  const stop = cache.getQueryCache().subscribe(({ type, query, ...update }) => {
    if (type !== 'updated' || query.queryHash !== queryHash || !('action' in update)) return;
    const { action } = update;
    if (action.type === 'fetch') events = [];
    if (action.type !== 'success' || action.manual || events.length === 0) return;
    if (positionOf(query.state.data) === asOf) apply(events);
  });
  return {
    add(came) {
      if (cache.isFetching({ queryKey, exact: true }) > 0) events = [...events, ...came];
    },
    stop,
  };
}

/** The position that a snapshot was read at; of pages, the first one’s. */
function positionOf(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return undefined;
  if ('pages' in data && Array.isArray(data.pages)) return positionOf(data.pages[0]);
  return 'asOf' in data ? data.asOf : undefined;
}
