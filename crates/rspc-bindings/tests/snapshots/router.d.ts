// Generated from the Rust router. Do not edit: run `just gen`.

import type {
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from '@trpc/server';
import type { TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODE_NUMBER } from '@trpc/server/rpc';
import type { Procedures } from './types';

/** What an error carries: tRPC's fields, and `data.error` to match on where the procedure declares one. */
export type ErrorShape<E = unknown> = {
  message: string;
  code: TRPC_ERROR_CODE_NUMBER;
  data: {
    code: TRPC_ERROR_CODE_KEY;
    httpStatus: number;
    path?: string;
    stack?: string;
    /** By which the server's log is searched. */
    requestId?: string;
    error?: E;
    /** What is wrong with each field of the input. */
    zodError?: { formErrors: string[]; fieldErrors: Record<string, string[] | undefined> };
  };
};

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

type Root = { ctx: object; meta: object; errorShape: ErrorShape; transformer: true };

/** The server's router, for `createTRPCClient<AppRouter>`. */
export type AppRouter = TRPCBuiltRouter<
  Root,
  {
    old: {
      /**
       * Stores nothing.
       * @deprecated use `shapes.every`
       */
      nothing: Query<'old.nothing'>;
    };
    shapes: {
      every: Mutation<'shapes.every'>;
    };
  }
>;
