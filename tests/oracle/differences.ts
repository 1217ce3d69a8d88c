/**
 * Where our server answers otherwise than `@trpc/server`, each with its reason. Nothing here changes what
 * `@trpc/client` makes of an answer to what it can send, but for two sentences that are for people to read.
 */
import type { Outcome } from './connection';
import type { Answer } from './raw';
import type { RawRequest } from './requests';

/** An error's shape, without superjson's envelope. */
export type Shape = { message: string; code: number; data: { code: string; httpStatus: number; path?: string } };

/** What one call came to on either side; the shape where it was refused. */
export type Pair = { ours: Shape | undefined; theirs: Shape | undefined; request: RawRequest };

/** A difference in what one call came to. */
export type CallDifference = { name: string; reason: string; explains: (pair: Pair) => boolean };

/** A difference in what was said about a message, one of `sent`. */
export type MessageDifference = {
  name: string;
  reason: string;
  explains: (pair: { ours: Shape | undefined; theirs: Shape | undefined; sent: string }) => boolean;
};

/** A difference in what a request as a whole came to. */
export type AnswerDifference = {
  name: string;
  reason: string;
  explains: (request: RawRequest, ours: Answer, theirs: Answer) => boolean;
};

/** The procedures that take no input. */
const WITHOUT_INPUT =
  /^(values\.(text|dates|nothing|null|everything|mutateNothing)|deep\.er\.ping|context\.name|headers\.(read|set)|errors\.panics|streams\.(dates|refused|badId|empty))$/;

export const OF_CALLS: CallDifference[] = [
  {
    name: 'the sentence of a validation',
    reason: 'What is wrong with an input is said by the validator of the server, which is zod there and garde here.',
    explains: ({ ours, theirs }) =>
      ours?.data.code === 'BAD_REQUEST' && JSON.stringify(ours.data) === JSON.stringify(theirs?.data),
  },
  {
    name: 'the sentence of a limit',
    reason: 'We say how large a body may be. The reference repeats the name of the code.',
    explains: ({ ours, theirs }) =>
      ours?.data.code === 'PAYLOAD_TOO_LARGE' && JSON.stringify(ours.data) === JSON.stringify(theirs?.data),
  },
  {
    name: 'no input means no input',
    reason: 'A procedure without input refuses one, also one that is no JSON or too long. The reference never looks.',
    explains: ({ ours, theirs }) =>
      [400, 413].includes(ours?.data.httpStatus ?? 0) &&
      WITHOUT_INPUT.test(ours?.data.path ?? '') &&
      ours?.data.httpStatus !== theirs?.data.httpStatus,
  },
  {
    name: 'what is not JSON is a PARSE_ERROR',
    reason: 'That is its JSON-RPC code, and what both say over a socket. Over HTTP the reference says BAD_REQUEST.',
    explains: ({ ours, theirs }) => ours?.data.code === 'PARSE_ERROR' && theirs?.data.code === 'BAD_REQUEST',
  },
  {
    name: 'what is not a superjson document is refused',
    reason: 'Something else than `{ json, meta }` is no input. superjson takes most of it for undefined.',
    explains: ({ ours, theirs, request }) =>
      ours?.data.code === 'PARSE_ERROR' &&
      request.target.startsWith('/superjson') &&
      theirs?.data.code !== 'PARSE_ERROR',
  },
  {
    name: 'a name that stands twice',
    reason:
      'Nobody knows which of the two is meant: it is refused. JSON.parse takes the last, and no client writes two.',
    explains: ({ ours, theirs, request }) =>
      ['BAD_REQUEST', 'PARSE_ERROR'].includes(ours?.data.code ?? '') &&
      ours?.data.code !== theirs?.data.code &&
      TWICE.test(`${request.body?.toString() ?? ''} ${unescaped(request.target)}`),
  },
  {
    name: 'an input that cannot be read fails its own call alone',
    reason: 'The reference reads the inputs of a batch together: one that superjson cannot read fails its neighbours.',
    explains: ({ ours, theirs, request }) =>
      ours?.data.code !== theirs?.data.code &&
      theirs?.data.code === 'BAD_REQUEST' &&
      request.target.startsWith('/superjson') &&
      /batch/.test(request.target),
  },
];

/** A member that stands twice in its object, in a body or in an address. */
const TWICE = /("[a-z]+":(?:"[^"]*"|[0-9]+)),\1\}/;

/** An address, as far as its escapes are whole. */
function unescaped(target: string): string {
  return target.replaceAll(/%[0-7][0-9a-f]/gi, (escape) => decodeURIComponent(escape));
}

export const OF_ANSWERS: AnswerDifference[] = [
  {
    name: 'a quotation mark',
    reason: 'The reference forgets to close the quotation of an unsupported content type.',
    explains: (_, ours, theirs) =>
      JSON.stringify(theirs.body).replace(/(Unsupported content-type \\"[^"\\]*)"/, '$1\\""') ===
      JSON.stringify(ours.body),
  },
  {
    name: 'characters that no address holds',
    reason: 'RFC 3986 wants them escaped, as every client escapes them; the HTTP server refuses them before us.',
    explains: ({ target }, ours) => /["{}<>|\\^`]/.test(target) && ours.status === 400 && ours.body === '',
  },
];

/** Of what is said over a socket. */
export const OF_MESSAGES: MessageDifference[] = [
  {
    name: 'the sentence of a message that is none',
    reason: 'Why a message is not JSON is said by the parser, which is another there and here.',
    explains: ({ ours, theirs }) => ours?.data.code === 'PARSE_ERROR' && theirs?.data.code === 'PARSE_ERROR',
  },
  {
    name: 'the sentence of a validation',
    reason: 'As over HTTP.',
    explains: ({ ours, theirs }) => ours?.data.code === 'BAD_REQUEST' && theirs?.data.code === 'BAD_REQUEST',
  },
  {
    name: 'no input means no input',
    reason: 'As over HTTP.',
    explains: ({ ours }) => ours?.data.code === 'BAD_REQUEST' && WITHOUT_INPUT.test(ours.data.path ?? ''),
  },
  {
    name: 'a position where there is nothing to resume',
    reason: 'Protocol fields are not the input of a query or mutation: we leave them out, the reference puts them in.',
    explains: ({ ours, theirs, sent }) =>
      ours?.data.code !== 'BAD_REQUEST' && theirs?.data.code === 'BAD_REQUEST' && sent.includes('"lastEventId"'),
  },
];

/** A refusal of a whole request is JSON, and we call it that; the reference leaves its type to the runtime. */
export function contentType(type: string | null): string | null {
  return type === 'text/plain;charset=UTF-8' ? 'application/json' : type;
}

/**
 * A socket without a context is closed. The reference closes at once: whether a request that is on its way then hears
 * the reason, or that the connection is closed, is a race. We answer what arrives within a tenth of a second.
 */
export function refusal(outcome: Outcome): Outcome | 'refused' {
  if (!('error' in outcome)) return outcome;
  const lost = ['Unknown error', 'Active connection is not open'].includes(outcome.error.message);
  return lost || outcome.error.message === 'There is no context for you.' ? 'refused' : outcome;
}
