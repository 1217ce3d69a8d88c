/** What of a series is new: a chart that is live draws its end again, and not the whole. */

/**
 * The rows from the first that differs, where `next` goes on from `last`: that is its last row anew, of the same time, or
 * rows after it. Nothing where it is another series altogether.
 */
export function tailOf<T>(
  last: readonly T[],
  next: readonly T[],
  timeOf: (row: T) => number,
  isSame: (a: T, b: T) => boolean = Object.is,
): T[] | undefined {
  const kept = last.length - 1;
  const [before, after] = [last[kept], next[kept]];
  // A row that came between the others cannot be drawn after them.
  if (!before || !after || timeOf(before) !== timeOf(after)) return undefined;
  const differs = last.findIndex((row, index) => {
    const other = next[index];
    return other === undefined || !isSame(row, other);
  });
  if (differs >= 0 && differs < kept) return undefined;
  return next.slice(differs < 0 ? last.length : kept);
}
