/** Candles over time, with prices that matter and what happened at them. */
import {
  CandlestickSeries,
  LineStyle,
  createSeriesMarkers,
  type CandlestickData,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import { secondsOf } from './axis-times';
import type { Colours } from './colours';
import { withGaps } from './gaps';
import type { Bar, Marker, PriceLine } from './point';
import { Surface, type Place, type SurfaceOptions } from './surface';
import { tailOf } from './tail';

/** Bars that there is room for at first: no more, and no fewer. */
const MOST = 120;
const LEAST = 40;
/** Room for what comes. */
const AHEAD = 4;

type Seen = { bars: readonly Bar[]; stepMs: number; markers: readonly Marker[]; prices: readonly PriceLine[] };
type Options = Omit<SurfaceOptions, 'zoomsByWheel' | 'isFixed'> & {
  /** Told when the oldest bars come into sight. */
  onStart: () => void;
};

/** Whoever makes one removes it. */
export class CandleDrawing {
  readonly #surface: Surface;
  readonly #series: ISeriesApi<'Candlestick'>;
  readonly #markers: ISeriesMarkersPluginApi<Time>;
  #lines: IPriceLine[] = [];
  #places: Place[] = [];
  #seen: Seen = { bars: [], stepMs: 0, markers: [], prices: [] };
  #colours: Colours | undefined;

  constructor(element: HTMLElement, { onStart, ...options }: Options) {
    this.#surface = new Surface(element, { ...options, zoomsByWheel: true, isFixed: false });
    const minMove = 10 ** -options.places;
    this.#series = this.#surface.chart.addSeries(CandlestickSeries, {
      priceFormat: { type: 'price', precision: options.places, minMove },
    });
    this.#markers = createSeriesMarkers(this.#series, []);
    this.#surface.chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range && range.from < 10 && this.#places.length > 0) onStart();
    });
    this.#surface.paint((colours) => {
      this.#colours = colours;
      this.#series.applyOptions(inColours(colours));
      const { bars, markers, prices } = this.#seen;
      if (bars.length > 0) this.#draw(bars);
      this.#mark(markers);
      this.#price(prices);
    });
  }

  show(next: Seen): void {
    const last = this.#seen;
    this.#seen = next;
    if (next.bars !== last.bars) {
      const tail = next.stepMs === last.stepMs ? tailOf(last.bars, next.bars, timeOf, isSame) : undefined;
      if (tail) this.#goOn(tail);
      else this.#begin(last);
    }
    if (next.markers !== last.markers || next.bars[0] !== last.bars[0]) this.#mark(next.markers);
    if (next.prices !== last.prices) this.#price(next.prices);
  }

  point(step: number): void {
    this.#surface.point(this.#series, this.#places, step);
  }

  unpoint(): void {
    this.#surface.unpoint();
  }

  zoom(share: number): void {
    this.#surface.zoom(share);
  }

  remove(): void {
    this.#surface.remove();
  }

  /** Another series is shown from its end; one that has more before it stays where it is looked at. */
  #begin(last: Seen): void {
    const { bars, stepMs } = this.#seen;
    const scale = this.#surface.chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    const rows = withGaps(bars, stepMs);
    this.#draw(bars);
    const first = last.bars[0]?.openTime.getTime();
    const before = stepMs === last.stepMs ? rows.findIndex((row) => timeOf(row) === first) : -1;
    if (range && before >= 0) scale.setVisibleLogicalRange({ from: range.from + before, to: range.to + before });
    else {
      const shown = Math.min(MOST, Math.max(LEAST, rows.length));
      scale.setVisibleLogicalRange({ from: rows.length - shown, to: rows.length + AHEAD });
    }
  }

  #draw(bars: readonly Bar[]): void {
    const rows = withGaps(bars, this.#seen.stepMs);
    this.#places = bars.map(({ openTime, close }) => ({ time: secondsOf(openTime), value: Number(close) }));
    this.#series.setData(rows.map((row) => (row instanceof Date ? { time: secondsOf(row) } : this.#candle(row))));
  }

  #goOn(tail: readonly Bar[]): void {
    for (const bar of tail) {
      const last = this.#seen.bars[this.#places.length - 1];
      const place = { time: secondsOf(bar.openTime), value: Number(bar.close) };
      if (this.#places.at(-1)?.time === place.time) this.#places.pop();
      else if (last) this.#leaveOut(last, bar);
      this.#places.push(place);
      this.#series.update(this.#candle(bar));
    }
  }

  #leaveOut(last: Bar, next: Bar): void {
    const [, ...rows] = withGaps([last, next], this.#seen.stepMs);
    for (const row of rows) if (row instanceof Date) this.#series.update({ time: secondsOf(row) });
  }

  /** What was not seen whole has no body. */
  #candle({ openTime, open, high, low, close, isPartial }: Bar): CandlestickData<UTCTimestamp> {
    const [o, h, l, c] = [open, high, low, close].map(Number);
    const candle = { time: secondsOf(openTime), open: o ?? 0, high: h ?? 0, low: l ?? 0, close: c ?? 0 };
    return isPartial ? { ...candle, color: 'transparent' } : candle;
  }

  #mark(markers: readonly Marker[]): void {
    const colours = this.#colours;
    if (!colours) return;
    const first = this.#places[0]?.time ?? 0;
    const shown = markers.filter(({ at }) => secondsOf(at) >= first);
    this.#markers.setMarkers(
      shown.map(({ at, side }) => ({
        time: this.#barOf(secondsOf(at)),
        position: side === 'BUY' ? 'belowBar' : 'aboveBar',
        shape: side === 'BUY' ? 'arrowUp' : 'arrowDown',
        color: colours.ink,
      })),
    );
  }

  /** The bar that was under way then. */
  #barOf(time: UTCTimestamp): UTCTimestamp {
    const step = this.#seen.stepMs / 1_000;
    return (Math.floor(time / step) * step) as UTCTimestamp;
  }

  #price(prices: readonly PriceLine[]): void {
    const colours = this.#colours;
    if (!colours) return;
    for (const line of this.#lines) this.#series.removePriceLine(line);
    this.#lines = prices.map(({ price, title }) =>
      this.#series.createPriceLine({
        price: Number(price),
        title,
        color: colours.muted,
        lineWidth: 1,
        lineStyle: LineStyle.Dashed,
        axisLabelVisible: true,
        axisLabelColor: colours.ink,
        axisLabelTextColor: colours.canvas,
      }),
    );
  }
}

function timeOf(row: Bar | Date): number {
  return row instanceof Date ? row.getTime() : row.openTime.getTime();
}

/** Bars that were read again are other objects, and say the same. */
function isSame(a: Bar, b: Bar): boolean {
  if (a === b) return true;
  const prices = ['open', 'high', 'low', 'close', 'isPartial'] as const;
  return timeOf(a) === timeOf(b) && prices.every((name) => a[name] === b[name]);
}

function inColours({ profit, loss }: Colours) {
  return {
    upColor: profit,
    downColor: loss,
    borderUpColor: profit,
    borderDownColor: loss,
    wickUpColor: profit,
    wickDownColor: loss,
  };
}
