/** Orders and fills in a word or two, as a chart has room for. */
import type { Fill, Order, OrderType, Side } from '@tickwire/bindings';
import { formatDecimal, placesOf } from '@/format/decimal';

export const SIDES: Record<Side, string> = { BUY: 'Buy', SELL: 'Sell' };

const TYPES: Partial<Record<OrderType, string>> = {
  LIMIT: 'limit',
  STOP: 'stop',
  STOP_LIMIT: 'stop',
  TAKE_PROFIT: 'take profit',
};

/** `Sell 0.5 limit`. */
export function orderTitle({ side, qty, type, instrument }: Order): string {
  return [SIDES[side], qtyText(qty, instrument.lotStep), TYPES[type]].filter(Boolean).join(' ');
}

/** `Buy 0.5`. */
export function fillText({ side, qty, instrument }: Fill): string {
  return `${SIDES[side]} ${qtyText(qty, instrument.lotStep)}`;
}

function qtyText(qty: string, lotStep: string): string {
  return formatDecimal(qty, { places: placesOf(lotStep) });
}
