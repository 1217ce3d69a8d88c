/** Whether the server still has the procedures that these bindings were generated from. */
import { type TRPCLink } from '@trpc/client';
import type { InferrableClientTypes } from '@trpc/server/unstable-core-do-not-import';
import { observable } from '@trpc/server/observable';
import { contract } from '../generated/contract';

/** The header in which the server names its contract. */
const HEADER = 'x-contract';

let served: string | undefined;
const listeners = new Set<() => void>();

/** Whether the last answer came from a server of another contract; until the first one, nobody knows. */
export function isSkewed(): boolean {
  return served !== undefined && served !== contract;
}

/** Calls `listener` each time that may have changed, until what it returns is called. */
export function onSkew(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function note(answer: unknown) {
  const name = headerOf(answer);
  if (name === null || name === served) return;
  served = name;
  for (const listener of listeners) listener();
}

/** What an HTTP link says of an answer: the response is in there, if there was one. */
function headerOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('response' in answer)) return null;
  return answer.response instanceof Response ? answer.response.headers.get(HEADER) : null;
}

/** Reads the contract off every answer that comes over HTTP: put it before the link that ends the chain. */
export function contractLink<Types extends InferrableClientTypes>(): TRPCLink<Types> {
  return () =>
    ({ next, op }) =>
      observable((observer) =>
        next(op).subscribe({
          next: (value) => {
            note(value.context);
            observer.next(value);
          },
          error: (error) => {
            note(error.meta);
            observer.error(error);
          },
          complete: () => observer.complete(),
        }),
      );
}
