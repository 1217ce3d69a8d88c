'use client';
/** The columns of the positions page: the dashboard's, what the width has room for, and the act on a row. */
import type { Position, Role } from '@tickwire/bindings';
import { column, onCard, type Column } from '@/ui/table/columns';
import { ClosePosition } from './close-position';
import { COLUMNS, COLUMNS_OF } from './columns';
import type { Filter } from './query';

export function pageColumns(filter: Filter, role: Role, once: string): Column<Position>[] {
  if (filter === 'closed') return COLUMNS_OF.closed;
  const act = column<Position>({
    id: 'act',
    header: 'Act',
    meta: { weight: 14, isNumeric: true, card: 'below' },
    cell: (position) => <ClosePosition position={position} role={role} once={once} />,
  });
  if (filter === 'all') return [...COLUMNS_OF.all, act];
  return [
    ...[COLUMNS.instrument, onCard(COLUMNS.side, 'note'), onCard(COLUMNS.quantity, 'more')],
    ...[COLUMNS.average, COLUMNS.mark, onCard(COLUMNS.unrealized, 'end'), extra(COLUMNS.fees)],
    ...[onCard(COLUMNS.net, 'tail'), extra(COLUMNS.age), act],
  ];
}

function extra(shown: Column<Position>): Column<Position> {
  return { ...shown, meta: { weight: 1, ...shown.meta, isExtra: true } };
}
