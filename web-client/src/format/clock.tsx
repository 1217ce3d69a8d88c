'use client';
/** The reader's zone and the time of day, the same in the server's paint and the browser's first one. */
import { createContext, use, useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { writePreference } from '@/ui/preferences';

type Paint = { zone: string; paintedAt: number };

const PaintContext = createContext<Paint>({ zone: 'UTC', paintedAt: 0 });

const TICK_MS = 1_000;
let now = Date.now();
let ticking: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** Gives what the server painted with, and remembers the browser's zone for its next paint. */
export function ClockProvider({ zone, paintedAt, children }: Paint & { children: ReactNode }) {
  useEffect(() => {
    if (browserZone() !== zone) writePreference('zone', browserZone());
  }, [zone]);
  return <PaintContext value={{ zone, paintedAt }}>{children}</PaintContext>;
}

/** The zone to write times in. */
export function useZone(): string {
  const { zone } = use(PaintContext);
  return useSyncExternalStore(never, browserZone, () => zone);
}

/** What `derive` makes of the time, looked at once a second; renders only when the answer changes. */
export function useAtNow<T extends string | boolean>(derive: (now: Date) => T): T {
  const { paintedAt } = use(PaintContext);
  return useSyncExternalStore(
    everyTick,
    () => derive(new Date(now)),
    () => derive(new Date(paintedAt)),
  );
}

let ownZone: string | undefined;

/** Asked once: every time on the page needs it, and the answer costs a formatter. */
function browserZone(): string {
  ownZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return ownZone;
}

function never(): () => void {
  return () => undefined;
}

/** One timer for every age on the page. */
function everyTick(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

function tick(): void {
  now = Date.now();
  listeners.forEach((listener) => listener());
}
