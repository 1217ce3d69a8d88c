import type { TRPCBuiltRouter, TRPCDefaultErrorShape, TRPCMutationProcedure, TRPCQueryProcedure, TRPCSubscriptionProcedure } from '@trpc/server';
import type * as T from './types';
type Q<I, O> = TRPCQueryProcedure<{ input: I; output: O; errorShape: TRPCDefaultErrorShape; meta: unknown }>;
type M<I, O> = TRPCMutationProcedure<{ input: I; output: O; errorShape: TRPCDefaultErrorShape; meta: unknown }>;
type S<I, O> = TRPCSubscriptionProcedure<{ input: I; output: AsyncIterable<O, void, unknown>; meta: unknown }>;
type Tracked<T> = { id: string; data: T };
type Root = { ctx: object; meta: object; errorShape: TRPCDefaultErrorShape; transformer: true };
export type AppRouter = TRPCBuiltRouter<Root, {
  auth: { login: M<T.AuthLoginInput, T.Me>; logout: M<void, void>; me: Q<void, T.Me> };
  health: { ping: Q<void, T.Ping> };
  positions: { getAll: Q<T.PositionsGetAllInput, T.Page<T.Position>>; onChange: S<T.StreamInput, Tracked<T.Position>> };
  signals: {
    list: Q<T.SignalsListInput, T.Page<T.Signal>>; onChange: S<T.StreamInput, Tracked<T.Signal>>;
    onNew: S<T.StreamInput, Tracked<T.Signal>>; submit: M<T.SignalsSubmitInput, T.Signal>;
  };
}>;
