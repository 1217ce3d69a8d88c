/** What a key may do, in words. */
import type { ApiKeyScope } from '@tickwire/bindings';

export const SCOPE_NAMES: Record<ApiKeyScope, string> = { READ: 'Read', SIGNALS: 'Send signals', TRADE: 'Trade' };

export const SCOPE_NOTES: Record<ApiKeyScope, string> = {
  READ: 'Positions, signals, bots.',
  SIGNALS: 'What a bot needs.',
  TRADE: 'Make, start and stop bots.',
};

/** How long a key is good, in days; 0 for ever. */
export const EXPIRIES = [
  { days: 0, name: 'Never' },
  { days: 30, name: 'In 30 days' },
  { days: 90, name: 'In 90 days' },
  { days: 365, name: 'In a year' },
] as const;

const DAY_MS = 86_400_000;

/** The end of the day, in UTC, so many days from now, and so the same when it is asked for again; nothing for 0. */
export function expiryIn(days: number): Date | undefined {
  return days === 0 ? undefined : new Date((Math.floor(Date.now() / DAY_MS) + days + 1) * DAY_MS);
}
