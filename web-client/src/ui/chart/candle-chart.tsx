'use client';
/**
 * What a price did, candle by candle. Give it another array whose last bar differs, or with more at its end, and that is
 * drawn as it comes; with more at its beginning, and the rest stays where it is looked at.
 */
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { useZone } from '@/format/clock';
import { compareDecimals, formatDecimal } from '@/format/decimal';
import { barTime } from './bar-times';
import type { CandleCanvasProps } from './candle-canvas';
import { ChartFigure } from './figure';
import { countMissing, missingBefore } from './gaps';
import type { Bar } from './point';
import type { PointRows } from './point-table';

const CandleCanvas = dynamic(() => import('./candle-canvas').then((module) => module.CandleCanvas), { ssr: false });

type CandleChartProps = CandleCanvasProps & {
  /** The currency of the prices. */
  unit: string;
  tools?: ReactNode;
  /** Its height. */
  className?: string;
};

export function CandleChart({ unit, tools, className, ...canvas }: CandleChartProps) {
  const { title, bars, stepMs, places } = canvas;
  const zone = useZone();
  return (
    <ChartFigure
      title={title}
      summary={describe(bars, { stepMs, places, unit, zone })}
      rows={rowsOf(bars, { stepMs, places, unit, zone })}
      tools={tools}
      className={className}
    >
      <CandleCanvas {...canvas} />
    </ChartFigure>
  );
}

type Words = { stepMs: number; places: number; unit: string; zone: string };

/** From when to when, between which prices, and what is missing. */
function describe(bars: readonly Bar[], { stepMs, places, unit, zone }: Words): string {
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) return 'No candles.';
  let [lowest, highest] = [first.low, first.high];
  for (const { low, high } of bars) {
    if (compareDecimals(low, lowest) < 0) lowest = low;
    if (compareDecimals(high, highest) > 0) highest = high;
  }
  const write = (price: string) => formatDecimal(price, { places });
  const missing = countMissing(bars, stepMs);
  const count = `${bars.length} ${bars.length === 1 ? 'candle' : 'candles'}`;
  const gaps = missing === 0 ? '' : ` ${missing} ${missing === 1 ? 'candle is' : 'candles are'} missing between them.`;
  const from = barTime(first.openTime, stepMs, zone);
  return `${count} from ${from}, between ${write(lowest)} and ${write(highest)} ${unit}.${gaps}`;
}

function rowsOf(bars: readonly Bar[], { stepMs, places, unit, zone }: Words): PointRows {
  const write = (price: string) => formatDecimal(price, { places });
  return {
    head: ['Begins', `Open ${unit}`, 'High', 'Low', 'Close', 'Missing before'],
    count: bars.length,
    cells: (row) => {
      const at = bars.length - 1 - row;
      const bar = bars[at];
      if (!bar) return [];
      const { openTime, open, high, low, close } = bar;
      const missing = missingBefore(bar, bars[at - 1], stepMs);
      return [
        barTime(openTime, stepMs, zone),
        ...[open, high, low, close].map(write),
        missing === 0 ? '' : `${missing}`,
      ];
    },
  };
}
