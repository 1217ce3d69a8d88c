'use client';
/**
 * Positions whose closing was asked for. Nothing is taken for done: the row says that it was requested until the signal
 * that closes it has come to something, and why where it was refused.
 */
import type { Position, Signal } from '@tickwire/bindings';
import { createContext, use, useState, type ReactNode } from 'react';
import { liveClient } from '@/trpc/socket';
import { useLive } from '@/trpc/use-live';

type Closing = {
  /** The position of the list that stands on the page; what is asked for now comes to something after it. */
  asOf: string | undefined;
  /** The signal that is to close a position, as it stands. */
  signalOf: (position: Position) => Signal | undefined;
  /** Follows signals until they come to something, from the `asOf` that stood when they were asked for. */
  follow: (signals: readonly Signal[], from: string | undefined) => void;
};

/** A signal as it stands, and the position that it is followed from. */
type Followed = { signal: Signal; from: string };

const Context = createContext<Closing>({
  asOf: undefined,
  signalOf: () => undefined,
  follow: () => undefined,
});

/** Where a position is: a bot holds one at a time of an instrument. */
function placeOf({ bot, instrument }: Pick<Signal, 'bot' | 'instrument'>): string {
  return [bot.id, instrument.venue, instrument.symbol].join(' ');
}

type ClosingProviderProps = Pick<Closing, 'asOf'> & { children: ReactNode };

export function ClosingProvider({ asOf, children }: ClosingProviderProps) {
  const [followed, setFollowed] = useState<ReadonlyMap<string, Followed>>(new Map());
  const undecided = [...followed.values()].filter(({ signal }) => isUndecided(signal));

  return (
    <Context
      value={{
        asOf,
        signalOf: (position) => {
          const signal = followed.get(placeOf(position))?.signal;
          // One of an earlier position of the same kind has nothing to say of this one.
          return signal && signal.receivedAt >= position.openedAt ? signal : undefined;
        },
        follow: (signals, from) => {
          if (from === undefined) return;
          const asked = signals.map((signal) => [placeOf(signal), { signal, from }] as const);
          setFollowed((known) => new Map([...known, ...asked]));
        },
      }}
    >
      {[...new Set(undecided.map(({ from }) => from))].map((from) => (
        <Following
          key={from}
          from={from}
          apply={(events) => setFollowed((known) => applied(known, events))}
          forget={() => setFollowed(new Map())}
        />
      ))}
      {children}
    </Context>
  );
}

type FollowingProps = { from: string; apply: (events: readonly Signal[]) => void; forget: () => void };

/** The stream from one position on, whatever the list is read at meanwhile: an answer to the page may be ahead of it. */
function Following({ from, apply, forget }: FollowingProps) {
  useLive<Signal>({
    asOf: from,
    open: (position, handlers) => [liveClient().signals.onChange.subscribe({ lastEventId: position }, handlers)],
    apply,
    readAgain: forget,
  });
  return null;
}

export function useClosing(): Closing {
  return use(Context);
}

/** Whether a signal has come to nothing yet. */
export function isUndecided({ status }: Signal): boolean {
  return status === 'RECEIVED' || status === 'ACCEPTED' || status === 'PLACED';
}

function applied(known: ReadonlyMap<string, Followed>, events: readonly Signal[]): ReadonlyMap<string, Followed> {
  const next = new Map(known);
  for (const event of events) {
    const own = next.get(placeOf(event));
    if (own?.signal.id !== event.id || own.signal.seq >= event.seq) continue;
    next.set(placeOf(event), { signal: event, from: own.from });
  }
  return next;
}
