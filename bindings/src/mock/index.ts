/** A server without a backend: every procedure of the API over HTTP and WebSocket, with made-up answers. */
import type { AddressInfo } from 'node:net';
import { createHTTPServer } from '@trpc/server/adapters/standalone';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { WebSocketServer } from 'ws';
import { contract } from '../../generated/contract';
import { mockRouter, type Handlers } from './router';

export { sampleOf } from './sample';
export type { Handlers };

/** A running server. */
export type Mock = {
  /** Its origin; the API is below `/trpc`. */
  url: string;
  stop: () => Promise<void>;
};

/** Starts the server; on a free port, if none is given. */
export async function startMock(options: { port?: number; handlers?: Handlers } = {}): Promise<Mock> {
  const router = mockRouter(options.handlers);
  const responseMeta = () => ({ headers: { 'x-contract': contract } });
  const server = createHTTPServer({ router, basePath: '/trpc/', responseMeta });
  const sockets = new WebSocketServer({ server });
  const handler = applyWSSHandler({ wss: sockets, router, keepAlive: { enabled: false } });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      handler.broadcastReconnectNotification();
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
