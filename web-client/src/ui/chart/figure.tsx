'use client';
/** A chart, what it says in words, and the same as a table for who would rather read it. */
import clsx from 'clsx';
import { ChartLine, Table } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { Button } from '../button';
import { PointTable, type PointRows } from './point-table';

type ChartFigureProps = {
  title: string;
  /** What it says, in a sentence or two. */
  summary: string;
  rows: PointRows;
  /** What else there is to choose, left of the switch. */
  tools?: ReactNode;
  /** Its height. */
  className?: string;
  children: ReactNode;
};

const FORMS = [
  { form: 'chart', name: 'Chart', Icon: ChartLine },
  { form: 'table', name: 'Table', Icon: Table },
] as const;

export function ChartFigure({ title, summary, rows, tools, className = 'h-64', children }: ChartFigureProps) {
  const id = useId();
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  return (
    <figure aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`} className="flex min-w-0 flex-col">
      <figcaption className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-2.5 sm:px-6">
        <div className="min-w-0 flex-1 basis-60">
          <p id={`${id}-title`} className="text-row font-semibold">
            {title}
          </p>
          <p id={`${id}-summary`} className="numbers text-note text-muted">
            {summary}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {tools}
          <div role="group" aria-label={`Show ${title} as`} className="flex gap-1 noscript:hidden">
            {FORMS.map(({ form, name, Icon }) => (
              <Button
                key={form}
                look={form === shown ? 'line' : 'plain'}
                aria-pressed={form === shown}
                onClick={() => setShown(form)}
              >
                <Icon className="size-3.5" aria-hidden />
                {name}
              </Button>
            ))}
          </div>
        </div>
      </figcaption>
      {shown === 'chart' ? (
        <div className={clsx('relative noscript:hidden', className)}>{children}</div>
      ) : (
        <PointTable title={title} rows={rows} className={className} />
      )}
      <noscript>
        <PointTable title={title} rows={rows} className={className} />
      </noscript>
      {/* What its licence asks for. */}
      <p className="px-4 py-1 text-note text-muted sm:px-6">
        Chart:{' '}
        <a href="https://www.tradingview.com/" rel="noreferrer" className="underline underline-offset-2">
          TradingView Lightweight Charts™
        </a>
        , © 2025 TradingView, Inc.
      </p>
    </figure>
  );
}
