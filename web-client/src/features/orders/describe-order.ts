/** An order in words. */
import type { InstrumentRef, Order, OrderStatus, OrderType, Side } from '@tickwire/bindings';
import { formatDecimal, placesOf } from '@/format/decimal';

/** What each status is called, in the order in which an order comes to it. */
export const STATUS_NAMES: Record<OrderStatus, string> = {
  INITIALIZED: 'New',
  DENIED: 'Denied',
  SUBMITTED: 'Submitted',
  ACCEPTED: 'Accepted',
  TRIGGERED: 'Triggered',
  PENDING_UPDATE: 'Changing',
  PENDING_CANCEL: 'Cancelling',
  PARTIALLY_FILLED: 'Partly filled',
  FILLED: 'Filled',
  CANCELED: 'Canceled',
  EXPIRED: 'Expired',
  REJECTED: 'Rejected',
};

export const STATUSES = Object.keys(STATUS_NAMES) as OrderStatus[];

const ENDED: ReadonlySet<OrderStatus> = new Set(['DENIED', 'REJECTED', 'CANCELED', 'EXPIRED', 'FILLED']);

/** Whether anything may still happen to an order of that status. */
export function isOpen(status: OrderStatus): boolean {
  return !ENDED.has(status);
}

/** Its end was asked for, and has not come. Until then it may trade. */
export function isEnding({ status, cancelRequestedAt }: Order): boolean {
  return cancelRequestedAt !== null && isOpen(status);
}

export const TYPE_NAMES: Record<OrderType, string> = {
  MARKET: 'Market',
  LIMIT: 'Limit',
  STOP: 'Stop',
  STOP_LIMIT: 'Stop limit',
  TAKE_PROFIT: 'Take profit',
  TAKE_PROFIT_LIMIT: 'Take profit limit',
};

export const SIDE_NAMES: Record<Side, string> = { BUY: 'Buy', SELL: 'Sell' };

export const SIDES = Object.keys(SIDE_NAMES) as Side[];

/** `Buy 0.01500 BTC`. */
export function describeOrder({ side, qty, instrument }: Order): string {
  return `${SIDE_NAMES[side]} ${quantity(qty, instrument)} ${instrument.base}`;
}

/** A quantity at the instrument's places. */
export function quantity(value: string, instrument: InstrumentRef): string {
  return formatDecimal(value, { places: placesOf(instrument.lotStep) });
}

/** A price at the instrument's places. */
export function price(value: string, instrument: InstrumentRef): string {
  return formatDecimal(value, { places: placesOf(instrument.priceTick) });
}
