/** Asking the server whatever the cache holds. */
import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** For a query each of whose answers is of the moment it is asked in: none is shown again. */
export const ASKED_ANEW = { staleTime: 0, gcTime: 0 };

/** Reads a query that is on the page once more; one that is being read already is not asked twice. */
export function readAgain(cache: QueryClient, queryKey: QueryKey): void {
  void cache.refetchQueries({ queryKey, exact: true }, { cancelRefetch: false });
}

/** A part of something long, and where the next one begins. */
type Part<T, C> = { items: T[]; nextCursor: C | null };

/** Reads to the end, part by part, and says how much it has after each. */
export async function readAll<T, C>(
  read: (cursor: C | null) => Promise<Part<T, C>>,
  tell?: (count: number) => void,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: C | null = null;
  do {
    const part: Part<T, C> = await read(cursor);
    all.push(...part.items);
    tell?.(all.length);
    cursor = part.nextCursor;
  } while (cursor !== null);
  return all;
}
