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
>;
//# sourceMappingURL=router.d.ts.map
