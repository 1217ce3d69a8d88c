/** The tab's one WebSocket, and the client that subscribes over it. Neither exists while the server renders. */
import { transformer, type AppRouter } from '@tickwire/bindings';
import { createTRPCClient, createWSClient, wsLink, type TRPCClient, type TRPCWebSocketClient } from '@trpc/client';
import { staysSignedIn } from './go-to-login';
import { MEANT, slugIn } from './meant';

let socket: TRPCWebSocketClient | undefined;
let client: TRPCClient<AppRouter> | undefined;
/** Under way: every subscription is refused at the same time. */
let renewing: Promise<boolean> | undefined;

/** Opens with the first subscription, closes after the last. Call it in effects only. */
export function openSocket(): TRPCWebSocketClient {
  socket ??= createWSClient({
    url: () => `${window.location.origin.replace(/^http/, 'ws')}/api/trpc`,
    connectionParams: () => {
      const tenant = slugIn(window.location.pathname);
      return tenant === undefined ? null : { [MEANT.parameter]: tenant };
    },
    lazy: { enabled: true, closeMs: 10_000 },
    // A network that vanishes closes nothing: without an answer to a ping in time, the socket is dropped.
    keepAlive: { enabled: true, intervalMs: 5_000, pongTimeoutMs: 3_000 },
    retryDelayMs,
  });
  return socket;
}

/**
 * The socket speaks for the session by the token that it was opened with: where that was refused and the session has
 * another one, it is opened again. Whether the page stays.
 */
export function renewSocket(): Promise<boolean> {
  renewing ??= staysSignedIn()
    .then((isSignedIn) => {
      if (isSignedIn) socket?.connection?.ws.close();
      return isSignedIn;
    })
    .finally(() => (renewing = undefined));
  return renewing;
}

/** Subscribes over the socket. Call it in effects only. */
export function liveClient(): TRPCClient<AppRouter> {
  client ??= createTRPCClient<AppRouter>({ links: [wsLink({ client: openSocket(), transformer })] });
  return client;
}

/** At once, then half a second, doubling up to five: nobody should wait half a minute for a server that is back. */
function retryDelayMs(attempt: number): number {
  return attempt === 0 ? 0 : Math.min(250 * 2 ** attempt, 5_000);
}
