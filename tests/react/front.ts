/** One origin for the page and a server's mounts, as an application has it; it writes down what is asked of the server. */
import { createServer, request as open, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import superjson from 'superjson';

/** A request for the server. */
export type Asked = {
  by: 'browser' | 'server component';
  method: string | undefined;
  paths: string[];
  batch: boolean;
  inputs: unknown;
  answer?: { status: number | undefined; type: string | undefined };
};

const MOUNTS = /^\/(superjson|plain)(\/|$|\?)/;

export class Front {
  /** Where the server is. */
  serverUrl = '';
  readonly asked: Asked[] = [];
  readonly url: string;
  readonly #server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Starts it on a free port. */
  static async start(pageUrl: string): Promise<Front> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const front = new Front(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const asksServer = MOUNTS.test(request.url ?? '');
      front.#pass(request, response, asksServer ? front.serverUrl : pageUrl, asksServer);
    });
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      front.#join(request, socket, head);
    });
    return front;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(request: IncomingMessage, response: ServerResponse, to: string, note: boolean): void {
    const { method, headers, url = '/' } = request;
    const body: Buffer[] = [];
    const asked = note ? this.#note(request) : undefined;
    const passed = open(`${to}${url}`, { method, headers }, (answer) => {
      if (asked) {
        if (body.length > 0) asked.inputs = read(Buffer.concat(body).toString(), url);
        asked.answer = { status: answer.statusCode, type: answer.headers['content-type'] };
      }
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      response.flushHeaders();
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    passed.on('error', () => response.destroy());
    // A client that leaves is seen to leave.
    response.on('close', () => passed.destroy());
    request.on('data', (chunk: Buffer) => body.push(chunk));
    request.pipe(passed);
  }

  #note(request: IncomingMessage): Asked {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const asked: Asked = {
      by: 'sec-fetch-site' in request.headers ? 'browser' : 'server component',
      method: request.method,
      paths: decodeURIComponent(pathname.split('/').slice(2).join('/')).split(','),
      batch: searchParams.has('batch'),
      inputs: read(searchParams.get('input'), pathname),
    };
    this.asked.push(asked);
    return asked;
  }

  /** A socket is passed on byte by byte. */
  #join(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const { hostname, port } = new URL(this.serverUrl);
    const far = connect(Number(port), hostname, () => {
      const headers = request.rawHeaders.map((part, index) => (index % 2 === 0 ? `\r\n${part}: ` : part)).join('');
      far.write(`${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/1.1${headers}\r\n\r\n`);
      far.write(head);
      far.pipe(socket);
      socket.pipe(far);
    });
    for (const [one, other] of [
      [socket, far],
      [far, socket],
    ] as const) {
      this.#sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }
}

/** Inputs as the procedures get them. */
function read(json: string | null, path: string): unknown {
  if (json === null || json === '') return undefined;
  const value = JSON.parse(json) as Parameters<typeof superjson.deserialize>[0];
  if (!path.startsWith('/superjson')) return value;
  // A batch is a record of documents.
  if ('json' in value) return superjson.deserialize(value);
  return Object.fromEntries(
    Object.entries(value).map(([index, one]) => [index, superjson.deserialize(one as typeof value)]),
  );
}
