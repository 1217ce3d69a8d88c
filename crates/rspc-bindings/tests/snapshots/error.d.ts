// Generated from the Rust router. Do not edit: run `just gen`.

import type { TRPCBuiltRouter } from '@trpc/server';
import type { TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODE_NUMBER } from '@trpc/server/rpc';

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

/** What every procedure of the router shares. */
export type Root = { ctx: object; meta: object; errorShape: ErrorShape; transformer: true };

/** The router without its procedures: all that links need to know of it, and a name for all of its errors. */
export type RootRouter = TRPCBuiltRouter<Root, Record<never, never>>;
