/** How `orders.onChange` changes a list of orders. */
import type { Order } from '@tickwire/bindings';
import { isAmong } from '@/trpc/narrow';
import type { Rules } from '@/trpc/pages';
import { isOpen } from './describe-order';
import type { OrderFilter } from './query';

/** An order enters at its place, and leaves when it is no longer what the list is of. */
export function orderRules(filter: OrderFilter): Rules<Order> {
  const { view, status, side } = filter;
  return {
    since: (order) => order.createdAt,
    belongs: (order) =>
      isAmong(order, order.createdAt, filter) &&
      (status === undefined || order.status === status) &&
      (side === undefined || order.side === side) &&
      (view === 'all' || isOpen(order.status)),
  };
}
