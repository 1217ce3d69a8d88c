/** Where our server answers otherwise than `@trpc/server`, and why. Nothing here changes what `@trpc/client` makes of it. */
import type { Outcome } from './connection';

/** A refusal of a whole request is JSON, and we call it that; the reference leaves its type to the runtime. */
export function contentType(type: string | null): string | null {
  return type === 'text/plain;charset=UTF-8' ? 'application/json' : type;
}

/**
 * A socket without a context is closed. The reference closes at once: a request that is on its way then may hear the
 * reason or lose the race, and that by the client's version. We answer what arrives within a tenth of a second.
 */
export function reasonOfRefusal(outcome: Outcome): Outcome | 'refused' {
  return 'error' in outcome && ['There is no context for you.', 'Unknown error'].includes(outcome.error.message)
    ? 'refused'
    : outcome;
}
