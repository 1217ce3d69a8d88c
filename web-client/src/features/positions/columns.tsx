'use client';
/** The columns of the positions table, and which of them each filter shows. */
import { createColumnHelper, metaHelper, tableFeatures } from '@tanstack/react-table';
import type { Position } from '@tickwire/bindings';
import { placesOf } from '@/format/decimal';
import { Age, ShortTime } from '@/format/time-text';
import { Amount, Pnl } from '@/ui/amount';
import { InstrumentCell, MarkCell, None, QuantityCell, SideCell, StatusCell } from './cells';
import type { Filter } from './query';
import { moneyPlaces } from './totals';

/**
 * `isMoney` columns are in the quote currency, which their header names. A card has no header row: there `cardLabel`
 * stands before the number.
 */
type Meta = { isNumeric?: boolean; isMoney?: boolean; cardLabel?: string };

export const features = tableFeatures({ columnMeta: metaHelper<Meta>() });

const column = createColumnHelper<typeof features, Position>();

const MONEY = { isNumeric: true, isMoney: true };

const COLUMNS = {
  instrument: column.display({
    id: 'instrument',
    header: 'Instrument',
    cell: ({ row }) => <InstrumentCell position={row.original} />,
  }),
  status: column.display({
    id: 'status',
    header: 'Status',
    cell: ({ row }) => <StatusCell status={row.original.status} />,
  }),
  side: column.display({
    id: 'side',
    header: 'Side',
    cell: ({ row }) => <SideCell side={row.original.side} />,
  }),
  quantity: column.display({
    id: 'quantity',
    header: 'Quantity',
    meta: { isNumeric: true },
    cell: ({ row }) => <QuantityCell position={row.original} />,
  }),
  average: column.display({
    id: 'average',
    header: 'Average',
    meta: MONEY,
    cell: ({ row: { original } }) =>
      original.avgPrice && <Amount value={original.avgPrice} places={placesOf(original.instrument.priceTick)} />,
  }),
  mark: column.display({
    id: 'mark',
    header: 'Mark',
    meta: MONEY,
    cell: ({ row }) => <MarkCell position={row.original} />,
  }),
  unrealized: column.display({
    id: 'unrealized',
    header: 'Unrealised',
    meta: { ...MONEY, cardLabel: 'Unrealised' },
    cell: ({ row: { original } }) =>
      original.status === 'CLOSED' ? <None /> : <Money position={original} value={original.unrealizedPnl} />,
  }),
  gross: column.display({
    id: 'gross',
    header: 'Gross',
    meta: { ...MONEY, cardLabel: 'Gross' },
    cell: ({ row }) => <Money position={row.original} value={row.original.grossRealized} />,
  }),
  fees: column.display({
    id: 'fees',
    header: 'Fees',
    meta: MONEY,
    cell: ({ row: { original } }) => <Amount value={original.fees} places={moneyPlaces(original.instrument)} />,
  }),
  net: column.display({
    id: 'net',
    header: 'Net PnL',
    meta: { ...MONEY, cardLabel: 'Net' },
    cell: ({ row }) => <Money position={row.original} value={row.original.netPnl} />,
  }),
  age: column.display({
    id: 'age',
    header: 'Age',
    meta: { isNumeric: true },
    cell: ({ row }) => <Age at={row.original.openedAt} className="numbers text-muted" />,
  }),
  opened: column.display({
    id: 'opened',
    header: 'Opened',
    meta: { isNumeric: true },
    cell: ({ row }) => <ShortTime at={row.original.openedAt} className="numbers text-muted" />,
  }),
  closed: column.display({
    id: 'closed',
    header: 'Closed',
    meta: { isNumeric: true, cardLabel: 'Closed' },
    cell: ({ row: { original } }) =>
      original.closedAt && <ShortTime at={original.closedAt} className="numbers text-muted" />,
  }),
};

/** The columns of each filter, in order of reading. */
export const COLUMNS_OF = {
  open: [
    ...[COLUMNS.instrument, COLUMNS.side, COLUMNS.quantity, COLUMNS.average, COLUMNS.mark],
    ...[COLUMNS.unrealized, COLUMNS.net, COLUMNS.age],
  ],
  closed: [...[COLUMNS.instrument, COLUMNS.gross, COLUMNS.fees, COLUMNS.net], ...[COLUMNS.opened, COLUMNS.closed]],
  all: [
    ...[COLUMNS.instrument, COLUMNS.status, COLUMNS.side, COLUMNS.quantity],
    ...[COLUMNS.unrealized, COLUMNS.net, COLUMNS.opened],
  ],
} satisfies Record<Filter, unknown>;

function Money({ position, value }: { position: Position; value: string }) {
  return <Pnl value={value} places={moneyPlaces(position.instrument)} />;
}
