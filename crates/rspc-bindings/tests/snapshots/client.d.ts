// Generated from the Rust router. Do not edit: run `just gen`.

import type { TRPCClientError, TRPCProcedureOptions, TRPCPromise } from '@trpc/client';
import type { Unsubscribable } from '@trpc/server/observable';
import type { TRPCConnectionState } from '@trpc/client/unstable-internals';
import type { ErrorShape } from './error';
import type { Procedures } from './types';

type Shape<K extends keyof Procedures> = ErrorShape<Procedures[K]['error']>;
type Refusal<K extends keyof Procedures> = TRPCClientError<{ errorShape: Shape<K>; transformer: true }>;

/** What a subscription tells of itself. */
export interface Observer<Data, Error> {
  onStarted: (started: { context: Record<string, unknown> | undefined }) => void;
  onData: (data: Data) => void;
  onError: (error: Error) => void;
  onStopped: () => void;
  onComplete: () => void;
  onConnectionStateChange: (state: TRPCConnectionState<Error>) => void;
}

interface Query<K extends keyof Procedures> {
  query: (
    input: Procedures[K]['input'],
    options?: TRPCProcedureOptions,
  ) => TRPCPromise<Procedures[K]['output'], Shape<K>>;
}
interface Mutation<K extends keyof Procedures> {
  mutate: (
    input: Procedures[K]['input'],
    options?: TRPCProcedureOptions,
  ) => TRPCPromise<Procedures[K]['output'], Shape<K>>;
}
interface Subscription<K extends keyof Procedures> {
  subscribe: (
    input: Procedures[K]['input'],
    options: Partial<Observer<Procedures[K]['output'], Refusal<K>>> & TRPCProcedureOptions,
  ) => Unsubscribable;
}

/** What `createTRPCClient<AppRouter>` makes. */
export interface Client {
  files: {
    form: Mutation<'files.form'>;
    put: Mutation<'files.put'>;
  };
  flat: {
    draw: Mutation<'flat.draw'>;
  };
  ids: {
    every: Mutation<'ids.every'>;
    one: Query<'ids.one'>;
  };
  old: {
    /**
     * Stores nothing.
     * @deprecated use `shapes.every`
     */
    nothing: Query<'old.nothing'>;
  };
  shapes: {
    every: Mutation<'shapes.every'>;
    order: Mutation<'shapes.order'>;
  };
  values: {
    big: Query<'values.big'>;
    many: Mutation<'values.many'>;
    maybe: Query<'values.maybe'>;
    number: Query<'values.number'>;
    orders: Mutation<'values.orders'>;
    text: Query<'values.text'>;
  };
}
//# sourceMappingURL=client.d.ts.map
