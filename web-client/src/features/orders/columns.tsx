'use client';
/** The columns of the orders table. */
import type { Order } from '@tickwire/bindings';
import { ShortTime } from '@/format/time-text';
import { byDecimal, byText, byTime, column, type Column } from '@/ui/table/columns';
import { InstrumentCell } from '@/ui/table/instrument-cell';
import { QuantityCell, SideCell, StatusCell } from './cells';
import { price, TYPE_NAMES } from './describe-order';

const PRICE = { isNumeric: true, isMoney: true, weight: 12 };

export const COLUMNS: Column<Order>[] = [
  column({
    id: 'instrument',
    header: 'Instrument',
    meta: { weight: 15, card: 'lead' },
    order: byText((order) => order.instrument.symbol),
    cell: ({ instrument, bot }) => <InstrumentCell instrument={instrument} note={bot.name} />,
  }),
  column({
    id: 'side',
    header: 'Side',
    meta: { weight: 8, card: 'note' },
    cell: ({ side }) => <SideCell side={side} />,
  }),
  column({
    id: 'type',
    header: 'Type',
    meta: { weight: 12, isExtra: true },
    cell: ({ type }) => TYPE_NAMES[type],
  }),
  column({
    id: 'quantity',
    header: 'Filled / quantity',
    meta: { isNumeric: true, weight: 22, card: 'more' },
    cell: (order) => <QuantityCell order={order} />,
  }),
  column({
    id: 'price',
    header: 'Price',
    meta: PRICE,
    order: byDecimal((order) => order.price ?? order.triggerPrice),
    cell: (order) => <PriceCell order={order} />,
  }),
  column({
    id: 'average',
    header: 'Average',
    meta: PRICE,
    order: byDecimal((order) => order.avgPrice),
    cell: ({ avgPrice, instrument }) =>
      avgPrice === null ? (
        <span className="text-muted">–</span>
      ) : (
        <span className="numbers">{price(avgPrice, instrument)}</span>
      ),
  }),
  column({
    id: 'status',
    header: 'Status',
    meta: { weight: 16, card: 'end' },
    cell: (order) => <StatusCell order={order} />,
  }),
  column({
    id: 'created',
    header: 'Placed',
    meta: { isNumeric: true, weight: 12, card: 'tail' },
    order: byTime((order) => order.createdAt),
    cell: ({ createdAt }) => <ShortTime at={createdAt} className="numbers text-muted" />,
  }),
];

/** Its limit, or the price at which it becomes active; an order at the market has neither. */
function PriceCell({ order: { price: limit, triggerPrice, instrument } }: { order: Order }) {
  if (limit !== null) return <span className="numbers">{price(limit, instrument)}</span>;
  if (triggerPrice !== null) {
    return (
      <span className="numbers" title="Becomes active at this price">
        at {price(triggerPrice, instrument)}
      </span>
    );
  }
  return <span className="text-muted">market</span>;
}
