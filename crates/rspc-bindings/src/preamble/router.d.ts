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
