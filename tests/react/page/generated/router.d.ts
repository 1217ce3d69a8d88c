// Generated from the Rust router. Do not edit: run `just gen`.

import type {
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from '@trpc/server';
import type { ErrorShape, Root } from './error';
import type { Procedures } from './types';

type Parts<K extends keyof Procedures> = {
  input: Procedures[K]['input'];
  output: Procedures[K]['output'];
  errorShape: ErrorShape<Procedures[K]['error']>;
  meta: unknown;
};
type Query<K extends keyof Procedures> = TRPCQueryProcedure<Parts<K>>;
type Mutation<K extends keyof Procedures> = TRPCMutationProcedure<Parts<K>>;
type Subscription<K extends keyof Procedures> = TRPCSubscriptionProcedure<
  Omit<Parts<K>, 'output'> & { output: AsyncIterable<Procedures[K]['output'], void, unknown> }
>;

/** The server's router, for `createTRPCClient<AppRouter>`. */
export type AppRouter = TRPCBuiltRouter<
  Root,
  {
    context: {
      name: Query<'context.name'>;
    };
    deep: {
      er: {
        ping: Query<'deep.er.ping'>;
      };
    };
    errors: {
      mutateTyped: Mutation<'errors.mutateTyped'>;
      panics: Query<'errors.panics'>;
      typed: Query<'errors.typed'>;
      withCode: Query<'errors.withCode'>;
    };
    headers: {
      read: Query<'headers.read'>;
      set: Mutation<'headers.set'>;
    };
    life: {
      count: Query<'life.count'>;
      follow: Subscription<'life.follow'>;
      hold: Query<'life.hold'>;
      ticks: Subscription<'life.ticks'>;
      wait: Query<'life.wait'>;
    };
    lists: {
      directed: Query<'lists.directed'>;
      page: Query<'lists.page'>;
    };
    store: {
      all: Query<'store.all'>;
      put: Mutation<'store.put'>;
    };
    streams: {
      badId: Subscription<'streams.badId'>;
      count: Subscription<'streams.count'>;
      dates: Subscription<'streams.dates'>;
      empty: Subscription<'streams.empty'>;
      fails: Subscription<'streams.fails'>;
      mixed: Subscription<'streams.mixed'>;
      refused: Subscription<'streams.refused'>;
      resumed: Subscription<'streams.resumed'>;
      tracked: Subscription<'streams.tracked'>;
    };
    uploads: {
      bytes: Mutation<'uploads.bytes'>;
      form: Mutation<'uploads.form'>;
    };
    values: {
      checked: Query<'values.checked'>;
      dates: Query<'values.dates'>;
      everything: Query<'values.everything'>;
      mutateChecked: Mutation<'values.mutateChecked'>;
      mutateNothing: Mutation<'values.mutateNothing'>;
      mutateOptional: Mutation<'values.mutateOptional'>;
      nothing: Query<'values.nothing'>;
      null: Query<'values.null'>;
      optional: Query<'values.optional'>;
      take: Query<'values.take'>;
      text: Query<'values.text'>;
    };
  }
>;
