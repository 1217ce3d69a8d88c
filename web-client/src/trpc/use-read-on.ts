'use client';
/** A list that is read on by itself. */
import { useEffect } from 'react';

type List = { hasNextPage: boolean; isFetching: boolean; error: unknown; fetchNextPage: () => unknown };

/** While more of the list is wanted and there is more; what fails is left to whoever looks at it. */
export function useReadOn({ hasNextPage, isFetching, error, fetchNextPage }: List, isWanted: boolean): void {
  const readsOn = isWanted && hasNextPage && !isFetching && !error;
  useEffect(() => {
    if (readsOn) void fetchNextPage();
  }, [readsOn, fetchNextPage]);
}
