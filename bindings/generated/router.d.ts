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
    auth: {
      /** Opens a session in the tenant that the person joined first, and sets the session's cookie. */
      login: Mutation<'auth.login'>;
      /** Ends the session; without one there is nothing to end, and that is fine. */
      logout: Mutation<'auth.logout'>;
      /** Who is logged in, and in which tenant. */
      me: Query<'auth.me'>;
    };
    health: {
      /** The version and the time of the server. */
      ping: Query<'health.ping'>;
    };
    positions: {
      /** The tenant's positions, newest first. */
      getAll: Query<'positions.getAll'>;
      /** A position each time it opens, changes or closes, as it then stands. */
      onChange: Subscription<'positions.onChange'>;
    };
    signals: {
      /** The tenant's signals, newest first. */
      list: Query<'signals.list'>;
      /** A signal each time its status changes, as it then stands. */
      onChange: Subscription<'signals.onChange'>;
      /** Each signal as it is received. */
      onNew: Subscription<'signals.onNew'>;
      /** Stores a signal and acknowledges it; its outcome arrives by `signals.onChange`. */
      submit: Mutation<'signals.submit'>;
    };
  }
>;
