'use client';
/** The columns of closed positions, and of fills. */
import type { Fill, Position } from '@tickwire/bindings';
import { COLUMNS } from '@/features/positions/columns';
import { moneyPlaces } from '@/features/positions/totals';
import { SideCell } from '@/features/orders/cells';
import { price, quantity } from '@/features/orders/describe-order';
import { OrderLink } from '@/features/orders/order-link';
import { formatDecimal, placesOf } from '@/format/decimal';
import { ShortTime } from '@/format/time-text';
import { Pnl } from '@/ui/amount';
import { byDecimal, byText, byTime, column, onCard, type Column } from '@/ui/table/columns';
import { InstrumentCell } from '@/ui/table/instrument-cell';

export const TRADE_COLUMNS: Column<Position>[] = [
  COLUMNS.instrument,
  onCard(COLUMNS.gross, 'tail'),
  COLUMNS.fees,
  column({
    id: 'funding',
    header: 'Funding',
    meta: { isNumeric: true, isMoney: true, isExtra: true, weight: 12 },
    order: byDecimal((trade) => trade.funding),
    cell: ({ funding, instrument }) => <Pnl value={funding} places={moneyPlaces(instrument)} />,
  }),
  onCard(COLUMNS.net, 'end'),
  COLUMNS.opened,
  onCard(COLUMNS.closed, 'note'),
];

export const FILL_COLUMNS: Column<Fill>[] = [
  column({
    id: 'instrument',
    header: 'Instrument',
    meta: { weight: 15, card: 'lead' },
    order: byText((fill) => fill.instrument.symbol),
    cell: ({ instrument, bot }) => <InstrumentCell instrument={instrument} note={bot.name} />,
  }),
  column({
    id: 'side',
    header: 'Side',
    meta: { weight: 9, card: 'note' },
    cell: ({ side }) => <SideCell side={side} />,
  }),
  column({
    id: 'quantity',
    header: 'Quantity',
    meta: { isNumeric: true, weight: 15, card: 'more' },
    cell: ({ qty, instrument }) => (
      <span className="numbers">
        {quantity(qty, instrument)} <span className="text-note text-muted">{instrument.base}</span>
      </span>
    ),
  }),
  column({
    id: 'price',
    header: 'Price',
    meta: { isNumeric: true, isMoney: true, weight: 14, card: 'end' },
    order: byDecimal((fill) => fill.price),
    cell: (fill) => <span className="numbers">{price(fill.price, fill.instrument)}</span>,
  }),
  column({
    id: 'liquidity',
    header: 'As',
    meta: { weight: 8, isExtra: true },
    cell: ({ liquidity }) => (liquidity === 'MAKER' ? 'Maker' : 'Taker'),
  }),
  column({
    id: 'fee',
    header: 'Fee',
    meta: { isNumeric: true, weight: 15 },
    cell: ({ fee, feeCurrency }) => (
      <span className="numbers">
        {formatDecimal(fee, { places: placesOf(fee) })} <span className="text-note text-muted">{feeCurrency}</span>
      </span>
    ),
  }),
  column({
    id: 'order',
    header: 'Order',
    meta: { weight: 10, card: 'below' },
    cell: ({ orderId }) => <OrderLink id={orderId}>Its order</OrderLink>,
  }),
  column({
    id: 'executed',
    header: 'Executed',
    meta: { isNumeric: true, weight: 13, card: 'tail' },
    order: byTime((fill) => fill.executedAt),
    cell: ({ executedAt }) => <ShortTime at={executedAt} className="numbers text-muted" />,
  }),
];
