'use client';
/** Moments as text: an age that moves, a time that stands, both exact on hover. */
import { useAtNow, useZone } from './clock';
import { formatAge, formatClock, formatFull, formatShort } from './time';

type Moment = { at: Date; className?: string };

/** `3 h`. */
export function Age({ at, className }: Moment) {
  const text = useAtNow((now) => formatAge(at, now));
  return <Time at={at} text={text} className={className} />;
}

/** `14:02:09`, or the day for an earlier one. */
export function ShortTime({ at, className }: Moment) {
  const zone = useZone();
  const text = useAtNow((now) => formatShort(at, now, zone));
  return <Time at={at} text={text} className={className} />;
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
