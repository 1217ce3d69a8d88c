/** What the tables of the web client can do, and what a column may say of itself. */
import {
  constructSortFn,
  createSortedRowModel,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  type ColumnDef,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { compareDecimals } from '@/format/decimal';

/** Where a cell stands on the card that a row is on a narrow screen: two lines, and what is said below them. */
export type CardPlace = 'lead' | 'end' | 'note' | 'more' | 'tail' | 'below';

/**
 * `weight` is the column's share of the width. `isMoney` columns are in the quote currency, which their header names. A
 * card has no header row: there `cardLabel` stands before the cell. An `isExtra` column is for wide tables
 * alone; one that `wraps` makes its rows higher.
 */
export type ColumnMeta = {
  weight: number;
  isNumeric?: boolean;
  isMoney?: boolean;
  isExtra?: boolean;
  wraps?: boolean;
  card?: CardPlace;
  cardLabel?: string;
};

export const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnMeta: metaHelper<ColumnMeta>(),
});

export type Features = typeof features;

/** A column of a table of `T`. */
export type Column<T extends object> = ColumnDef<Features, T>;

/** By what rows are sorted. */
type Order<T> = { value: (row: T) => unknown; sortFn: typeof DECIMALS };

type ColumnSpec<T> = {
  id: string;
  header: string;
  meta: ColumnMeta;
  /** Whether, and by what, rows can be sorted by it. */
  order?: Order<T>;
  cell: (row: T) => ReactNode;
};

export function column<T extends object>({ id, header, meta, order, cell }: ColumnSpec<T>): Column<T> {
  const shown = { id, header, meta, cell: ({ row }: { row: { original: T } }) => cell(row.original) };
  return order ? { ...shown, accessorFn: order.value, sortFn: order.sortFn } : shown;
}

/**
 * Rounding to a float keeps the order, so only what rounds to the same is looked at exactly. What is not there comes
 * first.
 */
const DECIMALS = constructSortFn({
  sort: (a: string | null, b: string | null) =>
    a === null || b === null ? Number(a !== null) - Number(b !== null) : Number(a) - Number(b) || compareDecimals(a, b),
});

/** What is not there comes first. */
const TIMES = constructSortFn({
  sort: (a: Date | null, b: Date | null) => (a?.getTime() ?? 0) - (b?.getTime() ?? 0),
});

const TEXTS = constructSortFn({ sort: (a: string, b: string) => a.localeCompare(b, 'en') });

export function byDecimal<T>(value: (row: T) => string | null): Order<T> {
  return { value, sortFn: DECIMALS };
}

export function byTime<T>(value: (row: T) => Date | null): Order<T> {
  return { value, sortFn: TIMES };
}

export function byText<T>(value: (row: T) => string): Order<T> {
  return { value, sortFn: TEXTS };
}

/** The column, with its place on the card. */
export function onCard<T extends object>(shown: Column<T>, card: CardPlace): Column<T> {
  return { ...shown, meta: { weight: 1, ...shown.meta, card } };
}
