/** The reference: the procedures of `crates/rspc-axum/examples/oracle`, once more, on the newest `@trpc/server`. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import superjson from 'superjson';
import { createHTTPHandler } from 'trpc-server-newest/adapters/standalone';
import { applyWSSHandler } from 'trpc-server-newest/adapters/ws';
import { WebSocketServer } from 'ws';
import { contextOf } from './reference/context';
import { routerWith } from './reference/router';

/** The mounts, as the Rust program has them. */
const MOUNTS = [
  { base: '/superjson', router: routerWith(superjson), allowMethodOverride: false },
  { base: '/plain', router: routerWith(undefined), allowMethodOverride: false },
  { base: '/override', router: routerWith(undefined), allowMethodOverride: true },
];

/** Starts it on a free port. */
export async function startReference() {
  const mounts = MOUNTS.map(({ base, router, allowMethodOverride }) => {
    const options = { router, createContext: contextOf, basePath: `${base}/`, maxBatchSize: 10, allowMethodOverride };
    const sockets = new WebSocketServer({ noServer: true });
    applyWSSHandler({ router, createContext: contextOf, wss: sockets, maxBatchSize: 10 });
    return { base, answer: createHTTPHandler({ ...options, maxBodySize: 1024 * 1024 }), sockets };
  });
  const mountOf = ({ url }: IncomingMessage) => mounts.find(({ base }) => url?.startsWith(base));
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const mount = mountOf(request);
    if (mount) return mount.answer(request, response);
    response.writeHead(404).end();
  });
  server.on('upgrade', (request, socket, head) => {
    const mount = mountOf(request);
    if (!mount) return socket.destroy();
    mount.sockets.handleUpgrade(request, socket, head, (client) => mount.sockets.emit('connection', client, request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      for (const { sockets } of mounts) for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
