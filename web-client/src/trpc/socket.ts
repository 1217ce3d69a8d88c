/** The tab's one WebSocket. */
import { createWSClient, type TRPCWebSocketClient } from '@trpc/client';

/** Half a second, doubling up to five: a trader should not wait half a minute for a server that is back. */
function retryDelayMs(attempt: number): number {
  return attempt === 0 ? 0 : Math.min(250 * 2 ** attempt, 5_000);
}

let socket: TRPCWebSocketClient | undefined;

/** Opens with the first subscription, closes after the last; never on the server. */
export function openSocket(): TRPCWebSocketClient {
  socket ??= createWSClient({
    url: () => `${window.location.origin.replace(/^http/, 'ws')}/api/trpc`,
    lazy: { enabled: true, closeMs: 10_000 },
    // A network that vanishes closes nothing: without an answer to a ping in time, the socket is dropped.
    keepAlive: { enabled: true, intervalMs: 5_000, pongTimeoutMs: 3_000 },
    retryDelayMs,
  });
  return socket;
}
