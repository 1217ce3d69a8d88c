/** What a person is told about a failed call: a sentence per code, the request's id, and when to try again. */
import type { ApiError } from '@tickwire/bindings';
import { TRPCClientError } from '@trpc/client';

/** A failure in words. `requestId` is missing where no answer came from the API. */
export type Failure = { sentence: string; requestId?: string; retryAfterSeconds?: number };

/** What any procedure may refuse with. A new refusal in Rust is a missing line here. */
const REFUSALS: Record<ApiError['type'], string> = {
  Unauthorized: 'Your session has ended. Sign in again.',
  AnotherTenant: 'You have gone to another team meanwhile, and this was meant for the one before. Nothing was done.',
  Forbidden: 'Your role does not allow this. An owner or admin can grant it.',
  PeopleOnly: 'This is for people who are signed in, not for API keys.',
  ConfirmationRequired: 'Enter your password again first.',
  NoCookies: 'The page asked the wrong way. Reload it.',
  IdempotencyKeyReused: 'This was sent before, with other contents. Reload the page.',
  TooManyCalls: 'Too many requests. Wait a moment, then try again.',
  InvalidPosition: 'The live feed lost its place. Reload the page.',
  UnknownCursor: 'The list has changed. Read it again from the top.',
  StreamReset: 'The live stream was reset. Read the page again.',
  Unavailable: 'The server is busy. Try again in a moment.',
  Internal: 'Something went wrong on the server. The request is in its log.',
};

/** What fails before a procedure is reached has a code alone. */
const CODES: Record<string, string> = {
  TIMEOUT: 'The server took too long to answer.',
  TOO_MANY_REQUESTS: 'Too many requests. Wait a moment, then try again.',
  INTERNAL_SERVER_ERROR: REFUSALS.Internal,
  SERVICE_UNAVAILABLE: REFUSALS.Unavailable,
};

const UNREACHABLE = 'The server cannot be reached. It may be restarting.';

/** The sentence for `error`; `own` has those of the procedure's own refusals, and wins. */
export function describe(error: unknown, own: Record<string, string> = {}): Failure {
  const data = dataOf(error);
  const code = textOf(data, 'code');
  if (!data || !code) return { sentence: UNREACHABLE };
  const type = refusalOf(error)?.type;
  const shared: Record<string, string> = REFUSALS;
  const message = error instanceof Error ? error.message : code;
  return {
    sentence: own[type ?? code] ?? shared[type ?? ''] ?? CODES[code] ?? message,
    requestId: textOf(data, 'requestId'),
    retryAfterSeconds: retryAfterOf(error),
  };
}

/** The session is gone: nothing on the page can be read any more. */
export function isSignedOut(error: unknown): boolean {
  return textOf(dataOf(error), 'code') === 'UNAUTHORIZED';
}

/** The page cannot go on as it is: its session is gone, or in another team. */
export function hasLeft(error: unknown): boolean {
  return isSignedOut(error) || refusalOf(error)?.type === ('AnotherTenant' satisfies ApiError['type']);
}

/** The position that a subscription started from no longer stands: read again, then subscribe from there. */
export function isStreamReset(error: unknown): boolean {
  return refusalOf(error)?.type === ('StreamReset' satisfies ApiError['type']);
}

/** Nobody answered, or the server itself failed: worth another try, and a look into the log. */
export function isServersFault(error: unknown): boolean {
  const status = dataOf(error)?.httpStatus;
  return typeof status !== 'number' || status >= 500;
}

type Fields = Record<string, unknown>;

function dataOf(error: unknown): Fields | undefined {
  return error instanceof TRPCClientError ? fieldsOf(error.data) : undefined;
}

/** The refusal that the procedure declares, where it declares one: its `type`, and what it says beside. */
export function refusalOf(error: unknown): (Fields & { type: string }) | undefined {
  const refusal = fieldsOf(dataOf(error)?.error);
  const type = textOf(refusal, 'type');
  return type === undefined ? undefined : { ...refusal, type };
}

/** The fields of the input that the server's validation did not take. */
export function fieldErrorsOf(error: unknown): string[] {
  return Object.keys(fieldsOf(fieldsOf(dataOf(error)?.zodError)?.fieldErrors) ?? {});
}

/** The `Retry-After` of the answer, in seconds. */
function retryAfterOf(error: unknown): number | undefined {
  const response = error instanceof TRPCClientError ? error.meta?.response : undefined;
  if (!(response instanceof Response)) return undefined;
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.ceil(seconds) : undefined;
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

function textOf(fields: Fields | undefined, name: string): string | undefined {
  const value = fields?.[name];
  return typeof value === 'string' ? value : undefined;
}
