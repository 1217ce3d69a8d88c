/** Compiles the committed bindings of the generator's own sample router, which has every shape, as a client would. */

import type { TRPCClientErrorLike } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../crates/rspc-bindings/tests/snapshots/router';
import type { Answer, Row, ShapesEveryInput } from '../../crates/rspc-bindings/tests/snapshots/types';
import { shapesEveryInput } from '../../crates/rspc-bindings/tests/snapshots/zod';
import type * as z from 'zod/mini';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Compiles where each is true. */
export const claims: {
  input: Same<inferRouterInputs<AppRouter>['shapes']['every'], ShapesEveryInput>;
  output: Same<inferRouterOutputs<AppRouter>['shapes']['every'], Answer<Row>>;
  map: Same<inferRouterOutputs<AppRouter>['shapes']['every']['byId'], Map<bigint, Row>>;
  message: Same<TRPCClientErrorLike<AppRouter>['message'], string>;
} = { input: true, output: true, map: true, message: true };

/** What the schema gives may be sent as it is. */
export const sent = (input: z.output<typeof shapesEveryInput>): ShapesEveryInput => input;
