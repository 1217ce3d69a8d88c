/** A canvas with axes in the theme's colours: what every chart has in common, whatever is drawn on it. */
import {
  CrosshairMode,
  LineStyle,
  createChart,
  type IChartApi,
  type ISeriesApi,
  type MouseEventParams,
  type SeriesType,
  type TickMarkType,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import { crosshairText, tickText } from './axis-times';
import { faded, followColours, type Colours } from './colours';

export type SurfaceOptions = {
  zone: string;
  places: number;
  /** Whether the wheel zooms: not where the page around it scrolls. */
  zoomsByWheel: boolean;
  /** Whether nothing but the data is to be seen: no moving beyond its ends. */
  isFixed: boolean;
  /** The time that is pointed at, in seconds; none where none is. */
  onPoint: (time: number | undefined) => void;
};

/** What is pointed at by keys: its time and its value. */
export type Place = { time: UTCTimestamp; value: number };

const CROSSHAIR = { style: LineStyle.Dashed, width: 1 } as const;

/** A chart without its data. Whoever makes one removes it. */
export class Surface {
  readonly chart: IChartApi;
  #stopFollowing: () => void = () => undefined;
  #at: number | undefined;

  constructor(element: HTMLElement, { zone, places, zoomsByWheel, isFixed, onPoint }: SurfaceOptions) {
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const price = new Intl.NumberFormat('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
    const { fontFamily } = getComputedStyle(document.body);
    this.chart = createChart(element, {
      autoSize: true,
      // A locale of the system, such as `en-US@posix`, is none that `Intl` takes.
      localization: {
        locale: 'en-GB',
        priceFormatter: (value: number) => price.format(value),
        timeFormatter: (time: Time) => crosshairText(time, zone),
      },
      // The figure names its author: the library's own sign brings a style that the page's policy refuses.
      layout: { attributionLogo: false, fontFamily, fontSize: 12, background: { color: 'transparent' } },
      crosshair: { mode: CrosshairMode.Magnet, vertLine: CROSSHAIR, horzLine: CROSSHAIR },
      rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.12, bottom: 0.08 } },
      timeScale: {
        borderVisible: false,
        timeVisible: true,
        fixLeftEdge: isFixed,
        fixRightEdge: isFixed,
        lockVisibleTimeRangeOnResize: true,
        tickMarkFormatter: (time: Time, type: TickMarkType) => tickText(time, type, zone),
      },
      handleScroll: { mouseWheel: zoomsByWheel, vertTouchDrag: false },
      handleScale: { mouseWheel: zoomsByWheel },
      kineticScroll: { mouse: false, touch: !isStill },
    });
    this.chart.subscribeCrosshairMove(({ time }: MouseEventParams) =>
      onPoint(time === undefined ? undefined : Number(time)),
    );
  }

  /** Draws in the theme's colours from now on; `own` gives those of the data. */
  paint(own: (colours: Colours) => void): void {
    this.#stopFollowing = followColours((colours) => {
      const { canvas, ink, muted, line } = colours;
      const grid = { color: faded(line, 0.6) };
      const crosshair = { color: muted, labelBackgroundColor: ink };
      this.chart.applyOptions({
        layout: { textColor: muted, background: { color: canvas } },
        grid: { vertLines: grid, horzLines: grid },
        crosshair: { vertLine: crosshair, horzLine: crosshair },
      });
      own(colours);
    });
  }

  /** Points at another place of those that there are, by keys: so many on, or to the first or the last. */
  point(series: ISeriesApi<SeriesType>, places: readonly Place[], step: number): void {
    const last = places.length - 1;
    const next = Math.min(last, Math.max(0, (this.#at ?? (step < 0 ? last + 1 : last)) + step));
    const place = places[next];
    if (!place) return;
    this.#at = next;
    this.#show(place.time);
    this.chart.setCrosshairPosition(place.value, place.time, series);
  }

  /** Points at nothing. */
  unpoint(): void {
    this.#at = undefined;
    this.chart.clearCrosshairPosition();
  }

  /** Shows more of the time, or less of it: the share of what is shown now. */
  zoom(share: number): void {
    const scale = this.chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    if (!range) return;
    const width = (range.to - range.from) * share;
    scale.setVisibleLogicalRange({ from: range.to - width, to: range.to });
  }

  remove(): void {
    this.#stopFollowing();
    this.chart.remove();
  }

  /** Moves the time until the place is within it. */
  #show(time: UTCTimestamp): void {
    const scale = this.chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    const index = scale.timeToIndex(time, true);
    if (!range || index === null || (index >= range.from && index <= range.to)) return;
    const by = index < range.from ? index - range.from : index - range.to;
    scale.setVisibleLogicalRange({ from: range.from + by, to: range.to + by });
  }
}
