/** What came about since midnight, UTC. */
import type { BotEquity, Position } from '@tickwire/bindings';
import { sumDecimals } from '@/format/decimal';
import { LAST } from '@/features/trades/query';

/** `7, 5 won`; of more than were read, `50+`. */
export function countToday(trades: readonly Position[], now: Date): string {
  const day = dayOf(now);
  const closed = trades.filter(({ closedAt }) => closedAt && dayOf(closedAt) === day);
  if (closed.length === 0) return '0';
  if (closed.length >= LAST) return `${LAST}+`;
  const won = closed.filter(({ netPnl }) => !netPnl.startsWith('-') && /[1-9]/.test(netPnl));
  return `${closed.length}, ${won.length} won`;
}

/** What bots came to. One that was last told of before midnight has come to nothing since: it would have been told. */
export function todayOf(bots: readonly BotEquity[], now: Date): string {
  const day = dayOf(now);
  return sumDecimals(bots.filter(({ at }) => dayOf(at) >= day).map(({ today }) => today));
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
