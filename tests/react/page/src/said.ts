'use client';
/** What a subscription says. */
import { useEffect, useRef, useState } from 'react';
import { usePerformance } from './stage';
import { ofError } from './states';

/** By when what follows the last message has come as well. */
const SETTLED_MS = 40;

type ConnectionState = { state: string; error: unknown };
type Result = { status: string; data: unknown; error: unknown };

/** A subscription in a row of them; it says when the next one may begin. */
export type PartProps = { next: () => void };

/**
 * Handlers that write down what they hear, until there have been so many items or an error. How often React renders
 * between two messages depends on how close they come: these do not.
 */
export function useSaid(what: string, items: number) {
  const { see } = usePerformance();
  const left = useRef(items);
  const [isOver, setOver] = useState(false);
  const over = () => setTimeout(() => setOver(true), SETTLED_MS);
  const handlers = {
    onStarted: () => {
      see(what, 'started');
      if (left.current === 0) over();
    },
    onData: (data: unknown) => {
      see(what, { data });
      left.current -= 1;
      if (left.current === 0) over();
    },
    onError: (error: unknown) => {
      see(what, { error: ofError(error) });
      over();
    },
    onConnectionStateChange: ({ state, error }: ConnectionState) =>
      see(`${what}, connection`, { state, error: ofError(error) }),
  };
  return { what, isOver, handlers };
}

/** Writes down what the hook has to say in the end. */
export function useEnd({ what, isOver }: ReturnType<typeof useSaid>, result: Result, { next }: PartProps): void {
  const { see } = usePerformance();
  const { status, data, error } = result;
  useEffect(() => {
    if (!isOver) return;
    see(`${what}, in the end`, { status, data, error: ofError(error) });
    next();
    // The result does not change any more.
  }, [isOver]);
}
