/** What the compiler has to say of the bindings: `tsc` fails where a line is not as it claims. Never run. */
import type { AppRouter, Me, Page, Position, Procedures, Signal, SubmitError } from '@tickwire/bindings';
import { safe } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { Client } from './clients';

/** Whether two types are one; `any` is like no other. */
type Same<A, B> = [A, B] extends [B, A] ? (0 extends 1 & A ? false : 0 extends 1 & B ? false : true) : false;
/** Does not compile for `false`. */
type Holds<Claim extends true> = Claim;

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

/** Outputs are the named types, with their dates: nothing is lost on the way through the router's type. */
export type OutputsAreNamed = [
  Holds<Same<Outputs['auth']['me'], Me>>,
  Holds<Same<Outputs['auth']['logout'], void>>,
  Holds<Same<Outputs['positions']['getAll'], Page<Position>>>,
  Holds<Same<Outputs['signals']['submit'], Signal>>,
  Holds<Same<Outputs['signals']['list']['items'][number]['receivedAt'], Date>>,
  Holds<Same<Outputs['positions']['getAll']['items'][number]['closedAt'], Date | null>>,
  Holds<Same<Outputs['positions']['getAll']['items'][number]['netPnl'], string>>,
  Holds<Same<Inputs['positions']['getAll']['status'], 'OPEN' | 'CLOSED' | null | undefined>>,
];

/** `true` where a type or a part of it is `any`. */
type AnyIn<T> = 0 extends 1 & T
  ? true
  : T extends Date
    ? never
    : T extends (infer Item)[]
      ? AnyIn<Item>
      : T extends object
        ? { [Key in keyof T]-?: AnyIn<T[Key]> }[keyof T]
        : never;

/** No procedure takes, answers or refuses with an `any`. */
export type NothingIsAny = Holds<Same<AnyIn<Procedures>, never>>;

/** Queries have `query` and nothing else, and so on. */
export type EachHasItsKind = [
  Holds<Same<keyof Client['health']['ping'], 'query'>>,
  Holds<Same<keyof Client['auth']['login'], 'mutate'>>,
  Holds<Same<keyof Client['signals']['onNew'], 'subscribe'>>,
  // @ts-expect-error there is no such procedure
  Client['signals']['nope'],
  // @ts-expect-error nor such a namespace
  Client['nope'],
];

/** Inputs are checked to the field. */
export function inputs(client: Client) {
  void client.positions.getAll.query({});
  void client.positions.getAll.query({ status: 'OPEN', cursor: null, limit: 10 });
  // @ts-expect-error no such status
  void client.positions.getAll.query({ status: 'HALF' });
  // @ts-expect-error no such field
  void client.positions.getAll.query({ tenantId: 'acme' });
  // @ts-expect-error a number is a number
  void client.positions.getAll.query({ limit: '10' });
  // @ts-expect-error the input is missing
  void client.signals.submit.mutate();
  // @ts-expect-error its fields are
  void client.signals.submit.mutate({});
  void client.signals.submit.mutate({ dedupKey: 'a', venue: 'BINANCE', symbol: 'BTCUSDT', side: 'BUY', qty: '1' });
  // @ts-expect-error an amount is a string: a number has lost digits already
  void client.signals.submit.mutate({ dedupKey: 'a', venue: 'BINANCE', symbol: 'BTCUSDT', side: 'BUY', qty: 1 });
  // @ts-expect-error a time is a Date
  void client.signals.submit.mutate({ dedupKey: 'a', venue: 'BINANCE', symbol: 'X', occurredAt: '2026-01-01' });
  // @ts-expect-error nothing goes in here
  void client.auth.me.query({ id: 1 });
}

/** A subscription's events carry their place in the stream. */
export function subscriptions(client: Client) {
  client.signals.onNew.subscribe(undefined, {
    onData: (event) => {
      event satisfies { id: string; data: Signal };
    },
    onError: (error) => {
      if (error.data?.error?.type === 'StreamReset') error.data.error.head satisfies string;
    },
  });
  client.positions.onChange.subscribe({ lastEventId: null }, { onData: ({ data }) => data satisfies Position });
  // @ts-expect-error a position is a string
  client.signals.onNew.subscribe({ lastEventId: 7 }, {});
}

/** A refusal is the procedure's own, and narrows. */
export async function errors(client: Client) {
  const [signal, refusal] = await safe(
    client.signals.submit.mutate({ dedupKey: 'a', venue: 'BINANCE', symbol: 'BTCUSDT', action: 'CLOSE' }),
  );
  if (!refusal) return signal satisfies Signal;
  // @ts-expect-error there is no signal where there is a refusal
  signal.id satisfies string;
  refusal.data?.zodError?.fieldErrors.dedupKey satisfies string[] | undefined;
  refusal.data?.code satisfies string | undefined;
  const error = refusal.data?.error;
  switch (error?.type) {
    case 'DuplicateSignal':
      return error.signalId satisfies string;
    case 'UnknownInstrument':
      // @ts-expect-error that is of another refusal
      error.signalId satisfies string;
      return error.symbol satisfies string;
    // @ts-expect-error a signal is never refused for a password
    case 'WrongCredentials':
      return;
    default:
      return error satisfies Exclude<Procedures['signals.submit']['error'], SubmitError> | SubmitError | undefined;
  }
}

/** Procedures do not share their refusals. */
export async function ownErrors(client: Client) {
  const [, refusal] = await safe(client.auth.me.query());
  // @ts-expect-error `auth.me` has no duplicates
  return refusal?.data?.error?.type === 'DuplicateSignal';
}
