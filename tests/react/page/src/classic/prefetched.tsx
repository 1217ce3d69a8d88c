'use client';
/** What a server component has prefetched, as the browser takes it over. */

import { Suspense } from 'react';
import type { Connection } from '../connection';
import { BegunScene, useScript, useSeen } from '../stage';
import { ofInfinite, ofQuery } from '../states';
import { api, Provider } from './api';
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
  const [, slow] = api.life.wait.useSuspenseQuery({ milliseconds: 80 });
  const [, dates] = api.values.dates.useSuspenseQuery();
  const asked = api.headers.read.useQuery();
  const list = api.lists.page.useInfiniteQuery({ limit: 3 }, pages);
  const refused = api.errors.typed.useQuery({ opensAt: 6 });
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
