/** The unmodified client at 11.0.0, which takes its own `@trpc/server` with it. */
export * from '@trpc/client';
