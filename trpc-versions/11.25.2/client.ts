/** The unmodified client at 11.25.2, which takes its own `@trpc/server` with it. */
export * from '@trpc/client';
