'use client';
/** Keeps subscriptions open from the position a page was read at, whatever happens to them. */
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import type { Unsubscribable } from '@trpc/server/observable';
import { useEffect, useEffectEvent, useState } from 'react';
import { hasLeft, isStreamReset } from './errors';
import { frameBuffer } from './frame-buffer';
import { readAgain as refetch } from './read-again';
import { sinceAsked } from './since-asked';
import { renewSocket } from './socket';

const RESTART_MS = 1_000;
const RESET_MS = 5_000;

/** A tracked event: its place in the stream and what it says. */
type Tracked<T> = { id: string; data: T };

/** What a subscription calls; the shape that every `client.<namespace>.<name>.subscribe` takes. */
export type StreamHandlers<T> = {
  onData: (event: Tracked<T>) => void;
  onError: (error: unknown) => void;
  onComplete: () => void;
};

type Live<T> = {
  /** The position of the snapshot on the page; nothing is opened before there is one. */
  asOf: string | undefined;
  open: (from: string, handlers: StreamHandlers<T>) => Unsubscribable[];
  apply: (events: T[]) => void;
  /** The query that is the snapshot, or what reads it again: its new `asOf` starts the subscriptions anew. */
  readAgain: QueryKey | (() => void);
};

/**
 * A lost socket is the link's affair: it resends each subscription with the last id it saw. Here is the rest: a
 * subscription that the server ended is opened again from the snapshot's position, where the reducers drop what they
 * already have; one whose position no longer stands needs a new snapshot.
 */
export function useLive<T>({ asOf, open, apply, readAgain }: Live<T>): void {
  const [restarts, setRestarts] = useState(0);
  const onEvents = useEffectEvent(apply);
  const cache = useQueryClient();
  const onReset = useEffectEvent(() => {
    if (typeof readAgain === 'function') readAgain();
    else refetch(cache, readAgain);
  });
  const subscribe = useEffectEvent(open);
  const keepsSince = useEffectEvent((from: string) =>
    typeof readAgain === 'function' ? undefined : sinceAsked(cache, readAgain, from, onEvents),
  );

  useEffect(() => {
    if (asOf === undefined) return;
    let isOver = false;
    let restart: ReturnType<typeof setTimeout> | undefined;
    const since = keepsSince(asOf);
    const buffer = frameBuffer<T>((events) => {
      onEvents(events);
      since?.add(events);
    });
    const restartIn = (ms: number) => {
      if (isOver) return;
      restart ??= setTimeout(() => setRestarts((count) => count + 1), ms);
    };
    const streams = subscribe(asOf, {
      onData: (event) => buffer.push(event.data),
      onComplete: () => restartIn(RESTART_MS),
      onError: (error) => {
        if (isOver) return;
        if (hasLeft(error)) return void renewSocket().then((isSignedIn) => isSignedIn && restartIn(RESTART_MS));
        if (!isStreamReset(error)) return restartIn(RESTART_MS);
        onReset();
        // Should the snapshot not come, the old position is refused again, and asks for it again.
        restartIn(RESET_MS);
      },
    });
    return () => {
      isOver = true;
      clearTimeout(restart);
      buffer.discard();
      since?.stop();
      streams.forEach((stream) => stream.unsubscribe());
    };
  }, [asOf, restarts]);
}
