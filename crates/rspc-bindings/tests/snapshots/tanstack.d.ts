// Generated from the Rust router. Do not edit: run `just gen`.

/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface is cheaper to check than an alias */
import type { DataTag, QueryFilters, QueryFunction, SkipToken, UseQueryOptions } from '@tanstack/react-query';
import type { TRPCClientErrorLike } from '@trpc/client';
import type {
  DecorateMutationProcedure,
  DecorateRouterKeyable,
  DecorateSubscriptionProcedure,
  DefaultFeatureFlags,
  TRPCInfiniteData,
  TRPCInfiniteQueryOptions,
  TRPCQueryBaseOptions,
  TRPCQueryKey,
  TRPCQueryOptionsResult,
  WithRequired,
} from '@trpc/tanstack-react-query';
import type { ErrorShape } from './error';
import type { Procedures } from './types';

type Input<K extends keyof Procedures> = Procedures[K]['input'];
type Output<K extends keyof Procedures> = Procedures[K]['output'];
type Shape<K extends keyof Procedures> = ErrorShape<Procedures[K]['error']>;
type Refusal<K extends keyof Procedures> = TRPCClientErrorLike<{ transformer: true; errorShape: Shape<K> }>;

/** Namespaces have keys and filters of their own. */
interface Namespace extends DecorateRouterKeyable<DefaultFeatureFlags> {}

type Definition<K extends keyof Procedures, O = Output<K>> = {
  input: Input<K>;
  output: O;
  transformer: true;
  errorShape: Shape<K>;
  featureFlags: DefaultFeatureFlags;
};

interface Options<O, T, E>
  extends
    Omit<UseQueryOptions<O, E, T, TRPCQueryKey>, 'queryKey' | 'queryFn' | 'queryHashFn' | 'queryHash'>,
    TRPCQueryBaseOptions {}
interface DefinedOptions<O, T, E> extends Options<O, T, E> {
  initialData: O | (() => O);
}
interface Result<O, T, E> extends UseQueryOptions<O, E, T, TRPCQueryKey>, TRPCQueryOptionsResult {
  queryKey: DataTag<TRPCQueryKey, T, E>;
}
interface SkippableResult<O, T, E> extends Result<O, T, E> {
  initialData?: never;
}
interface UndefinedResult<O, T, E> extends SkippableResult<O, T, E> {
  queryFn?: QueryFunction<O, TRPCQueryKey>;
}
interface DefinedResult<O, T, E> extends Result<O, T, E> {
  queryFn?: QueryFunction<O, TRPCQueryKey>;
  initialData: O | (() => O);
}
/** In the order in which they are tried: an ordinary call matches the second one, and never meets the third. */
interface QueryOptions<I, O, E> {
  <T = O>(input: I | SkipToken, options: DefinedOptions<O, T, E>): DefinedResult<O, T, E>;
  <T = O>(input: I, options?: Options<O, T, E>): UndefinedResult<O, T, E>;
  <T = O>(input: I | SkipToken, options?: Options<O, T, E>): SkippableResult<O, T, E>;
}

type Key<K extends keyof Procedures> = DataTag<TRPCQueryKey, Output<K>, Refusal<K>>;
type PagesKey<K extends keyof Procedures> = DataTag<TRPCQueryKey, TRPCInfiniteData<Input<K>, Output<K>>, Refusal<K>>;

interface Query<K extends keyof Procedures> extends Namespace {
  '~types': { input: Input<K>; output: Output<K>; errorShape: Shape<K> };
  queryOptions: QueryOptions<Input<K>, Output<K>, Refusal<K>>;
  queryKey: (input?: Partial<Input<K>>) => Key<K>;
  queryFilter: (
    input?: Partial<Input<K>>,
    filters?: QueryFilters<Key<K>>,
  ) => WithRequired<QueryFilters<Key<K>>, 'queryKey'>;
}
/** A query whose input may name a page. */
interface Pages<K extends keyof Procedures> extends Query<K> {
  infiniteQueryOptions: TRPCInfiniteQueryOptions<Definition<K>>;
  infiniteQueryKey: (input?: Partial<Input<K>>) => PagesKey<K>;
  infiniteQueryFilter: (
    input?: Partial<Input<K>>,
    filters?: QueryFilters<PagesKey<K>>,
  ) => WithRequired<QueryFilters<PagesKey<K>>, 'queryKey'>;
}
interface Mutation<K extends keyof Procedures> extends DecorateMutationProcedure<Definition<K>> {}
interface Subscription<K extends keyof Procedures> extends DecorateSubscriptionProcedure<
  Definition<K, AsyncIterable<Output<K>, void, unknown>>
> {}

/** What `useTRPC` of `@trpc/tanstack-react-query` gives. */
export interface OptionsProxy extends Namespace {
  files: Namespace & {
    form: Mutation<'files.form'>;
    put: Mutation<'files.put'>;
  };
  flat: Namespace & {
    draw: Mutation<'flat.draw'>;
  };
  ids: Namespace & {
    every: Mutation<'ids.every'>;
    one: Query<'ids.one'>;
  };
  old: Namespace & {
    /**
     * Stores nothing.
     * @deprecated use `shapes.every`
     */
    nothing: Pages<'old.nothing'>;
  };
  shapes: Namespace & {
    every: Mutation<'shapes.every'>;
    order: Mutation<'shapes.order'>;
  };
  values: Namespace & {
    big: Query<'values.big'>;
    many: Mutation<'values.many'>;
    maybe: Query<'values.maybe'>;
    number: Query<'values.number'>;
    orders: Mutation<'values.orders'>;
    text: Query<'values.text'>;
  };
}
//# sourceMappingURL=tanstack.d.ts.map
