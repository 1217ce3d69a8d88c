/** What lines say, in words. */
import { compareDecimals, formatDecimal } from '@/format/decimal';
import { formatMoment } from '@/format/time';
import type { Line, Scale } from './point';

/** `From 10,000.00 USDT on 1 Jan 2026, 00:00 to 11,234.50 on …; lowest 9,800.00, highest 11,400.00.`, a sentence a line. */
export function describeLines(lines: readonly Line[], scale: Scale, zone: string): string {
  const drawn = lines.filter(({ points }) => points.length > 0);
  return drawn
    .map((line) => (drawn.length > 1 ? `${line.name}: ${describe(line, scale, zone)}` : describe(line, scale, zone)))
    .join(' ');
}

function describe({ points }: Line, { places, unit }: Scale, zone: string): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const write = (value: string) => formatDecimal(value, { places });
  const on = (at: Date) => formatMoment(at, zone);
  if (points.length === 1) return `${write(first[1])} ${unit} on ${on(first[0])}.`;
  let [lowest, highest] = [first[1], first[1]];
  for (const [, value] of points) {
    if (compareDecimals(value, lowest) < 0) lowest = value;
    if (compareDecimals(value, highest) > 0) highest = value;
  }
  const way = `From ${write(first[1])} ${unit} on ${on(first[0])} to ${write(last[1])} on ${on(last[0])}`;
  return `${way}; lowest ${write(lowest)}, highest ${write(highest)}.`;
}
