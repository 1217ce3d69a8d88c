/** The unmodified tRPC client on the generated router, over each of its links, as page and bot set it up. */
import { transformer, type AppRouter } from '@tickwire/bindings';
import {
  createTRPCClient,
  createWSClient,
  httpBatchLink,
  httpLink,
  wsLink,
  type TRPCClient,
  type TRPCWebSocketClient,
} from '@trpc/client';
import { WebSocket } from 'ws';
import { CookieJar } from './cookie-jar';

export type Client = TRPCClient<AppRouter>;

/** The key of the demo bot `momentum`. */
export const MOMENTUM_KEY = 'tw_demo_momentum_key';

/** The owners of the two demo teams. */
export const DEMO = { email: 'demo@tickwire.dev', password: 'demo-tickwire-2026' };
export const ACME = { email: 'acme@tickwire.dev', password: 'acme-tickwire-2026' };

/** Who calls: a bot by its key, a person by the session in a cookie jar, or nobody. */
export type Identity = { key?: string; jar?: CookieJar };

/** What a browser says of a request by a page of the server's own. */
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

/** A client and what is to be closed after it. */
export type Connection = { client: Client; close: () => Promise<void> };

/** A way to reach the server. */
export type Transport = { name: string; connect: (apiUrl: string, identity: Identity) => Connection };

/** Every link that carries queries and mutations. */
export const TRANSPORTS: Transport[] = [
  {
    name: 'httpBatchLink',
    connect: (apiUrl, identity) => overHttp(httpBatchLink<AppRouter>(httpOptions(apiUrl, identity))),
  },
  {
    name: 'httpLink',
    connect: (apiUrl, identity) => overHttp(httpLink<AppRouter>(httpOptions(apiUrl, identity))),
  },
  { name: 'wsLink', connect: (apiUrl, identity) => overSocket(openSocket(apiUrl, identity)) },
];

/** A client over HTTP, a request a call. */
export function httpClient(apiUrl: string, identity: Identity): Client {
  return overHttp(httpLink<AppRouter>(httpOptions(apiUrl, identity))).client;
}

/** A person's client over HTTP, logged in; the jar has the session. */
export async function logIn(apiUrl: string, credentials: typeof DEMO): Promise<{ client: Client; jar: CookieJar }> {
  const jar = new CookieJar();
  const client = httpClient(apiUrl, { jar });
  await client.auth.login.mutate(credentials);
  return { client, jar };
}

/** A socket that reconnects at once: the server is back when the test says so. */
export function openSocket(apiUrl: string, { key, jar }: Identity): TRPCWebSocketClient {
  const cookie = jar?.header();
  const headers = { ...OWN_PAGE, ...(cookie !== undefined && { cookie }) };
  class CookieSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers });
    }
  }
  return createWSClient({
    url: socketUrl(apiUrl),
    // A browser's socket but for what the client does not use: `dispatchEvent`, and kinds of binary frames.
    WebSocket: CookieSocket as unknown as typeof globalThis.WebSocket,
    connectionParams: key === undefined ? null : { token: key },
    retryDelayMs: () => 20,
  });
}

/** A client on a socket. */
export function overSocket(socket: TRPCWebSocketClient): Connection {
  const client = createTRPCClient<AppRouter>({ links: [wsLink<AppRouter>({ client: socket, transformer })] });
  return { client, close: () => socket.close() };
}

/** Where the server's sockets are. */
export function socketUrl(apiUrl: string): string {
  return `${apiUrl.replace(/^http/, 'ws')}/trpc`;
}

function httpOptions(apiUrl: string, { key, jar }: Identity) {
  return {
    url: `${apiUrl}/trpc`,
    transformer,
    headers: key === undefined ? OWN_PAGE : { authorization: `Bearer ${key}` },
    ...(jar && { fetch: jar.fetch }),
  };
}

function overHttp(link: ReturnType<typeof httpLink<AppRouter>>): Connection {
  return { client: createTRPCClient<AppRouter>({ links: [link] }), close: () => Promise.resolve() };
}
