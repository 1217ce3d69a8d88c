// Generated from the Rust router. Do not edit: run `just gen`.

import { createTRPCUntypedClient, httpLink } from '@trpc/client';
import superjson from 'superjson';
import type { AppRouter } from './router';

export type { AppRouter };

/** Every procedure as a function, like the callers of `@trpc/server`. */
export type Caller = ReturnType<AppRouter['createCaller']>;

/** Where the API is, and for whom it is called. */
export type CallerOptions = {
  /** Where the API is served, such as `https://api.example.com/trpc`. */
  url: string;
  /** Whose request is being answered: `headers` of `next/headers`. Left out, the calls are nobody's. */
  headers?: () => Headers | Promise<Headers>;
};

/** What the API may know of the browser behind a request. */
const FORWARDED = ['authorization', 'cookie', 'origin', 'user-agent', 'x-forwarded-for'];

/** What is not a query. */
const KINDS = new Map<string, 'mutation' | 'subscription'>([
  ['files.form', 'mutation'],
  ['files.put', 'mutation'],
  ['flat.draw', 'mutation'],
  ['ids.every', 'mutation'],
  ['shapes.every', 'mutation'],
  ['shapes.order', 'mutation'],
  ['values.many', 'mutation'],
  ['values.orders', 'mutation'],
]);

/**
 * Calls the API from a server: give it to `createHydrationHelpers` of `@trpc/react-query/rsc`, or use it by itself.
 * Each call is a request of its own, so that two visitors' cookies never meet in one. A refusal is a
 * `TRPCClientError`.
 */
export function createCaller({ url, headers }: CallerOptions): Caller {
  const call = async (path: string, input: unknown): Promise<unknown> => {
    // Not in the link, which would wrap what Next throws to learn that a page depends on its request.
    const forwarded = forward(await headers?.());
    const client = createTRPCUntypedClient<AppRouter>({
      links: [httpLink({ url, transformer: superjson, headers: forwarded })],
    });
    switch (KINDS.get(path)) {
      case 'mutation':
        return client.mutation(path, input);
      case 'subscription':
        throw new Error(`${path} is a subscription: it is for clients that stay.`);
      case undefined:
        return client.query(path, input);
    }
  };
  return callable([], call) as Caller;
}

function forward(incoming: Headers | undefined): Headers {
  const forwarded = new Headers();
  for (const name of FORWARDED) {
    const value = incoming?.get(name);
    if (typeof value === 'string') forwarded.set(name, value);
  }
  return forwarded;
}

/** A function of that path, whose properties are the functions below it. It is no promise, and `await` may ask. */
function callable(path: string[], call: (path: string, input: unknown) => Promise<unknown>): unknown {
  return new Proxy(() => undefined, {
    get: (_, name) => (typeof name === 'string' && name !== 'then' ? callable([...path, name], call) : undefined),
    apply: (_, __, [input]: unknown[]) => call(path.join('.'), input),
  });
}
