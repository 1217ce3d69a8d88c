/** How the page reaches the server: which mount, over which links. */
import type * as newest from '@trpc/client';
import superjson from 'superjson';

/** What the page needs of `@trpc/client`, whichever its version. */
export type ClientPackage = typeof newest;

export type Mount = 'superjson' | 'plain';

/** Batches that stream and server-sent events; batches and a socket for subscriptions; a socket for everything. */
export type Transport = 'stream' | 'batch' | 'socket';

export type Connection = { mount: Mount; transport: Transport };

/** A route's parameters, which hold a connection. */
export type Params = { params: Promise<{ mount: string; transport: string }> };

/** What the client does where no transformer is given. The router's type asks for one, as its other mount has it. */
const PLAIN = { serialize: (value: unknown) => value, deserialize: (value: unknown) => value };

export async function connectionOf({ params }: Params): Promise<Connection> {
  const { mount, transport } = await params;
  return { mount: mount === 'plain' ? 'plain' : 'superjson', transport: transportOf(transport) };
}

/** The links of a browser, and what closes them. */
export function browserLinks(trpc: ClientPackage, { mount, transport }: Connection) {
  const { href } = new URL(`/${mount}`, location.href);
  const transformer = transformerOf(mount);
  const http = { url: href, transformer };
  if (transport === 'stream') {
    const link = trpc.splitLink({
      condition: ({ type }) => type === 'subscription',
      true: trpc.httpSubscriptionLink(http),
      false: trpc.httpBatchStreamLink(http),
    });
    return { links: [link], close: () => undefined };
  }
  const client = trpc.createWSClient({ url: href.replace(/^http/, 'ws') });
  const socket = trpc.wsLink({ client, transformer });
  const link =
    transport === 'socket'
      ? socket
      : trpc.splitLink({
          condition: ({ type }) => type === 'subscription',
          true: socket,
          false: trpc.httpBatchLink(http),
        });
  return { links: [link], close: () => void client.close() };
}

/** The link of a server component, which calls over HTTP alone. */
export function serverLink(
  trpc: ClientPackage,
  { mount, transport }: Connection,
  request: { origin: string; headers: Record<string, string> },
) {
  const http = { url: `${request.origin}/${mount}`, transformer: transformerOf(mount), headers: request.headers };
  return transport === 'stream' ? trpc.httpBatchStreamLink(http) : trpc.httpBatchLink(http);
}

function transformerOf(mount: Mount) {
  return mount === 'superjson' ? superjson : PLAIN;
}

function transportOf(name: string): Transport {
  return name === 'batch' || name === 'socket' ? name : 'stream';
}
