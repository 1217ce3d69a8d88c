/** The equity curve: what is read, the same on the server and in the browser. */
import type { AppRouter, BotId } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';

/** Whose curve, and how many hours of it: the team's and a day's, if nothing is said. */
export type EquityOf = { botId?: BotId; hours?: number };

/** `equity.get`. */
export function equityOptions(trpc: TRPCOptionsProxy<AppRouter>, { botId, hours }: EquityOf) {
  return trpc.equity.get.queryOptions({ botId, hours });
}

/** How much of the curve is shown, as the URL writes it; a day where it says nothing. */
export type Range = 'day' | 'week' | 'month';

export const RANGE_NAMES: Record<Range, string> = { day: 'Day', week: 'Week', month: 'Month' };

export const RANGES: Record<Range, EquityOf> = { day: {}, week: { hours: 168 }, month: { hours: 720 } };

/** The range that `?range=` names. */
export function readRange(value: string | string[] | null | undefined): Range {
  return value === 'week' || value === 'month' ? value : 'day';
}
