'use client';
/** Moments as text: an age that moves, a time that stands, both exact on hover. */
import { useNow, useZone } from './clock';
import { formatAge, formatClock, formatFull, formatShort } from './time';

type Moment = { at: Date; className?: string };

/** `3 h`. */
export function Age({ at, className }: Moment) {
  return <Time at={at} text={formatAge(at, useNow())} className={className} />;
}

/** `14:02:09`, or the day for an earlier one. */
export function ShortTime({ at, className }: Moment) {
  return <Time at={at} text={formatShort(at, useNow(), useZone())} className={className} />;
}

/** `14:02:09`. */
export function ClockTime({ at, className }: Moment) {
  return <Time at={at} text={formatClock(at, useZone())} className={className} />;
}

function Time({ at, text, className }: Moment & { text: string }) {
  return (
    <time dateTime={at.toISOString()} title={formatFull(at, useZone())} className={className}>
      {text}
    </time>
  );
}
