/** The client at 11.19.0: the last version that `@trpc/react-query` was published with. */
export * from '@trpc/client';
