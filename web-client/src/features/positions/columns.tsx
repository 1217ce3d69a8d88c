'use client';
/** The columns of the positions table, and which of them each filter shows. */
import type { Position } from '@tickwire/bindings';
import { placesOf } from '@/format/decimal';
import { Age, ShortTime } from '@/format/time-text';
import { Amount, Pnl } from '@/ui/amount';
import { byDecimal, byText, byTime, column, onCard, type Column } from '@/ui/table/columns';
import { InstrumentCell } from '@/ui/table/instrument-cell';
import { MarkCell, None, QuantityCell, SideCell, StatusCell } from './cells';
import type { Filter } from './query';
import { moneyPlaces } from './totals';

const MONEY = { isNumeric: true, isMoney: true, weight: 12 };

export const COLUMNS = {
  instrument: column<Position>({
    id: 'instrument',
    header: 'Instrument',
    meta: { weight: 13, card: 'lead' },
    order: byText((position) => position.instrument.symbol),
    cell: ({ instrument, bot }) => <InstrumentCell instrument={instrument} note={bot.name} />,
  }),
  status: column<Position>({
    id: 'status',
    header: 'Status',
    meta: { weight: 10 },
    cell: (position) => <StatusCell status={position.status} />,
  }),
  side: column<Position>({
    id: 'side',
    header: 'Side',
    meta: { weight: 10 },
    cell: (position) => <SideCell side={position.side} />,
  }),
  quantity: column<Position>({
    id: 'quantity',
    header: 'Quantity',
    meta: { isNumeric: true, weight: 15 },
    cell: (position) => <QuantityCell position={position} />,
  }),
  average: column<Position>({
    id: 'average',
    header: 'Average',
    meta: MONEY,
    cell: ({ avgPrice, instrument }) => avgPrice && <Amount value={avgPrice} places={placesOf(instrument.priceTick)} />,
  }),
  mark: column<Position>({
    id: 'mark',
    header: 'Mark',
    meta: { ...MONEY, weight: 14 },
    cell: (position) => <MarkCell position={position} />,
  }),
  unrealized: column<Position>({
    id: 'unrealized',
    header: 'Unrealised',
    meta: { ...MONEY, weight: 14, cardLabel: 'Unrealised' },
    order: byDecimal((position) => position.unrealizedPnl),
    cell: (position) =>
      position.status === 'CLOSED' ? <None /> : <Money position={position} value={position.unrealizedPnl} />,
  }),
  gross: column<Position>({
    id: 'gross',
    header: 'Gross',
    meta: { ...MONEY, cardLabel: 'Gross' },
    order: byDecimal((position) => position.grossRealized),
    cell: (position) => <Money position={position} value={position.grossRealized} />,
  }),
  fees: column<Position>({
    id: 'fees',
    header: 'Fees',
    meta: MONEY,
    order: byDecimal((position) => position.fees),
    cell: ({ fees, instrument }) => <Amount value={fees} places={moneyPlaces(instrument)} />,
  }),
  net: column<Position>({
    id: 'net',
    header: 'Net PnL',
    meta: { ...MONEY, weight: 14, cardLabel: 'Net' },
    order: byDecimal((position) => position.netPnl),
    cell: (position) => <Money position={position} value={position.netPnl} />,
  }),
  age: column<Position>({
    id: 'age',
    header: 'Age',
    meta: { isNumeric: true, weight: 8 },
    cell: ({ openedAt }) => <Age at={openedAt} className="numbers text-muted" />,
  }),
  opened: column<Position>({
    id: 'opened',
    header: 'Opened',
    meta: { isNumeric: true, weight: 13 },
    order: byTime((position) => position.openedAt),
    cell: ({ openedAt }) => <ShortTime at={openedAt} className="numbers text-muted" />,
  }),
  closed: column<Position>({
    id: 'closed',
    header: 'Closed',
    meta: { isNumeric: true, weight: 13, cardLabel: 'Closed' },
    order: byTime((position) => position.closedAt),
    cell: ({ closedAt }) => closedAt && <ShortTime at={closedAt} className="numbers text-muted" />,
  }),
};

/** The columns of each filter, in order of reading. */
export const COLUMNS_OF: Record<Filter, Column<Position>[]> = {
  open: [
    ...[COLUMNS.instrument, onCard(COLUMNS.side, 'note'), onCard(COLUMNS.quantity, 'more')],
    ...[COLUMNS.average, COLUMNS.mark, onCard(COLUMNS.unrealized, 'end'), onCard(COLUMNS.net, 'tail'), COLUMNS.age],
  ],
  closed: [
    ...[COLUMNS.instrument, onCard(COLUMNS.gross, 'tail'), COLUMNS.fees, onCard(COLUMNS.net, 'end')],
    ...[COLUMNS.opened, onCard(COLUMNS.closed, 'note')],
  ],
  all: [
    ...[COLUMNS.instrument, onCard(COLUMNS.status, 'note'), COLUMNS.side, onCard(COLUMNS.quantity, 'more')],
    ...[onCard(COLUMNS.unrealized, 'tail'), onCard(COLUMNS.net, 'end'), COLUMNS.opened],
  ],
};

function Money({ position, value }: { position: Position; value: string }) {
  return <Pnl value={value} places={moneyPlaces(position.instrument)} />;
}
