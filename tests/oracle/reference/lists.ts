type Direction = 'forward' | 'backward';

/** The list ends before this number. */
const END = 10;

/** A page of the list of numbers. */
export function pageAt(cursor: number | null | undefined, limit: number, direction: Direction | null | undefined) {
  const start = Math.min(cursor ?? 0, END);
  const end = Math.min(start + limit, END);
  return {
    items: Array.from({ length: end - start }, (_, index) => ({ number: start + index, at: new Date(start + index) })),
    nextCursor: end < END ? end : null,
    previousCursor: start > 0 ? Math.max(0, start - limit) : null,
    direction: direction ?? null,
  };
}
