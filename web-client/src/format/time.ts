/** Times of day and ages, written short and always at the same width. */

const formatters = new Map<string, Intl.DateTimeFormat>();

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const MINUTE = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const YEAR = { year: 'numeric' } as const;
const DAY = { day: '2-digit', month: 'short' } as const;
const MONTH = { month: 'short' } as const;
const DATE = { ...DAY, year: 'numeric' } as const;
const MOMENT = { ...DATE, ...MINUTE } as const;
const FULL = { ...CLOCK, ...DAY, year: 'numeric', timeZoneName: 'short' } as const;

/** `14:02:09`. */
export function formatClock(time: Date, zone: string): string {
  return formatter('clock', CLOCK, zone).format(time);
}

/** Day, time and zone, for a title that answers "when exactly". */
export function formatFull(time: Date, zone: string): string {
  return formatter('full', FULL, zone).format(time);
}

/** `14:02:09` for a time of today, `19 Nov 14:02` for one of this year, `19 Nov 2025` before. */
export function formatShort(time: Date, now: Date, zone: string): string {
  const date = formatter('date', DATE, zone);
  if (date.format(time) === date.format(now)) return formatClock(time, zone);
  const year = formatter('year', YEAR, zone);
  if (year.format(time) !== year.format(now)) return date.format(time);
  return `${formatDay(time, zone)} ${formatMinute(time, zone)}`;
}

/** `14:02`. */
export function formatMinute(time: Date, zone: string): string {
  return formatter('minute', MINUTE, zone).format(time);
}

/** `19 Nov`. */
export function formatDay(time: Date, zone: string): string {
  return formatter('day', DAY, zone).format(time);
}

/** `Nov`. */
export function formatMonth(time: Date, zone: string): string {
  return formatter('month', MONTH, zone).format(time);
}

/** `2026`. */
export function formatYear(time: Date, zone: string): string {
  return formatter('year', YEAR, zone).format(time);
}

/** `19 Nov 2026`. */
export function formatDate(time: Date, zone: string): string {
  return formatter('date', DATE, zone).format(time);
}

/** `19 Nov 2026, 14:02`: where the day matters as much as the time. */
export function formatMoment(time: Date, zone: string): string {
  return formatter('moment', MOMENT, zone).format(time);
}

const UNITS = [
  { seconds: 86_400, unit: 'd' },
  { seconds: 3_600, unit: 'h' },
  { seconds: 60, unit: 'min' },
] as const;

/** How long ago in one unit: `12 s`, `4 min`, `3 h`, `2 d`. A time ahead of the clock is `0 s` ago. */
export function formatAge(since: Date, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1000));
  for (const step of UNITS) {
    if (seconds >= step.seconds) return `${Math.floor(seconds / step.seconds)} ${step.unit}`;
  }
  return `${seconds} s`;
}

/** Whether the runtime knows the zone: a cookie may hold anything. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function formatter(name: string, options: Intl.DateTimeFormatOptions, zone: string): Intl.DateTimeFormat {
  const key = `${name} ${zone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  formatters.set(key, made);
  return made;
}
