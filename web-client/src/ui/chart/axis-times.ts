/** Times along an axis. The axis is in UTC, so that a change of the clocks moves nothing; its words are the reader's. */
import { TickMarkType, type Time, type UTCTimestamp } from 'lightweight-charts';
import { formatClock, formatDay, formatMinute, formatMonth, formatMoment, formatYear } from '@/format/time';

/** How the library counts time: whole seconds since 1970. */
export function secondsOf(at: Date): UTCTimestamp {
  return Math.floor(at.getTime() / 1_000) as UTCTimestamp;
}

/** The words of a place on the axis. */
export function tickText(time: Time, type: TickMarkType, zone: string): string {
  const at = dateOf(time);
  if (type === TickMarkType.TimeWithSeconds) return formatClock(at, zone);
  if (type === TickMarkType.Time) return formatMinute(at, zone);
  const day = formatDay(at, zone);
  // A year that begins in UTC has not begun west of it.
  if (type === TickMarkType.DayOfMonth || day !== formatDay(at, 'UTC')) return day;
  return type === TickMarkType.Year ? formatYear(at, zone) : formatMonth(at, zone);
}

/** The words of the time under the crosshair. */
export function crosshairText(time: Time, zone: string): string {
  return formatMoment(dateOf(time), zone);
}

/** All that is drawn is given in seconds. */
function dateOf(time: Time): Date {
  return new Date(Number(time) * 1_000);
}
