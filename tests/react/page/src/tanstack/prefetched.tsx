'use client';
/** What a server component has prefetched, as the browser takes it over. */
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import type { Connection } from '../connection';
import { BegunScene, useScript, useSeen } from '../stage';
import { ofInfinite, ofQuery } from '../states';
import { Provider, useTRPC } from './trpc';
import { pages } from '../pages';

export function Begun({ connection, children }: { connection: Connection; children: React.ReactNode }) {
  return <Provider connection={connection}>{children}</Provider>;
}

export function Prefetched() {
  return <BegunScene scene={Parts} />;
}

function Parts() {
  return (
    <Suspense fallback="on its way">
      <Streamed />
    </Suspense>
  );
}

function Streamed() {
  const trpc = useTRPC();
  const slow = useSuspenseQuery(trpc.life.wait.queryOptions({ milliseconds: 80 }));
  const dates = useSuspenseQuery(trpc.values.dates.queryOptions());
  const asked = useQuery(trpc.headers.read.queryOptions());
  const list = useInfiniteQuery(trpc.lists.page.infiniteQueryOptions({ limit: 3 }, pages));
  const refused = useQuery(trpc.errors.typed.queryOptions({ opensAt: 6 }));
  useSeen('slow', ofQuery(slow));
  useSeen('dates', ofQuery(dates));
  useSeen('asked', ofQuery(asked));
  useSeen('list', ofInfinite(list));
  useSeen('refused', ofQuery(refused));
  useScript({ list, refused }, async ({ now, until }) => {
    await until(({ list, refused }) => list.isSuccess && refused.isError);
    void now().list.fetchNextPage();
    await until(({ list }) => list.data?.pages.length === 2 && list.fetchStatus === 'idle');
  });
  return <output>{`waited ${slow.data}, then ${dates.data.map(String).join(' and ')}`}</output>;
}
