'use client';
/** Queries: what they answer, refuse, and ask for page by page. */
import { skipToken, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import superjson from 'superjson';
import { useScript, useSeen } from '../../stage';
import { ofInfinite, ofQuery } from '../../states';
import { useTRPC } from '../trpc';

export function Values() {
  const trpc = useTRPC();
  const text = useQuery(trpc.values.text.queryOptions());
  const dates = useQuery(trpc.values.dates.queryOptions());
  const [nothing, none, optional] = useQueries({
    queries: [
      trpc.values.nothing.queryOptions(),
      trpc.values.null.queryOptions(),
      trpc.values.optional.queryOptions({ text: 'a', number: 1.5 }),
    ],
  });
  const slow = useQuery(trpc.life.wait.queryOptions({ milliseconds: 60 }));
  useSeen('text', ofQuery(text));
  useSeen('dates', ofQuery(dates));
  useSeen('nothing', ofQuery(nothing));
  useSeen('null', ofQuery(none));
  useSeen('optional', ofQuery(optional));
  useSeen('slow', ofQuery(slow));
  useSeen('key', trpc.values.optional.queryKey({ text: 'a' }));
  useScript([text, dates, nothing, none, optional, slow], ({ until }) =>
    until((all) => all.every(({ isPending }) => !isPending)),
  );
  return text.data satisfies string | undefined;
}

export function Special() {
  const trpc = useTRPC();
  const everything = useQuery(trpc.values.everything.queryOptions());
  const input = {
    date: new Date(86_400_000),
    bigint: 9_007_199_254_740_993n,
    map: new Map([['a', 1]]),
    set: new Set(['x']),
    nan: NaN,
  };
  const taken = useQuery(trpc.values.take.queryOptions(input, { queryKeyHashFn: superjson.stringify }));
  useSeen('everything', ofQuery(everything));
  useSeen('taken', ofQuery(taken));
  useScript([everything, taken], ({ until }) => until((all) => all.every(({ isPending }) => !isPending)));
  everything.data?.date satisfies Date | undefined;
  return everything.data?.bigint satisfies bigint | undefined;
}

export function Errors() {
  const trpc = useTRPC();
  const typed = useQuery(trpc.errors.typed.queryOptions({ opensAt: 9 }, { retry: 1, retryDelay: 1 }));
  const panics = useQuery(trpc.errors.panics.queryOptions());
  const missing = useQuery(trpc.errors.withCode.queryOptions({ code: 'NOT_FOUND' }));
  const unauthorized = useQuery(trpc.errors.withCode.queryOptions({ code: 'UNAUTHORIZED' }));
  const invalid = useQuery(trpc.values.checked.queryOptions({ text: '', number: 101, kind: 'BUY' }));
  const all = { typed, panics, missing, unauthorized, invalid };
  useSeen('typed', ofQuery(typed));
  useSeen('panics', ofQuery(panics));
  useSeen('missing', ofQuery(missing));
  useSeen('unauthorized', ofQuery(unauthorized));
  useSeen('invalid', ofQuery(invalid));
  useScript(all, ({ until }) => until((now) => Object.values(now).every(({ isError }) => isError)));
  const refusal = typed.error?.data?.error;
  // @ts-expect-error this procedure has no refusal of its own
  missing.error?.data?.error?.type satisfies 'Closed' | undefined;
  return refusal?.type === 'Closed' ? (refusal.opensAt satisfies number) : 'open';
}

export function Skipped() {
  const trpc = useTRPC();
  const [ready, setReady] = useState(false);
  const skipped = useQuery(trpc.values.optional.queryOptions(ready ? { text: 'now' } : skipToken));
  const disabled = useQuery(trpc.values.dates.queryOptions(undefined, { enabled: ready }));
  const never = useQuery(trpc.values.text.queryOptions(skipToken));
  useSeen('skipped', ofQuery(skipped));
  useSeen('disabled', ofQuery(disabled));
  useSeen('never', ofQuery(never));
  useScript([skipped, disabled], async ({ until }) => {
    await until((all) => all.every(({ fetchStatus }) => fetchStatus === 'idle'));
    setReady(true);
    await until((all) => all.every(({ isSuccess }) => isSuccess));
  });
  return null;
}

export function Infinite() {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.lists.directed.infiniteQueryOptions(
      { limit: 3 },
      {
        initialCursor: 3,
        getNextPageParam: ({ nextCursor }) => nextCursor,
        getPreviousPageParam: ({ previousCursor }) => previousCursor,
      },
    ),
  );
  useSeen('list', ofInfinite(list));
  useScript(list, async ({ now, until }) => {
    const settled = (pages: number) =>
      until(({ data, fetchStatus }) => data?.pages.length === pages && fetchStatus === 'idle');
    await settled(1);
    void now().fetchNextPage();
    await settled(2);
    void now().fetchPreviousPage();
    await settled(3);
    void now().fetchNextPage();
    await settled(4);
    void now().refetch();
    await until(({ isRefetching }) => isRefetching);
    await settled(4);
  });
  list.data?.pages[0]?.items[0]?.at satisfies Date | undefined;
  return list.data?.pages.length;
}
