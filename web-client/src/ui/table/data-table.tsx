'use client';
/**
 * The table that every list uses: sorted and opened by its URL, windowed when it is long, held while it is pointed at,
 * and gone through by the keyboard. Where the pane is narrow, each row folds into a card.
 */
import { useTable } from '@tanstack/react-table';
import { useMemo, useRef } from 'react';
import { NewRows } from '../new-rows';
import { useUrl } from '../use-url';
import { features, type Column } from './columns';
import styles from './data-table.module.css';
import { ListFoot, type PagedList } from './list-foot';
import { TableHead } from './table-head';
import { TableRow } from './table-row';
import { useHeldRows } from './use-held-rows';
import { useRowKeys } from './use-row-keys';
import { useRowWindow } from './use-row-window';
import { useSort } from './use-sort';

type DataTableProps<T extends { id: string }> = {
  label: string;
  /** One array for as long as the table has these columns. */
  columns: Column<T>[];
  rows: T[];
  /** The currency that a row's money is in. */
  quoteOf?: (row: T) => string;
  /** The parameter of the URL that opens a row. */
  opens?: string;
  list: PagedList;
};

export function DataTable<T extends { id: string }>(props: DataTableProps<T>) {
  const { label, columns, rows, quoteOf, opens, list } = props;
  const url = useUrl();
  const sortable = useMemo(
    () => columns.flatMap((column) => ('accessorFn' in column && column.id !== undefined ? [column.id] : [])),
    [columns],
  );
  const { sort, sorting } = useSort(sortable);
  const table = useTable({ features, columns, data: rows, getRowId: (row) => row.id, state: { sorting } });
  const held = useHeldRows(table.getRowModel().rows, JSON.stringify([sort]));
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const part = useRowWindow(held.shown, scroller, body);
  const openId = opens === undefined ? null : url.search.get(opens);
  useRowKeys({
    body,
    rows: held.shown,
    scrollTo: part.scrollTo,
    onClose: opens !== undefined && openId !== null ? () => url.replace({ [opens]: undefined }) : undefined,
  });
  const quote = useMemo(() => commonQuote(rows, quoteOf), [rows, quoteOf]);
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const metas = headers.map((header) => header.column.columnDef.meta);
  const weight = metas.reduce((sum, meta) => sum + (meta?.weight ?? 1), 0);

  const showNew = () => {
    held.release();
    scroller.current?.scrollTo({ top: 0 });
    // The button that was pressed goes: the focus stays with the table.
    scroller.current?.focus({ preventScroll: true });
  };

  return (
    <div className="relative flex min-h-0 flex-1 flex-col" {...held.handlers}>
      <div className="pointer-events-none absolute inset-x-0 top-10 z-1 flex justify-center *:pointer-events-auto">
        <NewRows count={held.waiting} onShow={showNew} />
      </div>
      <div
        ref={scroller}
        tabIndex={-1}
        className={`${styles.container} -outline-offset-2 lg:min-h-0 lg:flex-1 lg:overflow-y-auto`}
      >
        <table
          role="table"
          aria-label={label}
          aria-rowcount={list.hasNextPage ? -1 : rows.length + 1}
          aria-keyshortcuts="j k Enter Escape"
          className={styles.table}
        >
          <colgroup>
            {headers.map((header, at) => (
              <col
                key={header.id}
                data-extra={metas[at]?.isExtra}
                style={{ width: `${(100 * (metas[at]?.weight ?? 1)) / weight}%` }}
              />
            ))}
          </colgroup>
          <TableHead headers={headers} sort={sort} quote={quote} />
          <tbody ref={body} role="rowgroup" className={styles.body}>
            <Spacer height={part.before} columns={headers.length} />
            {part.indexes.map((index) => {
              const row = held.shown[index];
              return (
                row && (
                  <TableRow
                    key={row.id}
                    row={row}
                    index={index}
                    quote={quote === undefined ? quoteOf?.(row.original) : undefined}
                    opens={opens}
                    isOpen={row.id === openId}
                    isGone={held.gone.has(row.id)}
                    measure={part.measure}
                  />
                )
              );
            })}
            <Spacer height={part.after} columns={headers.length} />
          </tbody>
        </table>
        <ListFoot list={list} read={rows.length} isSorted={sort !== undefined} scroller={scroller} />
      </div>
    </div>
  );
}

/** The room that rows would take which do not stand in the document. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className={styles.spacer} style={{ height }}>
      <td colSpan={columns} className="p-0" />
    </tr>
  );
}

/** The currency that all rows share; without one, each number carries its own. */
function commonQuote<T>(rows: T[], quoteOf?: (row: T) => string): string | undefined {
  if (!quoteOf) return undefined;
  const [first, ...others] = new Set(rows.map(quoteOf));
  return others.length === 0 ? first : undefined;
}
