/** Where bars are missing. They are left out, and never made up. */
import type { Bar } from './point';

/** Places that a gap takes at most: what is missing shows, and pushes nothing else away. */
const WIDEST_GAP = 60;

/** The bars, and the times between them that have none. */
export function withGaps(bars: readonly Bar[], stepMs: number): (Bar | Date)[] {
  const rows: (Bar | Date)[] = [];
  let last: number | undefined;
  for (const bar of bars) {
    const at = bar.openTime.getTime();
    if (last !== undefined) {
      const end = Math.min(at, last + (WIDEST_GAP + 1) * stepMs);
      for (let missing = last + stepMs; missing < end; missing += stepMs) rows.push(new Date(missing));
    }
    rows.push(bar);
    last = at;
  }
  return rows;
}

/** How many bars are missing before one. */
export function missingBefore(bar: Bar, last: Bar | undefined, stepMs: number): number {
  if (!last) return 0;
  return Math.max(0, Math.round((bar.openTime.getTime() - last.openTime.getTime()) / stepMs) - 1);
}

/** How many are missing between the bars altogether. */
export function countMissing(bars: readonly Bar[], stepMs: number): number {
  return bars.reduce((sum, bar, index) => sum + missingBefore(bar, bars[index - 1], stepMs), 0);
}
