'use client';
/** A row of a table, or the card that it folds into where the pane is narrow. */
import { FlexRender, type Row } from '@tanstack/react-table';
import clsx from 'clsx';
import { memo, type MouseEvent } from 'react';
import { isPlain, UrlLink } from '../url-link';
import type { Features } from './columns';
import styles from './data-table.module.css';

type TableRowProps<T extends object> = {
  row: Row<Features, T>;
  index: number;
  /** The currency that the row's money is in, where the head does not say it for all. */
  quote?: string;
  /** The parameter of the URL that opens a row. */
  opens?: string;
  isOpen: boolean;
  /** It has left the list: it stands here as it last was. */
  isGone: boolean;
  measure?: (row: HTMLElement | null) => void;
};

/** Does what a press of the row's own link does. */
export function openRow(row: Element): void {
  row.querySelector<HTMLAnchorElement>('a[data-opens]')?.click();
}

function Plain<T extends object>({ row, index, quote, opens, isOpen, isGone, measure }: TableRowProps<T>) {
  const open = (event: MouseEvent<HTMLTableRowElement>) => {
    const isOwn = event.target instanceof Element && event.target.closest('a, button, input, label') !== null;
    if (!opens || isOwn || !isPlain(event) || window.getSelection()?.isCollapsed === false) return;
    openRow(event.currentTarget);
  };
  return (
    // The roles are spoken out because a row that is laid out as a grid loses its own.
    <tr
      ref={measure}
      role="row"
      tabIndex={-1}
      data-row={row.id}
      data-index={index}
      data-gone={isGone}
      aria-rowindex={index + 2}
      aria-current={isOpen ? 'true' : undefined}
      title={isGone ? 'No longer in this list' : undefined}
      className={clsx(styles.row, opens && 'cursor-pointer')}
      onClick={open}
    >
      {row.getAllCells().map((cell) => {
        const { isNumeric, isMoney, isExtra, wraps, card, cardLabel } = cell.column.columnDef.meta ?? {};
        const content = <FlexRender cell={cell} />;
        return (
          <td
            key={cell.id}
            role="cell"
            data-extra={isExtra}
            data-card={card}
            className={clsx(styles.cell, isNumeric && 'text-right', wraps && styles.wraps)}
          >
            {cardLabel && (
              <span className={styles.label} aria-hidden>
                {cardLabel}
              </span>
            )}
            {opens && card === 'lead' ? (
              <UrlLink to={{ [opens]: row.id }} isStep data-opens className="block truncate -outline-offset-1">
                {content}
              </UrlLink>
            ) : (
              content
            )}
            {isMoney && quote && <span className={styles.unit}> {quote}</span>}
          </td>
        );
      })}
    </tr>
  );
}

/** Kept as it is until its own row changes: a burst touches the rows that it is about, and scrolling none. */
export const TableRow = memo(
  Plain,
  (before, after) =>
    before.row.original === after.row.original &&
    before.index === after.index &&
    before.quote === after.quote &&
    before.isOpen === after.isOpen &&
    before.isGone === after.isGone &&
    before.measure === after.measure &&
    before.row.table.options.columns === after.row.table.options.columns,
) as typeof Plain;
