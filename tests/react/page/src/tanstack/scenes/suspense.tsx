'use client';
/** Suspense: a fallback, then data, or a boundary. */
import { useSuspenseInfiniteQuery, useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Boundary } from '../../boundary';
import { useScript, useSeen } from '../../stage';
import { ofInfinite, ofQuery } from '../../states';
import { useTRPC } from '../trpc';

export function Suspended() {
  return (
    <Suspense fallback={<Fallback />}>
      <Slow />
    </Suspense>
  );
}

function Fallback() {
  useSeen('fallback', true);
  return 'fallback';
}

function Slow() {
  const trpc = useTRPC();
  const slow = useSuspenseQuery(trpc.life.wait.queryOptions({ milliseconds: 30 }));
  const [text, dates] = useSuspenseQueries({
    queries: [trpc.values.text.queryOptions(), trpc.values.dates.queryOptions()],
  });
  const list = useSuspenseInfiniteQuery(
    trpc.lists.page.infiniteQueryOptions({ limit: 5 }, { getNextPageParam: ({ nextCursor }) => nextCursor }),
  );
  useSeen('slow', ofQuery(slow));
  useSeen('text', ofQuery(text));
  useSeen('dates', ofQuery(dates));
  useSeen('list', ofInfinite(list));
  useScript(list, async ({ now, until }) => {
    void now().fetchNextPage();
    await until(({ data, fetchStatus }) => data.pages.length === 2 && fetchStatus === 'idle');
  });
  return slow.data satisfies number;
}

export function SuspendedRefusal() {
  return (
    <Boundary>
      <Suspense fallback={<Fallback />}>
        <Refused />
      </Suspense>
    </Boundary>
  );
}

function Refused() {
  const trpc = useTRPC();
  useSuspenseQuery(trpc.errors.typed.queryOptions({ opensAt: 4 }));
  return 'open';
}
