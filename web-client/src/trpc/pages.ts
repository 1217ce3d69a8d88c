/** Live rows in pages that were read newest first: the rules that every feature's reducer shares. */
import type { InfiniteData } from '@tanstack/react-query';
import type { Page } from '@tickwire/bindings';

/** A row that says which event wrote it last; one that never changes has no need to. */
export type LiveRow = { id: string; seq?: number };

/** Pages as the query cache holds them. */
export type Pages<T> = InfiniteData<Page<T>, string | null>;

export type Rules<T> = {
  /** When the row entered the list; the pages run from the newest down. */
  since: (row: T) => Date;
  /** Whether the row belongs in this list at all. */
  belongs?: (row: T) => boolean;
  /** The most rows that are kept; the oldest go first. */
  limit?: number;
};

/** Rows that a long list keeps by itself: one left open for a week must not grow for a week. */
const KEPT = 1_000;

/** The `limit` of a list that a person may read on in: what has been read stays. */
export function keptOf<T>({ pages }: Pages<T>): number {
  return Math.max(
    KEPT,
    pages.reduce((sum, page) => sum + page.items.length, 0),
  );
}

/** All rows of all pages, newest first. */
export function rowsOf<T>(pages: Pages<T> | undefined): T[] {
  return pages?.pages.flatMap((page) => page.items) ?? [];
}

/**
 * The pages with `events` applied: each row stands once, in its newest form. An event at or below its row's `seq` is
 * dropped, so applying anything twice, or out of order, changes nothing. Untouched pages keep their identity.
 */
export function applyRows<T extends LiveRow>(data: Pages<T>, events: readonly T[], rules: Rules<T>): Pages<T> {
  let pages = data.pages;
  for (const event of newestById(events)) pages = applyRow(pages, event, rules);
  if (rules.limit !== undefined) pages = trim(pages, rules.limit);
  return pages === data.pages ? data : { ...data, pages };
}

function seqOf(row: LiveRow): number {
  return row.seq ?? 0;
}

function newestById<T extends LiveRow>(events: readonly T[]): T[] {
  const newest = new Map<string, T>();
  for (const event of events) {
    const known = newest.get(event.id);
    if (!known || seqOf(event) > seqOf(known)) newest.set(event.id, event);
  }
  return [...newest.values()];
}

function applyRow<T extends LiveRow>(pages: Page<T>[], event: T, rules: Rules<T>): Page<T>[] {
  const belongs = rules.belongs?.(event) ?? true;
  for (const [index, page] of pages.entries()) {
    const at = page.items.findIndex((item) => item.id === event.id);
    const row = page.items[at];
    if (!row) continue;
    if (seqOf(row) >= seqOf(event)) return pages;
    return splice(pages, index, at, 1, belongs ? [event] : []);
  }
  return belongs ? insert(pages, event, rules) : pages;
}

/** Before the first older row. A row older than everything loaded comes with its own page, unless there is none left. */
function insert<T extends LiveRow>(pages: Page<T>[], row: T, rules: Rules<T>): Page<T>[] {
  for (const [index, page] of pages.entries()) {
    const at = page.items.findIndex((item) => isNewer(row, item, rules));
    if (at >= 0) return splice(pages, index, at, 0, [row]);
  }
  const last = pages.length - 1;
  const page = pages[last];
  if (!page || page.nextCursor !== null) return pages;
  return splice(pages, last, page.items.length, 0, [row]);
}

/** By time, then by id: ids of one millisecond still have an order. */
function isNewer<T extends LiveRow>(row: T, other: T, { since }: Rules<T>): boolean {
  const difference = since(row).getTime() - since(other).getTime();
  return difference === 0 ? row.id > other.id : difference > 0;
}

function splice<T>(pages: Page<T>[], index: number, at: number, removed: number, added: T[]): Page<T>[] {
  const page = pages[index];
  if (!page) return pages;
  return pages.with(index, { ...page, items: page.items.toSpliced(at, removed, ...added) });
}

/** What is cut off is read again when somebody reads on: a cursor is the last row before it. */
function trim<T extends LiveRow>(pages: Page<T>[], limit: number): Page<T>[] {
  let room = limit;
  const kept: Page<T>[] = [];
  for (const page of pages) {
    if (page.items.length > room) {
      const items = page.items.slice(0, room);
      const last = items.at(-1);
      if (last) kept.push({ ...page, items, nextCursor: last.id });
      return kept;
    }
    room -= page.items.length;
    kept.push(page);
  }
  return pages;
}
