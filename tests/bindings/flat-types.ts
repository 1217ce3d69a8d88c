/** The types that are spelled out are those that tRPC infers: `tsc` fails where a line is not as it claims. Never run. */
import { skipToken, useInfiniteQuery, useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { AppRouter, Me, Page, Ping, Position, Signal } from '@tickwire/bindings';
import type { Client } from '@tickwire/bindings/client';
import type { OptionsProxy } from '@tickwire/bindings/tanstack';
import type { TRPCClient } from '@trpc/client';
import { useSubscription, type TRPCOptionsProxy } from '@trpc/tanstack-react-query';

/** One stands for the other, both ways. */
export function client(inferred: TRPCClient<AppRouter>, flat: Client): [Client, Omit<TRPCClient<AppRouter>, symbol>] {
  return [inferred, flat];
}

/**
 * What takes the proxy spelled out takes the inferred one. The other way round tRPC asks of a query whose input has no
 * cursor that it is also a record of nothing.
 */
export function proxy(inferred: TRPCOptionsProxy<AppRouter>): OptionsProxy {
  return inferred;
}

export function queries(trpc: OptionsProxy) {
  const { data, error } = useQuery(trpc.positions.getAll.queryOptions({ status: 'OPEN' }, { staleTime: 1 }));
  data satisfies Page<Position> | undefined;
  // @ts-expect-error nothing is there before the first answer
  data satisfies Page<Position>;
  if (error?.data?.error?.type === 'Forbidden') error.data.error.permission satisfies string;
  // @ts-expect-error that is of another procedure
  if (error?.data?.error?.type === 'WrongCredentials') return;

  // Whoever brings data has data.
  const now: Ping = { version: '1', time: new Date() };
  useQuery(trpc.health.ping.queryOptions(undefined, { initialData: now })).data satisfies Ping;
  useQuery(trpc.health.ping.queryOptions(undefined, { initialData: () => now })).data satisfies Ping;
  useSuspenseQuery(trpc.auth.me.queryOptions()).data satisfies Me;
  useQuery(trpc.auth.me.queryOptions(undefined, { select: (me) => me.role })).data satisfies Me['role'] | undefined;

  const cursor = Math.random() > 0.5 ? 'next' : null;
  useQuery(trpc.signals.list.queryOptions(cursor ? { cursor } : skipToken)).data satisfies Page<Signal> | undefined;
  // @ts-expect-error a suspended query cannot be skipped
  useSuspenseQuery(trpc.signals.list.queryOptions(cursor ? { cursor } : skipToken));
  // @ts-expect-error no such status
  trpc.positions.getAll.queryOptions({ status: 'HALF' });
  // @ts-expect-error no such field
  trpc.positions.getAll.queryOptions({ tenantId: 'acme' });
  // @ts-expect-error the input is missing
  trpc.positions.getAll.queryOptions();
  // @ts-expect-error a query is no mutation
  trpc.positions.getAll.mutationOptions satisfies unknown;
}

/** The same, of what tRPC infers from the router. */
export function inferredErrors(trpc: TRPCOptionsProxy<AppRouter>) {
  const { error } = useQuery(trpc.positions.getAll.queryOptions({}));
  if (error?.data?.error?.type === 'Forbidden') error.data.error.permission satisfies string;
  // @ts-expect-error that is of another procedure
  if (error?.data?.error?.type === 'WrongCredentials') return;
  const login = useMutation(trpc.auth.login.mutationOptions());
  if (login.error?.data?.error?.type === 'WrongCredentials') return;
  // @ts-expect-error nobody logs in twice by the same name
  if (login.error?.data?.error?.type === 'DuplicateSignal') return;
}

export function pages(trpc: OptionsProxy) {
  const list = trpc.signals.list.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor });
  const { data, error } = useInfiniteQuery(list);
  data?.pages satisfies Page<Signal>[] | undefined;
  data?.pageParams satisfies (string | null)[] | undefined;
  error?.data?.code satisfies string | undefined;
}

export function mutations(trpc: OptionsProxy) {
  const submit = useMutation(trpc.signals.submit.mutationOptions({ onSuccess: (signal) => signal satisfies Signal }));
  submit.mutate({ dedupKey: 'a', venue: 'BINANCE', symbol: 'BTCUSDT', action: 'CLOSE' });
  // @ts-expect-error its fields are missing
  submit.mutate({});
  if (submit.error?.data?.error?.type === 'DuplicateSignal') submit.error.data.error.signalId satisfies string;
  // @ts-expect-error a signal is never refused for a password
  if (submit.error?.data?.error?.type === 'WrongCredentials') return;
}

export function subscriptions(trpc: OptionsProxy) {
  const live = useSubscription(trpc.signals.onNew.subscriptionOptions({ lastEventId: null }));
  live.data satisfies { id: string; data: Signal } | undefined;
  if (live.error?.data?.error?.type === 'StreamReset') live.error.data.error.head satisfies string;
}
