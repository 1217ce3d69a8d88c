/** tRPC's own client under the type that the bindings spell out: the same calls, for less of a compiler's time. */
import { createTRPCClient, type CreateTRPCClientOptions } from '@trpc/client';
import type { Client } from '../generated/client';
import type { RootRouter } from '../generated/error';

export type { Client, RootRouter };

/** `createTRPCClient<AppRouter>(options)`. */
export function createClient(options: CreateTRPCClientOptions<RootRouter>): Client {
  return createTRPCClient<RootRouter>(options) as unknown as Client;
}
