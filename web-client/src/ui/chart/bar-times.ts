/** When a bar begins, in words: days are those of UTC, wherever the reader is. */
import { formatDate, formatMoment } from '@/format/time';

const DAY_MS = 86_400_000;

/** The zone that bars of that length are told in. */
export function barZone(stepMs: number, own: string): string {
  return stepMs >= DAY_MS ? 'UTC' : own;
}

export function barTime(openTime: Date, stepMs: number, own: string): string {
  return stepMs >= DAY_MS ? formatDate(openTime, 'UTC') : formatMoment(openTime, own);
}
