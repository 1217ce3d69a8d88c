'use client';
/** Suspense: a fallback, then data, or a boundary. */
import { Suspense } from 'react';
import { Boundary } from '../../boundary';
import { useScript, useSeen } from '../../stage';
import { ofInfinite, ofQuery } from '../../states';
import { api } from '../api';

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
  const [, slow] = api.life.wait.useSuspenseQuery({ milliseconds: 30 });
  const [, [text, dates]] = api.useSuspenseQueries((t) => [t.values.text(), t.values.dates()]);
  const [, list] = api.lists.page.useSuspenseInfiniteQuery(
    { limit: 5 },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
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
  api.errors.typed.useSuspenseQuery({ opensAt: 4 });
  return 'open';
}
