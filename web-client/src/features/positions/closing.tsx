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
  /** The signal that is to close a position, as it stands. */
  signalOf: (position: Position) => Signal | undefined;
  /** Follows signals from now on, until they come to something. */
  follow: (signals: readonly Signal[]) => void;
};

const Context = createContext<Closing>({ signalOf: () => undefined, follow: () => undefined });

/** Where a position is: a bot holds one at a time of an instrument. */
function placeOf({ bot, instrument }: Pick<Signal, 'bot' | 'instrument'>): string {
  return [bot.id, instrument.venue, instrument.symbol].join(' ');
}

type ClosingProviderProps = { asOf: string | undefined; children: ReactNode };

/** `asOf` is the position that the list was read at: what is followed came later. */
export function ClosingProvider({ asOf, children }: ClosingProviderProps) {
  const [signals, setSignals] = useState<ReadonlyMap<string, Signal>>(new Map());
  const isWaiting = [...signals.values()].some(isUndecided);

  useLive<Signal>({
    asOf: isWaiting ? asOf : undefined,
    open: (from, handlers) => [liveClient().signals.onChange.subscribe({ lastEventId: from }, handlers)],
    apply: (events) => setSignals((known) => applied(known, events)),
    readAgain: () => setSignals(new Map()),
  });

  return (
    <Context
      value={{
        signalOf: (position) => {
          const signal = signals.get(placeOf(position));
          // One of an earlier position of the same kind has nothing to say of this one.
          return signal && signal.receivedAt >= position.openedAt ? signal : undefined;
        },
        follow: (asked) =>
          setSignals((known) => new Map([...known, ...asked.map((one) => [placeOf(one), one] as const)])),
      }}
    >
      {children}
    </Context>
  );
}

export function useClosing(): Closing {
  return use(Context);
}

/** Whether a signal has come to nothing yet. */
export function isUndecided({ status }: Signal): boolean {
  return status === 'RECEIVED' || status === 'ACCEPTED' || status === 'PLACED';
}

function applied(known: ReadonlyMap<string, Signal>, events: readonly Signal[]): ReadonlyMap<string, Signal> {
  const next = new Map(known);
  for (const event of events) {
    const own = next.get(placeOf(event));
    if (own?.id === event.id && own.seq < event.seq) next.set(placeOf(event), event);
  }
  return next;
}
