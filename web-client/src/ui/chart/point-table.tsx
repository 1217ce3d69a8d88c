'use client';
/** What a chart draws, as a table: exact, the newest first, a hundred rows at a time. */
import clsx from 'clsx';
import { useState } from 'react';
import { Button } from '../button';

export type PointRows = {
  /** What each column counts. The first is the time's; the others are numbers. */
  head: readonly string[];
  count: number;
  /** The cells of a row; 0 is the newest. */
  cells: (row: number) => readonly string[];
};

type PointTableProps = { title: string; rows: PointRows; className?: string };

const SHOWN = 100;

export function PointTable({ title, rows: { head, count, cells }, className }: PointTableProps) {
  const [most, setMost] = useState(SHOWN);
  const shown = Math.min(most, count);
  return (
    <div
      role="region"
      tabIndex={0}
      aria-label={`${title} as a table`}
      className={clsx('overflow-auto border-y border-line -outline-offset-2', className)}
    >
      <table className="numbers w-full text-row">
        <thead className="sticky top-0 bg-canvas">
          <tr>
            {head.map((name, column) => (
              <th
                key={name}
                scope="col"
                className={clsx(
                  'px-2 py-1.5 text-note font-normal text-muted first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6',
                  column === 0 ? 'text-left' : 'text-right',
                )}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: shown }, (_, row) => {
            const [time, ...numbers] = cells(row);
            return (
              <tr key={count - row} className="border-t border-line">
                <th scope="row" className="px-2 py-1 pl-4 text-left font-normal whitespace-nowrap sm:pl-6">
                  {time}
                </th>
                {numbers.map((number, column) => (
                  <td key={head[column + 1]} className="px-2 py-1 text-right last:pr-4 sm:last:pr-6">
                    {number}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown < count && (
        <div className="px-4 py-2 sm:px-6 noscript:hidden">
          <Button onClick={() => setMost(most + SHOWN)}>Show more</Button>
        </div>
      )}
    </div>
  );
}
