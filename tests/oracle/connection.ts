/** A client over one of its links, and what is seen through it. */
import { EventSource } from 'eventsource';
import superjson from 'superjson';
import { WebSocket } from 'ws';
import { contentType } from './differences';
import type { ClientPackage } from './versions';

// The oldest client asks the global one whether a connection is closed, whichever it was given.
Object.assign(globalThis, { EventSource });

export type Kind = 'query' | 'mutation';
export type LinkName = 'httpLink' | 'httpBatchLink' | 'httpBatchStreamLink' | 'httpSubscriptionLink' | 'wsLink';

/** What a client says of the request that it makes of everything it sends. */
export type Options = {
  headers?: Record<string, string>;
  connectionParams?: Record<string, string>;
  /** Queries go by POST. */
  methodOverride?: 'POST';
};

/** What came of a call: its value, or its error's fields. */
export type Outcome = { value: unknown } | { error: SeenError };
export type SeenError = { name: string; message: string; shape: unknown };
/** What a subscription said, in order. */
export type Said =
  { started: true } | { data: unknown } | { error: SeenError } | { stopped: true } | { complete: true };

/** An HTTP answer, as far as every answer of its kind has to agree. */
export type SeenAnswer = { status: number; type: string | null; cookies: string[]; said: string | null };

export class Connection {
  /** The answers to what was sent over HTTP. */
  readonly answers: SeenAnswer[] = [];
  readonly link: LinkName;
  readonly #client;
  readonly #close: () => Promise<void>;

  constructor(trpc: ClientPackage, link: LinkName, url: string, transform: boolean, options: Options = {}) {
    this.link = link;
    const transformer = transform ? superjson : undefined;
    const http = {
      url,
      transformer,
      headers: options.headers ?? {},
      methodOverride: options.methodOverride,
      fetch: this.#fetch,
    } as never;
    const [made, close] = this.#linkOf(trpc, link, url, transformer, http, options);
    this.#client = trpc.createTRPCUntypedClient({ links: [made] });
    this.#close = close;
  }

  call(kind: Kind, path: string, input?: unknown, signal?: AbortSignal): Promise<Outcome> {
    const options = signal === undefined ? {} : { signal };
    return this.#client[kind](path, input, options).then(
      (value) => ({ value }),
      (error: unknown) => ({ error: seen(error) }),
    );
  }

  /** Subscribes; `hear` is told what the subscription says. */
  subscribe(path: string, input: unknown, hear: (said: Said) => void): { unsubscribe: () => void } {
    return this.#client.subscription(path, input, {
      onStarted: () => hear({ started: true }),
      onData: (data) => hear({ data }),
      onError: (error) => hear({ error: seen(error) }),
      onStopped: () => hear({ stopped: true }),
      onComplete: () => hear({ complete: true }),
    });
  }

  close(): Promise<void> {
    return this.#close();
  }

  readonly #fetch: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    const { status, headers } = answer;
    this.answers.push({
      status,
      type: contentType(headers.get('content-type')),
      cookies: headers.getSetCookie(),
      said: headers.get('x-said'),
    });
    return answer;
  };

  #linkOf(trpc: ClientPackage, link: LinkName, url: string, transformer: unknown, http: never, options: Options) {
    const nothing = () => Promise.resolve();
    const { connectionParams } = options;
    switch (link) {
      case 'httpLink':
      case 'httpBatchLink':
      case 'httpBatchStreamLink':
        return [trpc[link](http), nothing] as const;
      case 'httpSubscriptionLink':
        return [
          trpc.httpSubscriptionLink({ url, transformer, EventSource, connectionParams } as never),
          nothing,
        ] as const;
      case 'wsLink': {
        const socket = { url: url.replace(/^http/, 'ws'), WebSocket, connectionParams, retryDelayMs: () => 10 };
        const client = trpc.createWSClient(socket as never);
        // The oldest client closes at once and answers nothing.
        return [trpc.wsLink({ client, transformer } as never), async () => client.close()] as const;
      }
    }
  }
}

function seen(error: unknown): SeenError {
  const { name, message, shape } = error as { name: string; message: string; shape?: unknown };
  // Of a connection that fails before it carries anything, the client hands on what its EventSource was told.
  return { name, message, shape: shape instanceof Event ? shape.type : shape };
}
