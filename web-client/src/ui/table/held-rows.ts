/** What a table that is held shows: its rows stay where they are, whatever comes and goes meanwhile. */

type Row = { id: string };

export type HeldRows<T> = {
  shown: T[];
  /** How many rows have come that are not shown. */
  waiting: number;
  /** The rows that are shown as they last were: they have left the list. */
  gone: ReadonlySet<string>;
};

const NONE: ReadonlySet<string> = new Set();

/**
 * `rows` in the order of `frozen`. What has come above the last of the frozen rows waits; what has been read below them
 * follows them.
 */
export function holdRows<T extends Row>(rows: T[], frozen: T[] | undefined): HeldRows<T> {
  if (frozen === undefined || frozen === rows) return { shown: rows, waiting: 0, gone: NONE };
  const known = new Set(frozen.map((row) => row.id));
  const now = new Map(rows.map((row) => [row.id, row]));
  const last = rows.findLastIndex((row) => known.has(row.id));
  const gone = new Set([...known].filter((id) => !now.has(id)));
  return {
    shown: [...frozen.map((row) => now.get(row.id) ?? row), ...rows.slice(last + 1)],
    waiting: last + 1 - (frozen.length - gone.size),
    gone,
  };
}
