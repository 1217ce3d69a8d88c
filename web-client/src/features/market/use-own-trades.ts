'use client';
/** What the team has at one market: its open orders, and what traded, kept current. */
import type { Fill, Order } from '@tickwire/bindings';
import { useMemo } from 'react';
import { useLiveOrders } from '@/features/orders/use-orders';
import { useLiveFills } from '@/features/trades/use-trades';
import type { Market } from '@/trpc/narrow';
import { rowsOf } from '@/trpc/pages';
import { useReadOn } from '@/trpc/use-read-on';
import { OWN_ROWS } from './query';

/** Further back nothing is looked for. */
const MOST_PAGES = 5;

/** `since` is when the candles begin that are at hand: fills before are not asked for. */
export function useOwnTrades(market: Market, since: Date | undefined): { orders: Order[]; fills: Fill[] } {
  const orders = useLiveOrders({ view: 'open', market }, OWN_ROWS);
  const fills = useLiveFills({ market }, OWN_ROWS);

  const oldest = fills.data?.pages.at(-1)?.items.at(-1)?.executedAt;
  const count = fills.data?.pages.length ?? 0;
  useReadOn(fills, since !== undefined && oldest !== undefined && oldest > since && count < MOST_PAGES);

  return useMemo(() => ({ orders: rowsOf(orders.data), fills: rowsOf(fills.data) }), [orders.data, fills.data]);
}
