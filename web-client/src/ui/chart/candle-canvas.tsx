'use client';
/** Candles on a canvas, and the one that is pointed at. It comes with the library that draws it, when it is needed. */
import { useEffect, useState, type ReactNode } from 'react';
import { useZone } from '@/format/clock';
import { formatDecimal } from '@/format/decimal';
import { secondsOf } from './axis-times';
import { barTime, barZone } from './bar-times';
import { CandleDrawing } from './candle-drawing';
import { CanvasBox } from './canvas-box';
import type { Bar, Marker, PriceLine } from './point';
import { useDrawing } from './use-drawing';

export type CandleCanvasProps = {
  title: string;
  bars: readonly Bar[];
  stepMs: number;
  places: number;
  markers: readonly Marker[];
  prices: readonly PriceLine[];
  /** Asked for what is before the oldest bar, once that is in sight. */
  onStart: () => void;
};

export function CandleCanvas({ title, bars, stepMs, places, markers, prices, onStart }: CandleCanvasProps) {
  const zone = useZone();
  const [time, setTime] = useState<number>();
  const { drawing, ...rest } = useDrawing(
    (element) => new CandleDrawing(element, { zone: barZone(stepMs, zone), places, onPoint: setTime, onStart }),
    `${barZone(stepMs, zone)} ${places}`,
  );
  useEffect(() => drawing?.show({ bars, stepMs, markers, prices }), [drawing, bars, stepMs, markers, prices]);
  const bar = time === undefined ? bars.at(-1) : bars.findLast(({ openTime }) => secondsOf(openTime) === time);
  return (
    <CanvasBox
      title={title}
      {...rest}
      isPointed={time !== undefined}
      reading={
        bar && (
          <Reading bar={bar} time={barTime(bar.openTime, stepMs, zone)} places={places}>
            {markers
              .filter(({ at }) => at >= bar.openTime && at.getTime() < bar.openTime.getTime() + stepMs)
              .map(({ text }) => text)
              .join(', ')}
          </Reading>
        )
      }
    />
  );
}

type ReadingProps = { bar: Bar; time: string; places: number; children: ReactNode };

/** The exact prices of a bar, and what happened at it. */
function Reading({ bar, time, places, children }: ReadingProps) {
  const prices = [
    ['O', 'Open', bar.open],
    ['H', 'High', bar.high],
    ['L', 'Low', bar.low],
    ['C', 'Close', bar.close],
  ] as const;
  return (
    <>
      <span>{time}</span>
      {prices.map(([letter, name, price]) => (
        <span key={letter}>
          <abbr title={name} className="no-underline">
            {letter}
          </abbr>{' '}
          <span className="text-ink">{formatDecimal(price, { places })}</span>
        </span>
      ))}
      {bar.isPartial && <span>not all of it was seen</span>}
      {children && <span className="text-ink">{children}</span>}
    </>
  );
}
