/** The older React integration, unmodified. */
export * from '@trpc/react-query';
