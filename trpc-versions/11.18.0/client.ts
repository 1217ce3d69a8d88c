/** The unmodified client at 11.18.0, which takes its own `@trpc/server` with it. */
export * from '@trpc/client';
