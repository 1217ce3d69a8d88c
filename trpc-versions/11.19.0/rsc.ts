/** Its part for server components. */
export * from '@trpc/react-query/rsc';
