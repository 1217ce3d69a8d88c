/** How long candles last. */
import type { CandleInterval } from '@tickwire/bindings';

const MINUTE_MS = 60_000;

export const INTERVALS: Record<CandleInterval, { name: string; ms: number }> = {
  M1: { name: '1 min', ms: MINUTE_MS },
  M5: { name: '5 min', ms: 5 * MINUTE_MS },
  M15: { name: '15 min', ms: 15 * MINUTE_MS },
  H1: { name: '1 h', ms: 60 * MINUTE_MS },
  H4: { name: '4 h', ms: 240 * MINUTE_MS },
  D1: { name: '1 day', ms: 1_440 * MINUTE_MS },
};

/** In order of their length. */
export const INTERVAL_KEYS = Object.keys(INTERVALS) as CandleInterval[];

/** The interval that `?interval=` names; minutes where it names none. */
export function readInterval(value: string | string[] | undefined): CandleInterval {
  return INTERVAL_KEYS.find((interval) => interval === value) ?? 'M1';
}
