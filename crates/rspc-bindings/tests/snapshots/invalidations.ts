// Generated from the Rust router. Do not edit: run `just gen`.

/** The queries, and namespaces of queries, that a mutation makes stale. */
export const invalidations = {
} as const;
