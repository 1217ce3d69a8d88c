/** How `backtests.onChange` changes the list of backtests. */
import type { Backtest } from '@tickwire/bindings';
import { applyRows, type Pages } from '@/trpc/pages';

/** The list after `events`: each stands as it was last told of. */
export function applyBacktests(list: Pages<Backtest>, events: readonly Backtest[]): Pages<Backtest> {
  return applyRows(list, events, { since: (backtest) => backtest.createdAt });
}
