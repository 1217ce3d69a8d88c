'use client';
/** The head of a table: what each column is, and by which of them the rows are sorted. */
import type { Header } from '@tanstack/react-table';
import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { FlexRender } from '@tanstack/react-table';
import { UrlLink } from '../url-link';
import type { Features } from './columns';
import styles from './data-table.module.css';
import { nextSort, type Sort } from './use-sort';

type TableHeadProps<T extends object> = {
  headers: Header<Features, T>[];
  sort: Sort | undefined;
  /** The currency that all money is in; without one, each number carries its own. */
  quote: string | undefined;
};

export function TableHead<T extends object>({ headers, sort, quote }: TableHeadProps<T>) {
  return (
    <thead role="rowgroup" className={styles.head}>
      <tr role="row" aria-rowindex={1}>
        {headers.map((header) => {
          const { isNumeric, isMoney, isExtra } = header.column.columnDef.meta ?? {};
          const direction = sort?.id === header.column.id ? (sort.desc ? 'descending' : 'ascending') : undefined;
          const name = (
            <>
              <FlexRender header={header} />
              {isMoney && quote && <span className={styles.unit}> {quote}</span>}
            </>
          );
          return (
            <th
              key={header.id}
              role="columnheader"
              scope="col"
              aria-sort={direction}
              data-extra={isExtra}
              className={clsx(styles.header, isNumeric && 'text-right')}
            >
              {header.column.getCanSort() ? (
                <UrlLink
                  to={{ sort: nextSort(sort, header.column.id, isNumeric ?? false) }}
                  className={clsx(
                    'inline-flex items-center gap-1 -outline-offset-1 hover:text-ink',
                    direction && 'font-medium text-ink',
                  )}
                >
                  {direction === 'ascending' && <ArrowUp className="size-3" aria-hidden />}
                  {direction === 'descending' && <ArrowDown className="size-3" aria-hidden />}
                  <span>{name}</span>
                </UrlLink>
              ) : (
                name
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
