/** What a person is told about a failed call: one sentence per code, the request's id, and when to try again. */
import { TRPCClientError } from '@trpc/client';

/** A failure in words. `requestId` is missing where no answer came from the API. */
export type Failure = { sentence: string; requestId?: string; retryAfterSeconds?: number };

const SENTENCES: Record<string, string> = {
  UNAUTHORIZED: 'Your session has ended. Sign in again.',
  FORBIDDEN: 'Your role does not allow this. An owner or admin can grant it.',
  NOT_FOUND: 'This no longer exists.',
  TIMEOUT: 'The server took too long to answer.',
  PRECONDITION_FAILED: 'The live stream was reset. Read the page again.',
  TOO_MANY_REQUESTS: 'Too many requests. Wait a moment, then try again.',
  INTERNAL_SERVER_ERROR: 'The server failed to answer. The request is in its log.',
  SERVICE_UNAVAILABLE: 'The server is starting or under load. Try again in a moment.',
};

const UNREACHABLE = 'The server cannot be reached. It may be restarting.';

/** The sentence for `error`, `overrides` first: a form knows better what UNAUTHORIZED means. */
export function describe(error: unknown, overrides: Record<string, string> = {}): Failure {
  const data = dataOf(error);
  const code = textOf(data, 'code');
  if (!data || !code) return { sentence: UNREACHABLE };
  const message = error instanceof Error ? error.message : code;
  return {
    sentence: overrides[code] ?? SENTENCES[code] ?? message,
    requestId: textOf(data, 'requestId'),
    retryAfterSeconds: numberOf(recordOf(data.error), 'retryAfterSeconds'),
  };
}

/** The session is gone: nothing on the page can be read any more. */
export function isSignedOut(error: unknown): boolean {
  return textOf(dataOf(error), 'code') === 'UNAUTHORIZED';
}

/** The position that a subscription started from no longer stands: read again, then subscribe from there. */
export function isStreamReset(error: unknown): boolean {
  return textOf(recordOf(dataOf(error)?.error), 'type') === 'StreamReset';
}

/** Worth another try: nobody answered, or the server itself failed. */
export function isWorthRetrying(error: unknown): boolean {
  const status = numberOf(dataOf(error), 'httpStatus');
  return status === undefined || status >= 500;
}

type Fields = Record<string, unknown>;

function dataOf(error: unknown): Fields | undefined {
  return error instanceof TRPCClientError ? recordOf(error.data) : undefined;
}

function recordOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

function textOf(fields: Fields | undefined, name: string): string | undefined {
  const value = fields?.[name];
  return typeof value === 'string' ? value : undefined;
}

function numberOf(fields: Fields | undefined, name: string): number | undefined {
  const value = fields?.[name];
  return typeof value === 'number' ? value : undefined;
}
