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
  ['account.changeEmail', 'mutation'],
  ['account.changePassword', 'mutation'],
  ['account.confirmEmail', 'mutation'],
  ['account.updateProfile', 'mutation'],
  ['auth.completeRegistration', 'mutation'],
  ['auth.completeSignIn', 'mutation'],
  ['auth.confirm', 'mutation'],
  ['auth.forgotPassword', 'mutation'],
  ['auth.login', 'mutation'],
  ['auth.logout', 'mutation'],
  ['auth.logoutEverywhere', 'mutation'],
  ['auth.register', 'mutation'],
  ['auth.resetPassword', 'mutation'],
  ['backtests.cancel', 'mutation'],
  ['backtests.create', 'mutation'],
  ['backtests.onChange', 'subscription'],
  ['backtests.onProgress', 'subscription'],
  ['bots.acknowledge', 'mutation'],
  ['bots.command', 'mutation'],
  ['bots.create', 'mutation'],
  ['bots.heartbeat', 'mutation'],
  ['bots.log', 'mutation'],
  ['bots.onChange', 'subscription'],
  ['bots.onCommand', 'subscription'],
  ['bots.onCommandChange', 'subscription'],
  ['bots.onMessage', 'subscription'],
  ['bots.pause', 'mutation'],
  ['bots.rename', 'mutation'],
  ['bots.saveVersion', 'mutation'],
  ['bots.start', 'mutation'],
  ['bots.stop', 'mutation'],
  ['bots.watch', 'mutation'],
  ['candleSets.remove', 'mutation'],
  ['candleSets.upload', 'mutation'],
  ['equity.onChange', 'subscription'],
  ['fills.onNew', 'subscription'],
  ['identities.unlink', 'mutation'],
  ['invitations.accept', 'mutation'],
  ['invitations.create', 'mutation'],
  ['invitations.resend', 'mutation'],
  ['invitations.revoke', 'mutation'],
  ['jobs.retry', 'mutation'],
  ['keys.create', 'mutation'],
  ['keys.revoke', 'mutation'],
  ['keys.rotate', 'mutation'],
  ['market.onTick', 'subscription'],
  ['members.changeRole', 'mutation'],
  ['members.leave', 'mutation'],
  ['members.remove', 'mutation'],
  ['orders.cancel', 'mutation'],
  ['orders.cancelAll', 'mutation'],
  ['orders.onChange', 'subscription'],
  ['orders.place', 'mutation'],
  ['positions.close', 'mutation'],
  ['positions.closeAll', 'mutation'],
  ['positions.onChange', 'subscription'],
  ['risk.halt', 'mutation'],
  ['risk.lockPair', 'mutation'],
  ['risk.onChange', 'subscription'],
  ['risk.removeLimit', 'mutation'],
  ['risk.resume', 'mutation'],
  ['risk.setLimit', 'mutation'],
  ['risk.unlockPair', 'mutation'],
  ['secondFactor.begin', 'mutation'],
  ['secondFactor.confirm', 'mutation'],
  ['secondFactor.disable', 'mutation'],
  ['secondFactor.regenerateCodes', 'mutation'],
  ['sessions.revoke', 'mutation'],
  ['signals.onChange', 'subscription'],
  ['signals.onNew', 'subscription'],
  ['signals.submit', 'mutation'],
  ['tenants.create', 'mutation'],
  ['tenants.rename', 'mutation'],
  ['tenants.switch', 'mutation'],
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
