'use client';
/** Queries: what they answer, refuse, and ask for page by page. */
import { skipToken } from '@tanstack/react-query';
import { getQueryKey } from '@tickwire/trpc-11.19.0/react-query';
import { useState } from 'react';
import superjson from 'superjson';
import { useScript, useSeen } from '../../stage';
import { ofInfinite, ofQuery } from '../../states';
import { api } from '../api';

export function Values() {
  const text = api.values.text.useQuery();
  const dates = api.values.dates.useQuery();
  const [nothing, none, optional] = api.useQueries((t) => [
    t.values.nothing(),
    t.values.null(),
    t.values.optional({ text: 'a', number: 1.5 }),
  ]);
  const slow = api.life.wait.useQuery({ milliseconds: 60 });
  useSeen('text', ofQuery(text));
  useSeen('dates', ofQuery(dates));
  useSeen('nothing', ofQuery(nothing));
  useSeen('null', ofQuery(none));
  useSeen('optional', ofQuery(optional));
  useSeen('slow', ofQuery(slow));
  useSeen('key', getQueryKey(api.values.optional, { text: 'a' }, 'query'));
  useScript([text, dates, nothing, none, optional, slow], ({ until }) =>
    until((all) => all.every(({ isPending }) => !isPending)),
  );
  return text.data satisfies string | undefined;
}

export function Special() {
  const everything = api.values.everything.useQuery();
  const input = {
    date: new Date(86_400_000),
    bigint: 9_007_199_254_740_993n,
    map: new Map([['a', 1]]),
    set: new Set(['x']),
    nan: NaN,
  };
  const taken = api.values.take.useQuery(input, { queryKeyHashFn: superjson.stringify });
  useSeen('everything', ofQuery(everything));
  useSeen('taken', ofQuery(taken));
  useScript([everything, taken], ({ until }) => until((all) => all.every(({ isPending }) => !isPending)));
  everything.data?.date satisfies Date | undefined;
  return everything.data?.bigint satisfies bigint | undefined;
}

export function Errors() {
  const typed = api.errors.typed.useQuery({ opensAt: 9 }, { retry: 1, retryDelay: 1 });
  const panics = api.errors.panics.useQuery();
  const missing = api.errors.withCode.useQuery({ code: 'NOT_FOUND' });
  const unauthorized = api.errors.withCode.useQuery({ code: 'UNAUTHORIZED' });
  const invalid = api.values.checked.useQuery({ text: '', number: 101, kind: 'BUY' });
  const all = { typed, panics, missing, unauthorized, invalid };
  useSeen('typed', ofQuery(typed));
  useSeen('panics', ofQuery(panics));
  useSeen('missing', ofQuery(missing));
  useSeen('unauthorized', ofQuery(unauthorized));
  useSeen('invalid', ofQuery(invalid));
  useScript(all, ({ until }) => until((now) => Object.values(now).every(({ isError }) => isError)));
  return typed.error?.data?.code;
}

export function Skipped() {
  const [ready, setReady] = useState(false);
  const skipped = api.values.optional.useQuery(ready ? { text: 'now' } : skipToken);
  const disabled = api.values.dates.useQuery(undefined, { enabled: ready });
  const never = api.values.text.useQuery(skipToken);
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
  const list = api.lists.directed.useInfiniteQuery(
    { limit: 3 },
    {
      initialCursor: 3,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      getPreviousPageParam: ({ previousCursor }) => previousCursor,
    },
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
