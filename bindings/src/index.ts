/** The types of the Tickwire API, generated from its Rust router, and the transformer that it speaks. */
export type { ErrorShape } from '../generated/error';
export type { AppRouter } from '../generated/router';
export type * from '../generated/types';
export { default as transformer } from 'superjson';
export { contract } from '../generated/contract';
export { invalidations } from '../generated/invalidations';
