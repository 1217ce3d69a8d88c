'use client';
/** Positions as a table; where the pane is narrow, each row folds into a card of two lines. */
import { useTable } from '@tanstack/react-table';
import type { Position } from '@tickwire/bindings';
import clsx from 'clsx';
import { useMemo } from 'react';
import { COLUMNS_OF, features } from './columns';
import styles from './positions-table.module.css';
import type { Filter } from './query';

type PositionsTableProps = { filter: Filter; positions: Position[] };

export function PositionsTable({ filter, positions }: PositionsTableProps) {
  const table = useTable({
    features,
    columns: COLUMNS_OF[filter],
    data: positions,
    getRowId: (position) => position.id,
  });
  const quote = useMemo(() => commonQuote(positions), [positions]);

  // The roles are spoken out because a row that is laid out as a grid loses its own.
  return (
    <table role="table" aria-labelledby="positions-heading" className={styles.table} data-filter={filter}>
      <thead role="rowgroup" className={styles.head}>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} role="row">
            {group.headers.map((header) => {
              const { isNumeric, isMoney } = header.column.columnDef.meta ?? {};
              return (
                <th
                  key={header.id}
                  role="columnheader"
                  scope="col"
                  data-column={header.column.id}
                  className={clsx(styles.header, isNumeric && 'text-right')}
                >
                  <table.FlexRender header={header} />
                  {isMoney && quote && <span className={styles.unit}> {quote}</span>}
                </th>
              );
            })}
          </tr>
        ))}
      </thead>
      <tbody role="rowgroup" className={styles.body}>
        {table.getRowModel().rows.map((row) => (
          <tr key={row.id} role="row" className={styles.row}>
            {row.getAllCells().map((cell) => {
              const { isNumeric, isMoney, cardLabel } = cell.column.columnDef.meta ?? {};
              return (
                <td
                  key={cell.id}
                  role="cell"
                  data-column={cell.column.id}
                  className={clsx(styles.cell, isNumeric && 'text-right')}
                >
                  {cardLabel && (
                    <span className={styles.label} aria-hidden>
                      {cardLabel}
                    </span>
                  )}
                  <table.FlexRender cell={cell} />
                  {isMoney && !quote && <span className={styles.unit}> {row.original.instrument.quote}</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The currency that all rows share; without one, each number carries its own. */
function commonQuote(positions: Position[]): string | undefined {
  const [first, ...others] = new Set(positions.map((position) => position.instrument.quote));
  return others.length === 0 ? first : undefined;
}
