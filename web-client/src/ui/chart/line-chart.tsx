'use client';
/**
 * Values over time as lines: what an account was worth, how far it fell. Give it another array with more points at its
 * end, and they are drawn as they come.
 */
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { useZone } from '@/format/clock';
import { formatDecimal } from '@/format/decimal';
import { formatMoment } from '@/format/time';
import { ChartFigure } from './figure';
import { describeLines } from './line-summary';
import type { Line, Scale } from './point';
import type { PointRows } from './point-table';

const LineCanvas = dynamic(() => import('./line-canvas').then((module) => module.LineCanvas), { ssr: false });

type LineChartProps = {
  title: string;
  lines: readonly Line[];
  scale: Scale;
  /** What stands there where there is nothing to draw. */
  empty: ReactNode;
  tools?: ReactNode;
  /** Its height. */
  className?: string;
};

export function LineChart({ title, lines, scale, empty, tools, className }: LineChartProps) {
  const zone = useZone();
  if (lines.every(({ points }) => points.length === 0)) return empty;
  return (
    <ChartFigure
      title={title}
      summary={describeLines(lines, scale, zone)}
      rows={rowsOf(lines, scale, zone)}
      tools={tools}
      className={className}
    >
      <LineCanvas title={title} lines={lines} scale={scale} />
    </ChartFigure>
  );
}

/** A row a time, the newest first; where a line has no point then, nothing. */
function rowsOf(lines: readonly Line[], { places, unit }: Scale, zone: string): PointRows {
  const [first] = lines;
  const head = ['Time', ...lines.map(({ name }) => `${name} ${unit}`)];
  const text = (value: string | undefined) => (value === undefined ? '' : formatDecimal(value, { places }));
  if (first && lines.length === 1) {
    const { points } = first;
    const cells = (row: number) => {
      const [at, value] = points[points.length - 1 - row] ?? [];
      return at ? [formatMoment(at, zone), text(value)] : [];
    };
    return { head, count: points.length, cells };
  }
  const values = lines.map(({ points }) => new Map(points.map(([at, value]) => [at.getTime(), value])));
  const times = [...new Set(values.flatMap((line) => [...line.keys()]))].sort((a, b) => b - a);
  const cells = (row: number) => {
    const time = times[row] ?? 0;
    return [formatMoment(new Date(time), zone), ...values.map((line) => text(line.get(time)))];
  };
  return { head, count: times.length, cells };
}
