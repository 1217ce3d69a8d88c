'use client';
/** A list in each of its states: read, being read, empty, failed. Old rows stay when reading them again fails. */
import type { ReactNode } from 'react';
import { Failure } from '../failure';
import { Skeleton } from '../skeleton';
import type { Column } from './columns';
import { DataTable } from './data-table';
import type { PagedList } from './list-foot';

export type ReadList = PagedList & { data: unknown; isPending: boolean; isFetching: boolean; refetch: () => unknown };

type LiveTableProps<T extends { id: string }> = {
  label: string;
  /** What the rows are: `orders`. */
  what: string;
  columns: Column<T>[];
  list: ReadList;
  rows: T[];
  quoteOf?: (row: T) => string;
  opens?: string;
  /** Why there is nothing, and what to do next. */
  empty: ReactNode;
};

export function LiveTable<T extends { id: string }>({ what, list, rows, empty, ...rest }: LiveTableProps<T>) {
  const isOver = !list.hasNextPage;
  return (
    <>
      {list.error !== null && isOver && (
        <Failure error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
      )}
      {list.isPending && <Skeleton label={`Reading ${what}`} />}
      {list.data !== undefined && rows.length === 0 && isOver && empty}
      {list.data !== undefined && (rows.length > 0 || !isOver) && <DataTable list={list} rows={rows} {...rest} />}
    </>
  );
}
