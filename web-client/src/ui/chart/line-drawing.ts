/** Lines over time on one axis: the newest points are drawn as they come. */
import {
  AreaSeries,
  LineSeries,
  LineStyle,
  type AreaData,
  type ISeriesApi,
  type LineWidth,
  type UTCTimestamp,
} from 'lightweight-charts';
import { secondsOf } from './axis-times';
import { faded, type Colours } from './colours';
import type { Line, Point } from './point';
import { Surface, type Place, type SurfaceOptions } from './surface';
import { tailOf } from './tail';

type Drawn = { series: ISeriesApi<'Area'> | ISeriesApi<'Line'>; line: Line; places: Place[] };

const WIDTH: LineWidth = 2;

/** Whoever makes one removes it. */
export class LineDrawing {
  readonly #surface: Surface;
  #drawn: Drawn[] = [];
  #colours: Colours | undefined;

  constructor(element: HTMLElement, options: Omit<SurfaceOptions, 'zoomsByWheel' | 'isFixed'>) {
    this.#surface = new Surface(element, { ...options, zoomsByWheel: false, isFixed: true });
    this.#surface.paint((colours) => {
      this.#colours = colours;
      for (const drawn of this.#drawn) this.#paint(drawn, colours);
    });
  }

  /** Draws the lines; of those that go on, their new points alone. */
  show(lines: readonly Line[]): void {
    for (const { series } of this.#drawn.splice(lines.length)) this.#surface.chart.removeSeries(series);
    for (const [index, line] of lines.entries()) {
      const drawn = this.#drawn[index] ?? this.#add(line);
      const tail = tailOf(drawn.line.points, line.points, ([at]) => at.getTime());
      if (tail && drawn.places.length > 0) this.#goOn(drawn, tail);
      else this.#begin(drawn, line);
      drawn.line = line;
      if (this.#colours) this.#paint(drawn, this.#colours);
    }
  }

  /** Points at another point of the first line. */
  point(step: number): void {
    const [first] = this.#drawn;
    if (first) this.#surface.point(first.series, first.places, step);
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

  #add(line: Line): Drawn {
    const { chart } = this.#surface;
    const options = { lineWidth: WIDTH, priceLineVisible: false, crosshairMarkerRadius: 3 };
    const series = line.isFilled ? chart.addSeries(AreaSeries, options) : chart.addSeries(LineSeries, options);
    const drawn = { series, line: { ...line, points: [] }, places: [] };
    this.#drawn.push(drawn);
    return drawn;
  }

  #begin(drawn: Drawn, { points }: Line): void {
    drawn.places = placesOf(points);
    drawn.series.setData(drawn.places);
    this.#surface.chart.timeScale().fitContent();
  }

  #goOn(drawn: Drawn, tail: readonly Point[]): void {
    for (const place of placesOf(tail)) {
      const last = drawn.places.at(-1);
      if (last && place.time < last.time) continue;
      if (last?.time === place.time) drawn.places.pop();
      drawn.places.push(place);
      drawn.series.update(place);
    }
  }

  #paint({ series, line: { tone, isDashed = false } }: Drawn, colours: Colours): void {
    const colour = colours[tone];
    const lineStyle = isDashed ? LineStyle.Dashed : LineStyle.Solid;
    series.applyOptions({ color: colour, lineColor: colour, lineStyle });
    series.applyOptions({ topColor: faded(colour, 0.16), bottomColor: faded(colour, 0.02) });
  }
}

/** One place a second, in the order of time: of several the last stands. */
function placesOf(points: readonly Point[]): Place[] {
  const places = new Map<UTCTimestamp, number>();
  for (const [at, value] of points) places.set(secondsOf(at), Number(value));
  const sorted = [...places].sort(([a], [b]) => a - b);
  return sorted.map(([time, value]): AreaData<UTCTimestamp> => ({ time, value }));
}
