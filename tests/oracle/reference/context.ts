/** The context, and what it makes of a request: also a failure, where the client asks for one. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TRPCError } from 'trpc-server-newest';
import type { TRPCRequestInfo } from 'trpc-server-newest/http';

export type Context = {
  asked: string | null;
  cookie: string | null;
  name: string | null;
  setHeader: (name: string, value: string | string[]) => void;
};

type Options = { req: IncomingMessage; res: unknown; info: TRPCRequestInfo };

/** Fails where the header `x-context` or the connection parameter `context` says "fail". */
export function contextOf({ req, res, info }: Options): Context {
  const parameters = info.connectionParams ?? {};
  const header = (name: string) => req.headers[name]?.toString() ?? null;
  if ((header('x-context') ?? parameters['context']) === 'fail') {
    throw new TRPCError({ code: 'UNAUTHORIZED', message: 'There is no context for you.' });
  }
  return {
    asked: header('x-asked'),
    cookie: header('cookie'),
    name: parameters['name'] ?? null,
    setHeader: (name, value) => {
      // A socket has no headers left to set.
      if (res && typeof res === 'object' && 'setHeader' in res) (res as ServerResponse).setHeader(name, value);
    },
  };
}
